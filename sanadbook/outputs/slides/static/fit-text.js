// @ts-check
/**
 * Gives each slide its size: as large as what stands on it allows, and never smaller than the back row can read.
 *
 * A slide's face is laid out in a box that shrinks as its letters grow, so that one number, `--fit`, does both. Text that
 * would need smaller letters is not shrunk: the slide is marked `is-tight` and scrolls, and a test says so.
 */
const sanadFit = (() => {
  /** Letters on a slide of 1920 × 1080 are at least this high, in pixels. */
  const LEAST = 28;
  /** What an answer opens may make a slide's letters smaller by this much, no more. */
  const SHRINK = 1.25;
  const SIZES = [1.5, 1.4, 1.3, 1.2, 1.15, 1.1, 1.05, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65];

  /** @param {HTMLElement} section */
  const faceOf = (section) => /** @type {HTMLElement} */ (section.querySelector(".sanad-slide-body"));

  /** @param {HTMLElement} section @param {number} size */
  const set = (section, size) => faceOf(section).style.setProperty("--fit", String(size));

  /** @param {HTMLElement} section */
  const sizeOf = (section) => Number(faceOf(section).style.getPropertyValue("--fit")) || 1;

  /** Whether something on the slide stands outside of it. @param {HTMLElement} section */
  const overflows = (section) => {
    const face = faceOf(section);
    return face.scrollHeight > face.clientHeight + 1 || face.scrollWidth > face.clientWidth + 1;
  };

  /** The height of the smallest letters that are shown, in pixels at size 1. @param {HTMLElement} section */
  const smallest = (section) => {
    const face = faceOf(section);
    /** @type {Map<Element, number>} */
    const known = new Map();
    const note = (/** @type {Element | null} */ element) => {
      if (!element || known.has(element) || element.closest("aside.notes, script, .sanad-visually-hidden")) return;
      known.set(element, element.getClientRects().length ? parseFloat(getComputedStyle(element).fontSize) : Infinity);
    };
    const walker = document.createTreeWalker(face, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.nodeValue?.trim()) note(node.parentElement);
    face.querySelectorAll("input[type=text], input[type=number], select").forEach(note);
    return Math.min(...known.values());
  };

  /**
   * Set a slide's size to the largest at which everything is on it.
   * @param {HTMLElement} section @param {number} [most] no larger than this
   */
  const fit = (section, most = SIZES[0]) => {
    const least = LEAST / smallest(section);
    const sizes = SIZES.filter((size) => size <= most && size >= least - 0.001);
    const found = sizes.find((size) => { set(section, size); return !overflows(section); });
    section.classList.toggle("is-tight", found === undefined);
    if (found === undefined) set(section, sizes[sizes.length - 1] ?? Math.max(1, least));
  };

  /** Make a slide smaller where something that opened has no room. @param {HTMLElement} section */
  const settle = (section) => { if (overflows(section)) fit(section, sizeOf(section)); };

  /**
   * Show for a moment what an answer will bring, so that the size that fits now also fits then. Returns what hides it again.
   * @param {HTMLElement} section
   */
  const open = (section) => {
    /** @type {(() => void)[]} */
    const undo = [];
    const show = (/** @type {HTMLElement} */ part) => { if (part.hidden) { part.hidden = false; undo.push(() => { part.hidden = true; }); } };
    const all = (/** @type {ParentNode} */ root, /** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
    const longest = (/** @type {HTMLElement[]} */ parts, /** @type {number} */ count) => parts
      .sort((a, b) => (b.textContent ?? "").length - (a.textContent ?? "").length).slice(0, count).forEach(show);
    const data = section.querySelector("script.sanad-data")?.textContent;
    const strings = /** @type {Record<string, string>} */ (data ? JSON.parse(data).strings : {});
    const write = (/** @type {HTMLElement} */ part, /** @type {string} */ text) => { show(part); part.textContent = text; undo.push(() => { part.textContent = ""; }); };
    if (section.querySelector("form.sanad-item:not([data-type=open])")) {
      all(section, ".sanad-evidence").forEach(show);
      all(section, ".sanad-verdict").forEach((verdict) => write(verdict, strings.not_yet));
    }
    all(section, ".sanad-group").forEach((group) => {
      const options = all(group, ".sanad-option");
      if (options.length) longest(all(group, ".sanad-feedback"), group.querySelector("[type=checkbox]") ? options.length : 2);
    });
    all(section, ".sanad-parts > li, .sanad-pair, .sanad-drop, .sanad-rank, .sanad-typed").forEach((part) => {
      longest(all(part, ":scope > .sanad-feedback"), 1);
      all(part, ":scope > .sanad-sign").forEach((sign) => write(sign, strings.sign_near));
      part.classList.add("is-wrong");
      undo.push(() => part.classList.remove("is-wrong"));
    });
    all(section, ".sanad-option > .sanad-feedback:not([hidden]) > .sanad-sign").forEach((sign) => write(sign, strings.sign_missed));
    all(section, ".sanad-later").forEach((details) => {
      if (details instanceof HTMLDetailsElement && !details.open) { details.open = true; undo.push(() => { details.open = false; }); }
    });
    return () => undo.forEach((each) => each());
  };

  /** Fit every slide, those that are not in sight included. @param {HTMLElement[]} sections */
  const fitAll = (sections) => {
    document.documentElement.classList.add("is-measuring");
    sections.forEach((section) => {
      const close = open(section);
      fit(section);
      close();
      fit(section, sizeOf(section) * SHRINK);
    });
    document.documentElement.classList.remove("is-measuring");
  };

  return { fit, fitAll, settle, set, overflows, smallest, LEAST };
})();
