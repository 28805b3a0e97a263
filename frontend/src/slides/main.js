/**
 * The deck: reveal.js set up for a room that reads from right to left, with our own bar, keys and way out.
 *
 * The labels of reveal.js are English, and some of its parts write style sheets, which the page's policy refuses.
 * They are switched off, and this module replaces those that facilitators need.
 */
import { all, make, one, readJson, targetOf } from "../shared/dom.js";
import { mountHandCount } from "../shared/hand-count.js";
import { fill } from "../shared/text.js";
import { fitAll, shrinkToFit } from "./fit-text.js";
import { mountPages, paginateOverflow } from "./paginate.js";
import { createSpeaker } from "./speaker.js";

/** Keys of reveal.js that are switched off, by key code. */
const UNUSED_KEYS = [27, 65, 67, 71, 72, 74, 75, 76, 78, 79, 80, 86, 112, 191];
const ESCAPE_TIMEOUT = 3000; // milliseconds in which a second Escape leaves the page

const root = document.documentElement;
const isRightToLeft = root.dir === "rtl";
/** @type {any} */
const reveal = Reflect.get(globalThis, "Reveal");
const slides = all(document, ".slides > section");
const strings = /** @type {import("../types").Strings} */ (readJson(document, "#sanad-strings"));
const liveRegion = one(document, ".sanad-live-region");
const announce = (/** @type {string} */ text) => {
  liveRegion.textContent = text;
};
const current = () => /** @type {number} */ (reveal.getIndices().h ?? 0);

// -- size: on a narrow screen a slide is a page that scrolls, with letters of a page's size --

const narrow = matchMedia("(max-width: 700px)");
const slideSize = () =>
  narrow.matches ? { width: window.innerWidth, height: window.innerHeight } : { width: 1920, height: 1080 };
const applySize = () => {
  root.classList.toggle("is-narrow", narrow.matches);
  reveal.configure(slideSize());
  if (!narrow.matches) fitAll(slides);
};

// -- the way out: Escape twice. The Escape that ends full screen reaches the page as no key, and counts as one --

const exit = /** @type {HTMLAnchorElement | null} */ (one(document, "a[data-exit]"));
let escapes = 0;
/** @type {number | undefined} */
let escapeTimer;
const leave = () => exit?.click();
const onEscape = () => {
  escapes += 1;
  window.clearTimeout(escapeTimer);
  if (escapes > 1) {
    leave();
    return;
  }
  if (exit) announce(strings.escape);
  escapeTimer = window.setTimeout(() => {
    escapes = 0;
    announce("");
  }, ESCAPE_TIMEOUT);
};
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) onEscape();
});

// -- panels of the bar: they cover the slide, but not the bar and the way out in it --

const openers = all(document, "[data-open]");
const panelOf = (/** @type {HTMLElement} */ opener) =>
  /** @type {HTMLElement} */ (document.getElementById(opener.dataset.open ?? ""));
/** Open a panel or close it, and close the others. @param {string} id "" closes all */
const togglePanel = (id) => {
  for (const opener of openers) {
    const panel = panelOf(opener);
    const isOpen = panel.id === id && panel.hidden;
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) (one(panel, "[aria-current]") ?? one(panel, "button"))?.scrollIntoView({ block: "nearest" });
  }
};
for (const opener of openers) opener.addEventListener("click", () => togglePanel(opener.dataset.open ?? ""));
for (const button of all(document, "[data-close]")) button.addEventListener("click", () => togglePanel(""));

const slideList = one(document, "#sanad-list ol");
slides.forEach((slide, index) => {
  const link = make("a", slide.dataset.title ?? "");
  link.setAttribute("href", `#/${index}`);
  // Not through the address: reveal.js writes it with a delay, and would overwrite it with the previous slide.
  link.addEventListener("click", (event) => {
    event.preventDefault();
    togglePanel("");
    reveal.slide(index);
  });
  slideList.append(make("li", link));
});

// -- keys. Those of reveal.js stay its own. Ours go by their position, since an Arabic keyboard has other letters
// there --

/** What keys of the speaker's window do. @type {Record<string, () => void>} */
const speakerKeys = {
  ArrowLeft: () => (isRightToLeft ? reveal.next() : reveal.prev()),
  ArrowRight: () => (isRightToLeft ? reveal.prev() : reveal.next()),
  ArrowDown: () => reveal.next(),
  PageDown: () => reveal.next(),
  ArrowUp: () => reveal.prev(),
  PageUp: () => reveal.prev(),
  Home: () => reveal.slide(0),
  End: () => reveal.slide(slides.length - 1),
  Escape: onEscape,
};
const speaker = createSpeaker({
  slides,
  current,
  leave,
  strings,
  announce,
  onKey: (event) => {
    const target = /** @type {Element | null} */ (event.target); // may belong to another window, so `instanceof` fails
    if (event.key === " " && !target?.closest?.("button")) {
      event.preventDefault();
      reveal.next();
    } else {
      speakerKeys[event.key]?.();
    }
  },
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    togglePanel("");
    onEscape();
    return;
  }
  escapes = 0;
  if (targetOf(event)?.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  if (event.code === "KeyS") speaker.open();
  else if (event.code === "KeyM") togglePanel("sanad-list");
  else if (event.key === "?" || event.key === "\u061f") togglePanel("sanad-keys");
});
/** Whether reveal.js may act on a key. The focused element may need it. @param {KeyboardEvent} event */
const isForReveal = (event) => {
  const target = targetOf(event);
  if (target?.closest("select, .sanad-panel")) return false;
  return !([" ", "Enter"].includes(event.key) && target?.closest("button, a, summary"));
};
for (const button of all(document, "[data-speaker]")) button.addEventListener("click", speaker.open);
for (const button of all(document, "[data-turn]")) {
  button.addEventListener("click", () => (button.dataset.turn === "next" ? reveal.next() : reveal.prev()));
}

