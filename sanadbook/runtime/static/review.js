// @ts-check
/**
 * The pages over all chapters: a deck of items that are due, or shuffled; a table of progress from what is saved or from codes.
 * Uses storage.js; loaded only on those pages.
 *
 * @typedef {{ course: string, days: number[], chapters: { name: string, href: string, items: Record<string, string>, later: Record<string, string> }[],
 *   texts: Record<string, string> }} Course
 * @typedef {{ right: boolean, score: number }} Answered
 * @typedef {{ hash: string, entry: Answered, when: number, box: number }} Saved
 * @typedef {{ read(course: string): Record<string, Saved> | null, keep(course: string, id: string, kept: Saved): boolean,
 *   clear(course: string): boolean, decode(chapter: string, ids: string[], text: string): Record<string, Answered> | null }} Keep
 */
(() => {
  const DAY = 24 * 60 * 60 * 1000;
  const keep = /** @type {{ sanadStorage: Keep }} */ (/** @type {unknown} */ (globalThis)).sanadStorage;

  /** @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E[]} */
  const all = (root, selector) => /** @type {E[]} */ ([...root.querySelectorAll(selector)]);
  /** @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E} */
  const one = (root, selector) => /** @type {E} */ (root.querySelector(selector));
  /** @param {string} text @param {Record<string, string | number>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  /** @param {HTMLElement} root @returns {Course} */
  const course = (root) => JSON.parse(one(root, "script.sanad-course").textContent ?? "");

  /** @template T @param {T[]} list @returns {T[]} in an order of chance (Fisher and Yates) */
  const shuffled = (list) => {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [copy[last], copy[other]] = [copy[other], copy[last]];
    }
    return copy;
  };

  /**
   * The items that are due now, longest due first: kept ones, and those meant for later of a chapter that was worked on.
   * @param {Course} data @param {Record<string, Saved>} kept @param {number} now
   */
  const due = (data, kept, now) => data.chapters.flatMap(({ items, later }) => {
    const known = (/** @type {Record<string, string>} */ hashes) => Object.keys(hashes).filter((id) => kept[id]?.hash === hashes[id]);
    const at = (/** @type {string} */ id) => kept[id].when + data.days[Math.min(kept[id].box, data.days.length - 1)] * DAY;
    const met = known(items).map((id) => kept[id].when);
    const first = met.length ? Math.max(...met) + data.days[0] * DAY : Infinity;
    const old = [...known(items), ...known(later)].map((id) => ({ id, at: at(id) }));
    const fresh = Object.keys(later).filter((id) => kept[id]?.hash !== later[id]).map((id) => ({ id, at: first }));
    return [...old, ...fresh].filter((each) => each.at <= now);
  }).sort((a, b) => a.at - b.at).map(({ id }) => id);

  /** @param {HTMLElement} root */
  function deck(root) {
    const data = course(root);
    const items = all(root, ".sanad-item");
    const [controls, why, where, next, everything] = [".sanad-deck-controls", ".sanad-deck-why", ".sanad-deck-place", ".sanad-next-item", ".sanad-all-items"]
      .map((selector) => one(root, selector));
    /** @type {HTMLElement[]} */
    let queue = [];
    let place = 0;
    const show = () => {
      items.forEach((item) => { item.hidden = item !== queue[place]; });
      all(root, ".sanad-deck-chapter").forEach((part) => { part.hidden = !part.contains(queue[place] ?? null); });
      where.textContent = place < queue.length ? fill(data.texts.place, { place: place + 1, all: queue.length }) : queue.length ? data.texts.end : "";
      next.hidden = place >= queue.length;
    };
    const start = (/** @type {HTMLElement[]} */ list, /** @type {string} */ text) => { queue = list; place = 0; why.textContent = text; show(); };
    const kept = keep.read(data.course);
    if (kept) {
      const ids = due(data, kept, Date.now());
      start(ids.flatMap((id) => items.filter((item) => item.dataset.id === id)), data.texts[ids.length ? "due" : "none"]);
    } else start(shuffled(items), data.texts.all);
    next.addEventListener("click", () => { place += 1; show(); (place < queue.length ? one(queue[place], "input, select, button") : where).focus(); });
    everything.hidden = !kept;
    everything.addEventListener("click", () => start(shuffled(items), ""));
    document.addEventListener("sanad:answer", (event) => {
      const { id, entry, hash } = /** @type {CustomEvent} */ (event).detail;
      const before = keep.read(data.course)?.[id];
      if (entry.attempts === 1) keep.keep(data.course, id, { hash, entry, when: Date.now(), box: entry.right ? Math.min((before?.box ?? -1) + 1, data.days.length - 1) : 0 });
    });
    controls.hidden = false;
  }

  /** @param {HTMLElement} root */
  function progress(root) {
    const data = course(root);
    const why = one(root, ".sanad-progress-why");
    const clear = one(root, ".sanad-clear");
    const tell = (/** @type {HTMLElement} */ row, /** @type {Answered[]} */ entries) => {
      one(row, ".sanad-done").textContent = entries.length ? fill(data.texts.of, { right: entries.filter((entry) => entry.right).length, all: entries.length }) : "\u2013";
    };
    const refresh = () => {
      const kept = keep.read(data.course);
      why.textContent = data.texts[kept ? "saved" : "off"];
      clear.hidden = !kept;
      data.chapters.forEach(({ name, items }) => tell(one(root, `tr[data-chapter="${name}"]`),
        Object.entries(items).flatMap(([id, hash]) => (kept?.[id]?.hash === hash ? [kept[id].entry] : []))));
    };
    data.chapters.forEach(({ name, items }) => {
      const row = one(root, `tr[data-chapter="${name}"]`);
      const field = /** @type {HTMLInputElement} */ (one(row, "input"));
      field.disabled = false;
      field.addEventListener("change", () => {
        const answers = keep.decode(name, Object.keys(items).sort(), field.value);
        field.setCustomValidity(answers ? "" : data.texts.wrong);
        why.textContent = answers ? "" : data.texts.wrong;
        if (answers) tell(row, Object.values(answers));
      });
    });
    clear.addEventListener("click", () => { const gone = keep.clear(data.course); refresh(); why.textContent = data.texts[gone ? "cleared" : "not_cleared"]; });
    window.addEventListener("storage", refresh);
    refresh();
  }

  all(document, ".sanad-deck").forEach(deck);
  all(document, ".sanad-progress").forEach(progress);
})();
