// @ts-check
/**
 * What is too much for one slide is turned leaf by leaf: what an open item reveals, and the feedback of a long item. Rows fill
 * as many leaves as they need; a heading begins one. Parts are moved or put out of sight, never copied: quiz.mjs keeps hold
 * of them.
 */
const sanadLeaves = (() => {
  /** @typedef {{ part: HTMLElement, frame: HTMLElement | null, head: HTMLElement | null }} Row */

  /** @param {HTMLElement} box @returns {Row[]} */
  const rowsOf = (box) => {
    /** @type {HTMLElement | null} */
    let head = null;
    return [...box.children].flatMap(/** @returns {Row[]} */ (child) => {
      const part = /** @type {HTMLElement} */ (child);
      if (part.matches("h3")) { head = part; return []; }
      if (part.matches("details")) head = null;
      if (!part.matches("ol, ul, aside, fieldset")) return [{ part, frame: null, head }];
      const own = /** @type {HTMLElement | null} */ (part.querySelector(":scope > legend")) ?? head;
      return [...part.children].filter((each) => !each.matches("legend"))
        .map((each) => ({ part: /** @type {HTMLElement} */ (each), frame: part, head: own }));
    });
  };

  /**
   * Rows that are turned by two buttons, which stand at the end of `home` once there is more than one leaf.
   * @param {HTMLElement} home @param {Row[]} rows @param {Record<string, string>} strings
   */
  const pages = (home, rows, strings) => {
    const page = home.ownerDocument;
    const turn = page.createElement("p");
    turn.className = "sanad-leaf-turn";
    const [back, on] = [strings.previous, strings.next].map((text) => {
      const button = page.createElement("button");
      button.type = "button";
      button.textContent = text;
      return button;
    });
    const place = page.createElement("span");
    place.setAttribute("role", "status");
    turn.append(back, place, on);
    turn.hidden = true;
    home.append(turn);
    /** @type {Row[][]} */
    let leaves = [];
    let leaf = 0;

    /** Show these rows and what frames them, nothing else. @param {Row[]} shown */
    const only = (shown) => {
      const parts = new Set(shown.flatMap(({ part, frame, head }) => [part, frame, head]));
      rows.forEach((row) => [row.part, row.frame, row.head].forEach((each) => each?.classList.toggle("is-off", !parts.has(each))));
    };

    const show = () => {
      only(leaves[leaf]);
      place.textContent = strings.page.replace("{place}", String(leaf + 1)).replace("{all}", String(leaves.length));
      turn.hidden = leaves.length < 2;
      back.disabled = leaf === 0;
      on.disabled = leaf === leaves.length - 1;
    };
    back.addEventListener("click", () => { leaf -= 1; show(); });
    on.addEventListener("click", () => { leaf += 1; show(); });

    return {
      /** Divide the rows into leaves and show the first. Returns whether each fits. @param {() => boolean} overflows */
      pack: (overflows) => {
        leaves = [];
        leaf = 0;
        place.textContent = strings.page;
        turn.hidden = false;
        /** @type {Row[]} */
        let filled = [];
        rows.forEach((row) => {
          const begins = filled.length > 0 && row.head !== filled[filled.length - 1].head;
          only([...filled, row]);
          if (begins || (filled.length && overflows())) { leaves.push(filled); filled = []; }
          filled.push(row);
        });
        if (filled.length) leaves.push(filled);
        const whole = leaves.every((each) => { only(each); return !overflows(); });
        if (leaves.length) show();
        return whole;
      },
      /** Show everything again. */
      release: () => { only(rows); turn.hidden = true; },
    };
  };

  /** @type {WeakMap<HTMLElement, { pack: (overflows: () => boolean) => boolean, release: () => void, column: HTMLElement }[]>} */
  const columns = new WeakMap();

  /** Whether the item of a slide shows its verdict. @param {HTMLElement} section */
  const answered = (section) => section.querySelector("form:not([data-type=open]) .sanad-verdict:not([hidden])") !== null;

  /** Whether a column of a slide stands out of it at its foot. @param {HTMLElement} section @param {HTMLElement} column */
  const below = (section, column) => {
    const matter = /** @type {HTMLElement} */ (section.querySelector(".sanad-slide-content"));
    return column.getBoundingClientRect().bottom > matter.getBoundingClientRect().bottom + 1;
  };

  /**
   * Turn what an answered item shows leaf by leaf, where even its smallest letters leave it no room; undo that for the next try.
   * @param {HTMLElement} section
   */
  const relieve = (section) => {
    const parts = columns.get(section) ?? [];
    parts.forEach(({ release }) => release());
    if (!answered(section)) return;
    sanadFit.settle(section);
    if (!section.classList.contains("is-tight")) return;
    parts.forEach(({ pack, column }) => { if (below(section, column)) pack(() => below(section, column)); });
    section.classList.toggle("is-tight", sanadFit.overflows(section));
  };

  /**
   * Prepare the item of a slide.
   * @param {HTMLElement} section @param {Record<string, string>} strings
   */
  const prepare = (section, strings) => {
    const all = (/** @type {ParentNode} */ root, /** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
    const row = (/** @type {HTMLElement} */ part) => ({ part, frame: null, head: /** @type {HTMLElement | null} */ (part.closest(".sanad-reason")?.querySelector("legend") ?? null) });
    const [asks, checks] = [".sanad-question-column", ".sanad-feedback-column"].flatMap((name) => all(section, name));
    const reveal = /** @type {HTMLDetailsElement | null} */ (section.querySelector("details.sanad-reveal"));
    if (asks && !reveal) {
      const [evidence] = all(checks, ".sanad-evidence");
      const answers = all(asks, ".sanad-option, .sanad-pair, .sanad-rank, .sanad-cards > li, .sanad-parts > li");
      columns.set(section, [
        { column: asks, ...pages(asks, answers.map(row), strings) },
        ...(evidence ? [{ column: checks, ...pages(evidence, all(evidence, "blockquote").map(row), strings) }] : []),
      ]);
    }
    if (!reveal) return;
    const box = section.ownerDocument.createElement("div");
    box.className = "sanad-leaves";
    box.append(...[...reveal.children].filter((child) => !child.matches("summary")));
    reveal.append(box);
    const leaves = pages(reveal, rowsOf(box), strings);
    reveal.addEventListener("toggle", () => {
      if (document.documentElement.classList.contains("is-narrow")) return;
      if (!reveal.open) { leaves.release(); sanadFit.fit(section); return; }
      [1.05, 1].find((size) => { sanadFit.set(section, size); return leaves.pack(() => sanadFit.overflows(section)); });
      section.classList.remove("is-tight");
    });
  };

  return { prepare, relieve };
})();
