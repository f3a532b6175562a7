// Buttons for the scenarios and for the traffic. Texts of the server are set as text.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const says = byId("says");

  const ask = async (address, method) => {
    const answer = await fetch(address, { method, headers: { Accept: "application/json" } });
    return answer.json();
  };

  const query = (form) => "?" + new URLSearchParams(new FormData(form));

  const start = async (scenario, isLong) => {
    says.textContent = scenario + " …";
    const answer = await ask("scenarios/" + scenario + (isLong ? query(byId("how")) : ""), "POST");
    says.textContent = scenario + ": " + (answer.message || answer.detail || answer.error);
  };

  const failed = (problem) => {
    says.textContent = "No answer: " + problem.message;
  };

  const list = async () => {
    for (const { name, description, start: command } of await ask("scenarios", "GET")) {
      const isLong = command.includes("seconds=");
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.textContent = name;
      button.dataset.scenario = name;
      button.addEventListener("click", () => start(name, isLong).catch(failed));
      const text = document.createElement("span");
      text.textContent = description + (isLong ? "" : " Once a click.");
      item.append(button, text);
      byId("scenarios").append(item);
    }
  };

  let later = 0;
  const traffic = async (report) => {
    clearTimeout(later);
    if (report.message || report.detail) {
      byId("traffic-says").textContent = report.message || report.detail;
      return;
    }
    byId("traffic-says").textContent = report.sent ? report.sent + " sent, " + report.succeeded + " served, "
      + report.failed + " failed, " + report.dropped + " dropped; half of them within " + report.p50Millis + " ms, 99 % within "
      + report.p99Millis + " ms" : "No visitors yet.";
    if (report.running) {
      later = setTimeout(() => ask("traffic", "GET").then(traffic).catch(failed), 1000);
    }
  };

  byId("how").addEventListener("submit", (event) => event.preventDefault());
  byId("traffic").addEventListener("submit", (event) => {
    event.preventDefault();
    ask("traffic" + query(byId("traffic")), "POST").then(traffic).catch(failed);
  });
  byId("stop").addEventListener("click", () => ask("traffic", "DELETE").then(traffic).catch(failed));
  list().catch(failed);
  ask("traffic", "GET").then(traffic).catch(failed);
})();
