// @ts-check
/**
 * A deck: reveal.js set up for a room that reads Arabic, its bar, its keys, the way out.
 *
 * reveal's own labels are English and some of its parts write style sheets, which the page's policy refuses: they are off,
 * and what a room needs of them is here.
 */
(() => {
  const root = document.documentElement;
  /** @type {any} */
  const reveal = Reflect.get(globalThis, "Reveal");
  /** @template {HTMLElement} [E=HTMLElement] @param {string} selector @param {ParentNode} [within] @returns {E[]} */
  const all = (selector, within = document) => /** @type {E[]} */ ([...within.querySelectorAll(selector)]);
  const sections = all(".slides > section");
  const strings = /** @type {Record<string, string>} */ (JSON.parse(document.getElementById("sanad-strings")?.textContent ?? "{}"));
  const said = all(".sanad-live-region")[0];
  const current = () => /** @type {number} */ (reveal.getIndices().h ?? 0);
  const say = (/** @type {string} */ text) => { said.textContent = text; };

  /* Narrow screens: a slide is a page that scrolls; letters have the size of a page's. */
  const narrow = matchMedia("(max-width: 700px)");
  const measures = () => (narrow.matches ? { width: window.innerWidth, height: window.innerHeight } : { width: 1920, height: 1080 });
  const shape = () => {
    root.classList.toggle("is-narrow", narrow.matches);
    reveal.configure(measures());
    if (!narrow.matches) sanadFit.fitAll(sections);
  };

  /* The way out. Escape also ends the whole screen, of which the page hears no key: that counts as once. */
  const exit = all("a[data-exit]")[0];
  let escapes = 0;
  /** @type {number | undefined} */
  let forget;
  const leave = () => exit?.click();
  const escape = () => {
    escapes += 1;
    window.clearTimeout(forget);
    if (escapes > 1) { leave(); return; }
    if (exit) say(strings.escape);
    forget = window.setTimeout(() => { escapes = 0; say(""); }, 3000);
  };
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement) escape(); });

  /* The bar's panels: they lie over the slide and leave the bar, and the way out in it, free. */
  const openers = /** @type {HTMLButtonElement[]} */ (all("[data-open]"));
  const panel = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const toggle = (/** @type {string} */ id) => openers.forEach((button) => {
    const name = button.dataset.open ?? "";
    const shown = name === id && panel(name).hidden;
    panel(name).hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
    if (shown) (panel(name).querySelector("[aria-current]") ?? panel(name).querySelector("button"))?.scrollIntoView({ block: "nearest" });
  });
  openers.forEach((button) => button.addEventListener("click", () => toggle(button.dataset.open ?? "")));
  all("[data-close]").forEach((button) => button.addEventListener("click", () => toggle("")));

  const list = all("#sanad-list ol")[0];
  sections.forEach((section, number) => {
    const link = document.createElement("a");
    link.href = `#/${number}`;
    link.textContent = section.dataset.title ?? "";
    // Not by the address: reveal writes it with a delay, and would write the place before.
    link.addEventListener("click", (event) => { event.preventDefault(); toggle(""); reveal.slide(number); });
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  });

  /* Keys that are reveal's own stay its own; these are ours, by their place on the keyboard: an Arabic one has other letters. */
  const speaker = sanadSpeaker.prepare({
    sections, current, leave, strings, say,
    go: (event) => {
      const moves = /** @type {Record<string, () => void>} */ ({
        ArrowLeft: () => (root.dir === "rtl" ? reveal.next() : reveal.prev()), ArrowRight: () => (root.dir === "rtl" ? reveal.prev() : reveal.next()),
        ArrowDown: () => reveal.next(), PageDown: () => reveal.next(), ArrowUp: () => reveal.prev(), PageUp: () => reveal.prev(),
        Home: () => reveal.slide(0), End: () => reveal.slide(sections.length - 1), Escape: escape,
      });
      const target = /** @type {Element | null} */ (event.target);
      if (event.key === " " && !target?.closest?.("button")) { event.preventDefault(); reveal.next(); } else moves[event.key]?.();
    },
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") { toggle(""); escape(); return; }
    escapes = 0;
    const target = event.target instanceof Element ? event.target : root;
    if (target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    if (event.code === "KeyS") speaker.open();
    else if (event.code === "KeyM") toggle("sanad-list");
    else if (event.key === "?" || event.key === "\u061f") toggle("sanad-keys");
  });
  /** Whether a key is reveal's: what has the focus may need it first. @param {KeyboardEvent} event */
  const mine = (event) => {
    const target = event.target instanceof Element ? event.target : root;
    if (target.closest("select, .sanad-panel")) return false;
    return !([" ", "Enter"].includes(event.key) && target.closest("button, a, summary"));
  };
  all("[data-speaker]").forEach((button) => button.addEventListener("click", speaker.open));
  all("[data-turn]").forEach((button) => button.addEventListener("click", () => (button.dataset.turn === "next" ? reveal.next() : reveal.prev())));

  /* A press on an option leaves the focus there, and the arrows would change the answer instead of the slide: whoever pointed
     at it loses the focus with the next key; whoever came by Tab keeps it. */
  let pointed = false;
  document.addEventListener("pointerdown", () => { pointed = true; });
  window.addEventListener("keydown", (event) => {
    const held = document.activeElement;
    if (event.key === "Tab") pointed = false;
    else if (pointed && held instanceof HTMLInputElement && ["radio", "checkbox"].includes(held.type)) held.blur();
  }, true);

  /* A sentence that a feedback quotes is shown on its own slide; «back» leads to the item's. */
  let came = 0;
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = /** @type {HTMLElement | null} */ (target?.closest(".sanad-show"));
    if (target?.closest(".sanad-back")) reveal.slide(came);
    const place = link && document.getElementById((link.dataset.at ?? "").split(" ")[0])?.closest(".slides > section");
    if (place instanceof HTMLElement) { came = current(); reveal.slide(sections.indexOf(place)); }
    if (link || target?.closest(".sanad-back")) window.requestAnimationFrame(still);
  }, true);
  /* The number of a note leads to the slide that it is on. */
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("a.sanad-note-ref") : null;
    const place = mark && document.getElementById(mark.getAttribute("href")?.slice(1) ?? "")?.closest(".slides > section");
    if (!(place instanceof HTMLElement)) return;
    event.preventDefault();
    reveal.slide(sections.indexOf(place));
  });
  /** Bringing an element into view may have scrolled what should not scroll. */
  const still = () => [root, document.body, ...all(".reveal, .slides, .slides > section, .sanad-slide-body")].forEach((box) => { box.scrollTop = 0; box.scrollLeft = 0; });

  const arrive = () => {
    all(".sanad-place").forEach((place) => { place.textContent = strings.place.replace("{place}", String(current() + 1)).replace("{all}", String(sections.length)); });
    all("a", list).forEach((link, number) => { if (number === current()) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
    const held = document.activeElement;
    if (held instanceof HTMLElement && held.closest(".slides > section") && !sections[current()].contains(held)) held.blur();
    if (!root.classList.contains("is-narrow")) sanadFit.settle(sections[current()]);
    speaker.update();
  };

  /* What opens on the slide in sight may need room. Leaves are turned by `hidden` too: what they show is not divided again. */
  const settle = new MutationObserver((changes) => {
    const section = sections[current()];
    const inside = changes.flatMap(({ target }) => (target instanceof Element && target !== section && section.contains(target) ? [target] : []));
    if (root.classList.contains("is-narrow")) return;
    if (inside.some((target) => target.matches(".sanad-verdict"))) sanadLeaves.relieve(section);
    else if (inside.some((target) => !target.closest(".sanad-leaf-turn"))) sanadFit.settle(section);
  });

  sections.forEach((section) => { sanadLeaves.prepare(section, strings); sanadHands.prepare(section); });
  const off = Object.fromEntries([27, 65, 67, 71, 72, 74, 75, 76, 78, 79, 80, 86, 112, 191].map((key) => [key, null]));
  reveal.initialize({
    ...measures(), margin: 0, minScale: 0.05, maxScale: 4, center: false, rtl: root.dir === "rtl", hash: true, navigationMode: "linear",
    controls: false, progress: false, overview: false, help: false, jumpToSlide: false, transition: "none", backgroundTransition: "none",
    autoAnimate: false, scrollActivationWidth: null, postMessage: false, postMessageEvents: false, keyboard: off, keyboardCondition: mine,
  }).then(async () => {
    all(".reveal > .controls").forEach((part) => part.remove()); // unseen, and named in English
    await document.fonts.ready;
    shape();
    narrow.addEventListener("change", shape);
    window.addEventListener("resize", () => { if (narrow.matches) reveal.configure(measures()); });
    all(".slides > section").forEach((section) => settle.observe(section, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden", "open"] }));
    reveal.on("slidechanged", arrive);
    arrive();
    root.classList.add("is-ready");
  });
})();
