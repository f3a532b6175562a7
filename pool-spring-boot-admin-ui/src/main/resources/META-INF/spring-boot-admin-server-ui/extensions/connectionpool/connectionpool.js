// Adds the view "Connection pools" to each instance in Spring Boot Admin that has the endpoint "connectionpool".
// An answer of an instance is foreign. It becomes strings and numbers in the readers below, and nothing else of it is
// kept: Vue would take an object of a certain shape for an element of its own.
(() => {
  "use strict";

  const { h } = Vue;
  const ENDPOINT = "connectionpool";
  // with the slash at the beginning Spring Boot Admin leads to no login when the instance refuses
  const ADDRESS = "/actuator/" + ENDPOINT;
  const EVERY = 5000;
  const LONGEST_WAIT = 10000;
  const LONGEST_TEXT = 2000;
  const MOST_POOLS = 100;
  const MOST_DETAILS = 10;
  const MOST_ROWS = 50;
  const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  const BROKEN = ["deadlock", "database-unreachable", "pool-suspended"];
  const TONES = { CRITICAL: "bad", WARNING: "warn", INFO: "info" };
  const WORDS = { bad: "critical", warn: "warning", good: "well" };
  const ORDER = Object.keys(WORDS);

  // ---- readers of an answer

  const text = (value) => typeof value === "string" ? value.slice(0, LONGEST_TEXT).replace(CONTROLS, "\ufffd") : "";
  const count = (value) => Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
  const list = (value) => Array.isArray(value) ? value.slice(0, MOST_ROWS) : [];
  const object = (value) => value && typeof value === "object" ? value : {};
  const texts = (value) => list(value).map(text).filter(Boolean).join(", ");
  const timeOf = (value) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(value).toLocaleTimeString() : "";
  const several = (number, one, more) => number + " " + (number === 1 ? one : more);

  const held = (millis) => {
    const seconds = Math.floor(count(millis) / 1000);
    return seconds < 120 ? seconds + " s"
      : seconds < 7200 ? Math.floor(seconds / 60) + " min" : Math.floor(seconds / 3600) + " h";
  };

  const finding = (value) => {
    const { id, severity, evidence, fix } = object(value);
    return { id: text(id), tone: Object.hasOwn(TONES, severity) ? TONES[severity] : "info",
      evidence: text(evidence), fix: text(fix) };
  };

  const site = (value) => {
    const { callSite, likelyCallSite, count: size, verdicts, oldestMillis, contexts, whereabouts } = object(value);
    const likely = text(likelyCallSite);
    return { count: count(size), line: text(callSite) || (likely ? "likely " + likely : "a line that is not known"),
      verdicts: Object.entries(object(verdicts)).slice(0, MOST_ROWS)
        .map(([verdict, number]) => count(number) + " " + text(verdict)).join(", "),
      tone: verdicts?.LEAKED ? "bad" : verdicts?.SUSPECT ? "warn" : "good",
      oldest: held(oldestMillis), contexts: texts(contexts), whereabouts: texts(whereabouts) };
  };

  const counts = (pool) => {
    const parts = [(pool.max === null ? pool.active : pool.active + " of " + pool.max) + " borrowed"];
    if (pool.waiting > 0) {
      parts.push(several(pool.waiting, "borrower waits", "borrowers wait"));
    }
    if (pool.leaked > 0) {
      parts.push(pool.leaked + " leaked");
    }
    return parts.join(", ");
  };

  // the findings come worst first
  const urgent = (pool) => pool.findings.find(({ tone, id }) => tone === "bad" || id === "suspected-leak");

  const toneOf = (pool) => {
    const isFull = pool.max !== null && pool.active >= pool.max;
    const worst = urgent(pool);
    return pool.leaked > 0 || isFull && pool.waiting > 0 || worst && BROKEN.includes(worst.id) ? "bad"
      : worst || pool.status !== "UP" ? "warn" : "good";
  };

  const poolOf = (name, answer) => {
    const { status, connections, leaked, at, findings, callSites } = object(answer);
    const { active, max, pending } = object(connections);
    const pool = { path: name, name: text(name), status: text(status), active: count(active),
      max: Number.isFinite(max) ? count(max) : null, waiting: count(pending), leaked: count(leaked),
      at: timeOf(text(at)), findings: list(findings).map(finding),
      sites: Array.isArray(callSites) ? list(callSites).map(site) : null };
    pool.tone = toneOf(pool);
    return pool;
  };

  const worstFirst = (pools) => pools.sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone)
    || b.active - a.active);

  const problemOf = (error) => {
    const status = count(error?.response?.status);
    return error instanceof TypeError ? "The answer of the instance has no pools."
      : status === 401 || status === 403 ? "The instance refuses access to its endpoint (" + status + ")."
      : status >= 502 && status <= 504 || status === 0 ? "The instance gives no answer."
      : "The instance answered with status " + status + ".";
  };

  // the address is the instance's own word: another scheme could be a script
  const pageOf = (instance) => {
    const url = instance.endpoints.find((endpoint) => endpoint.id === ENDPOINT)?.url;
    return instance.showUrl?.() === false || instance.isUrlDisabled?.() ? null
      : typeof url === "string" && /^https?:\/\//i.test(url) ? url : null;
  };

  // ---- elements; each text is a string

  const row = (tag, cells) => h("tr", cells.map((cell) => h(tag, tag === "th" ? { scope: "col" } : null, cell)));

  const badge = (tone, words) => h("span", { class: "cpool-badge cpool-" + tone }, words);

  const evidence = (pool) => {
    const worst = urgent(pool);
    const heaviest = pool.sites?.[0];
    return worst ? worst.evidence : pool.tone === "good" || !heaviest ? ""
      : heaviest.count + (heaviest.count === 1 ? " was" : " were") + " borrowed at " + heaviest.line + ".";
  };

  const headline = (pool) => h("div", { class: "cpool-headline cpool-" + pool.tone }, [
    h("p", { class: "cpool-sentence" },
      pool.name + (pool.tone === "good" ? " is well: " : ": ") + counts(pool) + ". " + evidence(pool)),
    urgent(pool)?.fix ? h("p", "→ " + urgent(pool).fix) : null]);

  const poolTable = (pools) => h("table", [h("caption", "Pools"),
    h("thead", row("th", ["pool", "condition", "connections", "because"])),
    h("tbody", pools.map((pool) => row("td", [pool.name, badge(pool.tone, WORDS[pool.tone]), counts(pool),
      evidence(pool) || (pool.findings.length > 0 ? several(pool.findings.length, "finding", "findings") + " below"
        : "")])))]);

  const siteTable = (pool) => pool.active === 0 || pool.sites?.length === 0 ? h("p", "No connection is borrowed.")
    : pool.sites === null ? h("p", "The call sites were not read.")
      : h("table", [h("caption", "Held now, by call site"),
        h("thead", row("th", ["held", "borrowed at", "verdict", "in", "oldest", "the thread"])),
        h("tbody", pool.sites.map((each) => row("td", [String(each.count), h("code", each.line),
          each.verdicts ? badge(each.tone, each.verdicts) : "", each.contexts, each.oldest, each.whereabouts])))]);

  const findingList = (title, findings) => findings.length === 0 ? null : [h("h4", title),
    h("ul", findings.map((each) => h("li", [badge(each.tone, each.id), " " + each.evidence + " ",
      h("strong", each.fix)])))];

  const details = (pool) => h("section", { key: pool.path }, [h("h3", pool.name), siteTable(pool),
    findingList("To change", pool.findings)]);

  // ---- the view

  const view = {
    name: "ConnectionPools",

    props: { instance: { type: Object, required: true }, application: { type: Object, default: null } },

    data: () => ({ pools: null, findings: [], problem: "", timer: 0 }),

    watch: {
      "instance.id"() {
        this.pools = null;
        this.findings = [];
        this.refresh();
      },
    },

    mounted() {
      this.refresh();
    },

    beforeUnmount() {
      clearTimeout(this.timer);
      this.timer = null;
    },

    methods: {
      async refresh() {
        clearTimeout(this.timer);
        const { instance } = this;
        if (!this.isStill()) {
          await this.load(instance);
        }
        if (this.timer !== null && instance.id === this.instance.id) {
          clearTimeout(this.timer);
          this.timer = setTimeout(this.refresh, EVERY);
        }
      },

      // while the view is hidden, or text in it is selected
      isStill() {
        const selection = document.getSelection();
        return document.hidden || selection && !selection.isCollapsed && this.$el.contains(selection.anchorNode);
      },

      async load(instance) {
        const shown = { pools: this.pools, findings: this.findings, problem: "" };
        try {
          const answer = object((await this.get(instance, ADDRESS)).data);
          if (!answer.pools) {
            throw new TypeError("no pools");
          }
          const pools = Object.entries(object(answer.pools)).slice(0, MOST_POOLS).map((each) => poolOf(...each));
          shown.pools = worstFirst(await this.withCallSites(instance, worstFirst(pools)));
          shown.findings = list(answer.findings).map(finding);
        } catch (error) {
          shown.problem = problemOf(error);
        }
        // the view may show another instance by now
        if (instance.id === this.instance.id) {
          Object.assign(this, shown);
        }
      },

      withCallSites(instance, pools) {
        return Promise.all(pools.map(async (pool, index) => {
          if (pool.active === 0 || index >= MOST_DETAILS) {
            return pool;
          }
          try {
            const path = ADDRESS + "/" + encodeURIComponent(pool.path) + "?limit=1";
            return poolOf(pool.path, (await this.get(instance, path)).data);
          } catch {
            return pool;
          }
        }));
      },

      get: (instance, path) => instance.axios.get(path, { timeout: LONGEST_WAIT, suppressToast: true }),
    },

    render() {
      const page = pageOf(this.instance);
      const pools = this.pools || [];
      const time = pools[0]?.at;
      return h("div", { class: "cpool" }, [
        h("h2", "Connection pools"),
        h("p", [time ? "As of " + time + ". " : "", page
          ? h("a", { href: page, target: "_blank", rel: "noopener noreferrer" }, "Open the page of the application")
          : ""]),
        this.problem ? h("p", { class: "cpool-headline cpool-bad", role: "alert" }, this.problem) : null,
        this.pools !== null && pools.length === 0 ? h("p", "No pool is monitored.") : null,
        pools.length > 0 ? [headline(pools[0]), poolTable(pools)] : null,
        pools.map(details),
        findingList("The application", this.findings)]);
    },
  };

  SBA.use({
    install({ viewRegistry, i18n }) {
      i18n.mergeLocaleMessage("en", { connectionpool: { label: "Connection pools" } });
      viewRegistry.addView({ name: "instances/connectionpool", parent: "instances", path: "connectionpool",
        label: "connectionpool.label", group: "data", order: 880, component: view,
        isEnabled: ({ instance }) => instance.hasEndpoint(ENDPOINT) });
    },
  });
})();