// A click on an option leaves the focus there, and arrow keys would change the answer instead of the slide. After a
// click the next key therefore removes the focus; after Tab it stays.
let isPointerUser = false;
document.addEventListener("pointerdown", () => {
  isPointerUser = true;
});
window.addEventListener(
  "keydown",
  (event) => {
    const focused = document.activeElement;
    if (event.key === "Tab") isPointerUser = false;
    else if (isPointerUser && focused instanceof HTMLInputElement && ["radio", "checkbox"].includes(focused.type)) {
      focused.blur();
    }
  },
  true,
);

// -- links between slides --

/** The slide that holds the element with an id. @param {string | undefined} id */
const slideWith = (id) => {
  const slide = document.getElementById(id ?? "")?.closest(".slides > section");
  return slide instanceof HTMLElement ? slide : null;
};
/** Undo the scrolling of boxes that must not scroll, after an element was brought into view. */
const resetScroll = () => {
  const boxes = all(document, ".reveal, .slides, .slides > section, .sanad-slide-body");
  for (const box of [root, document.body, ...boxes]) {
    box.scrollTop = 0;
    box.scrollLeft = 0;
  }
};
/** The slide of the item whose evidence is shown. "Back" leads there. */
let originSlide = 0;
document.addEventListener(
  "click",
  (event) => {
    const target = targetOf(event);
    const link = /** @type {HTMLElement | null} */ (target?.closest(".sanad-show") ?? null);
    const isBack = Boolean(target?.closest(".sanad-back"));
    if (isBack) reveal.slide(originSlide);
    const slide = link && slideWith(link.dataset.at?.split(" ")[0]);
    if (slide) {
      originSlide = current();
      reveal.slide(slides.indexOf(slide));
    }
    if (link || isBack) window.requestAnimationFrame(resetScroll);
  },
  true,
);
document.addEventListener("click", (event) => {
  const noteRef = targetOf(event)?.closest("a.sanad-note-ref");
  const slide = noteRef && slideWith(noteRef.getAttribute("href")?.slice(1));
  if (!slide) return;
  event.preventDefault();
  reveal.slide(slides.indexOf(slide));
});

// -- the current slide --

const onSlideChange = () => {
  const index = current();
  const position = fill(strings.place, { place: index + 1, all: slides.length });
  for (const place of all(document, ".sanad-place")) place.textContent = position;
  all(slideList, "a").forEach((link, number) => {
    if (number === index) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest(".slides > section") && !slides[index].contains(focused)) {
    focused.blur();
  }
  if (!root.classList.contains("is-narrow")) shrinkToFit(slides[index]);
  speaker.update();
};

// What opens on the current slide may need room. Turning pages also changes `hidden`: that is not measured again.
const roomObserver = new MutationObserver((changes) => {
  if (root.classList.contains("is-narrow")) return;
  const slide = slides[current()];
  const changed = changes.flatMap(({ target }) =>
    target instanceof Element && target !== slide && slide.contains(target) ? [target] : [],
  );
  if (changed.some((target) => target.matches(".sanad-verdict"))) paginateOverflow(slide);
  else if (changed.some((target) => !target.closest(".sanad-leaf-turn"))) shrinkToFit(slide);
});

for (const slide of slides) {
  mountPages(slide, strings);
  mountHandCount(slide);
}
reveal
  .initialize({
    ...slideSize(),
    margin: 0,
    minScale: 0.05,
    maxScale: 4,
    center: false,
    rtl: isRightToLeft,
    hash: true,
    navigationMode: "linear",
    controls: false,
    progress: false,
    overview: false,
    help: false,
    jumpToSlide: false,
    transition: "none",
    backgroundTransition: "none",
    autoAnimate: false,
    scrollActivationWidth: null,
    postMessage: false,
    postMessageEvents: false,
    keyboard: Object.fromEntries(UNUSED_KEYS.map((key) => [key, null])),
    keyboardCondition: isForReveal,
  })
  .then(async () => {
    for (const controls of all(document, ".reveal > .controls")) controls.remove(); // hidden, and named in English
    await document.fonts.ready;
    applySize();
    narrow.addEventListener("change", applySize);
    window.addEventListener("resize", () => {
      if (narrow.matches) reveal.configure(slideSize());
    });
    const watched = { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden", "open"] };
    for (const slide of slides) roomObserver.observe(slide, watched);
    reveal.on("slidechanged", onSlideChange);
    onSlideChange();
    root.classList.add("is-ready");
  });
