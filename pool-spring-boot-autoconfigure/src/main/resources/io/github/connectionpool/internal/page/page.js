// Refreshes the parts of the page, and adds what needs a script: pause, save, copy, evict, the plan while one types.
// All markup is written by the server; texts that are added here are set as text.
"use strict";
(() => {
  const EVERY = 3000;
  const { base, pool, csrf, csrfHeader } = document.body.dataset;
  const parts = document.getElementById("parts");
  const state = document.getElementById("state");
  const pause = document.getElementById("pause");
  let byHand = false;
  let inspite = false;
  let silentSince = null;
  let signedOut = false;

  if (!parts) {
    return;
  }

  const show = (root) => root.querySelectorAll(".js").forEach((each) => each.removeAttribute("hidden"));
  const say = (element, text) => {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  };
  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = className || "";
    return made;
  };

  // ---- pausing

  const reading = () => {
    const selection = window.getSelection();
    return document.querySelector("dialog[open]") ? "a question is open"
      : parts.querySelector("details[open]") ? "a detail is open"
      : selection && !selection.isCollapsed && parts.contains(selection.anchorNode) ? "text is selected" : null;
  };

  const paused = () => {
    const why = reading();
    if (!why) {
      inspite = false;
    }
    return byHand ? "paused" : why && !inspite ? "paused, " + why : document.hidden ? "paused, the page is hidden" : null;
  };

  const tell = () => {
    const why = paused();
    say(state, signedOut ? "signed out; load the page again to sign in"
      : silentSince ? "no answer since " + silentSince : why || "refreshes every " + EVERY / 1000 + " s");
    say(pause, why ? "Resume" : "Pause");
    pause.setAttribute("aria-pressed", String(Boolean(why)));
    return why;
  };

  const toggle = () => {
    const stopped = paused();
    byHand = !stopped;
    inspite = Boolean(stopped);
    if (!tell()) {
      refresh();
    }
  };

  // ---- refreshing: rows keep their place, those that are gone fade before they go

  const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : "") || "";

  const attributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) {
      if (name !== "open" && !fresh.hasAttribute(name)) {
        old.removeAttribute(name);
      }
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
      }
    }
  };

  const leave = (old) => {
    if (old.dataset.key && !old.classList.contains("gone")) {
      old.classList.add("gone");
    } else {
      old.remove();
    }
  };

  const children = (old, fresh) => {
    const left = new Map([...old.childNodes].filter(key).map((node) => [key(node), node]));
    const plain = [...old.childNodes].filter((node) => !key(node));
    let before = null;
    for (const node of [...fresh.childNodes]) {
      const known = key(node) ? left.get(key(node)) : plain.shift();
      left.delete(key(node));
      if (known && known.nodeName === node.nodeName) {
        update(known, node);
        before = known;
      } else {
        if (known) {
          known.remove();
        }
        old.insertBefore(node, before ? before.nextSibling : old.firstChild);
        before = node;
      }
    }
    plain.forEach((node) => node.remove());
    left.forEach(leave);
  };

  const update = (old, fresh) => {
    if (old.isEqualNode(fresh)) {
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = fresh.nodeValue;
      return;
    }
    attributes(old, fresh);
    children(old, fresh);
  };

  const refresh = async () => {
    try {
      const answer = await fetch(location.href.split("#")[0], { headers: { Accept: "text/html" }, cache: "no-store" });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = next.getElementById("parts");
      signedOut = answer.status === 401 || (answer.redirected && !fresh);
      if (!answer.ok || !fresh) {
        throw new Error("HTTP " + answer.status);
      }
      silentSince = null;
      if (paused()) {
        return;
      }
      show(next);
      update(parts, fresh);
      update(document.getElementById("as-of"), next.getElementById("as-of"));
      document.title = next.title;
    } catch (problem) {
      silentSince = silentSince || new Date().toLocaleTimeString();
    } finally {
      tell();
    }
  };

  // ---- acting

  const address = (part) => base + "/" + encodeURIComponent(pool) + "/" + encodeURIComponent(part);

  const token = () => {
    const cookie = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/);
    return csrf ? { [csrfHeader]: csrf } : cookie ? { "X-XSRF-TOKEN": decodeURIComponent(cookie[1]) } : {};
  };

  const refusal = async (answer) => {
    const body = await answer.json().catch(() => ({}));
    const words = {
      401: "You are not signed in.",
      403: "You may not do this, or this page has no valid CSRF token for Spring Security; load it again.",
      405: "The endpoint's access is not unrestricted."
    };
    // a login page answers where the reader is signed out
    const status = answer.redirected ? 401 : answer.status;
    return "Refused with " + status + ". " + (words[status] || body.message || "");
  };

  const evict = (id) => {
    const dialog = document.createElement("dialog");
    const title = element("h2", "Evict " + id + "?");
    title.id = "evict-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const text = element("p", "The connection is closed in the database, even while a statement runs. Its owner gets an"
      + " exception at the next call.");
    text.setAttribute("role", "status");
    const keep = element("button", "Keep it");
    const go = element("button", "Evict", "danger");
    const row = document.createElement("p");
    row.append(keep, go);
    dialog.append(title, text, row);
    document.body.append(dialog);
    keep.addEventListener("click", () => dialog.close());
    go.addEventListener("click", async () => {
      go.disabled = true;
      try {
        // Spring Security then answers 401 without a challenge, for which the browser would ask in a window of its own
        const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", ...token() };
        const answer = await fetch(address(id), { method: "DELETE", headers });
        say(text, answer.ok && !answer.redirected ? id + " is evicted." : await refusal(answer));
      } catch (problem) {
        say(text, "There was no answer; it is not known whether it is evicted.");
      }
      say(keep, "Close");
      go.remove();
      inspite = true;
      refresh();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      tell();
    });
    dialog.showModal();
    keep.focus();
  };

  const copy = async (button) => {
    const source = button.closest("details");
    const copied = source.cloneNode(true);
    copied.querySelectorAll(".acts, .whole summary").forEach((each) => each.remove());
    const text = [...copied.querySelectorAll("summary, p, dt, h4, pre")].map((each) => each.tagName === "DT"
      ? each.textContent + ": " + each.nextElementSibling.textContent : each.textContent).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      say(button, "Copied");
    } catch (problem) {
      window.getSelection().selectAllChildren(source);
      say(button, document.execCommand("copy") ? "Copied" : "Selected, copy it by key");
    }
  };

  const save = async (button) => {
    const answer = await fetch(address("snapshot.json"), { headers: { Accept: "application/json" } });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = pool + "-" + new Date().toISOString().replace(/[:.]/g, "-") + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(button, "Saved");
    setTimeout(() => say(button, "Save this moment"), 2000);
  };

  const plan = (form) => {
    let asked = 0;
    const ask = async () => {
      const mine = ++asked;
      const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
      const answer = await fetch(form.action + "?" + given, { headers: { Accept: "application/json" } });
      const body = await answer.json();
      if (mine === asked) {
        say(document.getElementById("plan-says"), body.statement || body.message);
        say(document.getElementById("plan-saves"), body.withoutIdle ? body.withoutIdle.statement : "");
      }
    };
    let later = 0;
    form.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(ask, 250);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
  };

  const openTarget = () => {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("summary").focus();
    }
    tell();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button === pause) {
      toggle();
    } else if (button && button.id === "save") {
      save(button).catch(() => say(button, "Not saved, no answer"));
    } else if (button && "evict" in button.dataset) {
      evict(button.dataset.evict);
    } else if (button && "copy" in button.dataset) {
      copy(button);
    } else if (event.target.closest("a[href^='#']")) {
      setTimeout(openTarget);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "p" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, dialog")) {
      toggle();
    }
  });
  for (const event of ["toggle", "selectionchange", "visibilitychange"]) {
    document.addEventListener(event, tell, true);
  }
  document.querySelectorAll("#plan-form").forEach(plan);
  show(document);
  openTarget();
  // one after the other: an application in trouble is not asked twice at once
  const tick = async () => {
    if (!tell()) {
      await refresh();
    }
    setTimeout(tick, EVERY);
  };
  setTimeout(tick, EVERY);
})();
