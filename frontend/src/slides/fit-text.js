/**
 * The text size of a slide: as large as its content allows, and never too small for the back row.
 *
 * A slide's body is laid out in a box that shrinks as its letters grow, so that one number, `--fit`, sets both.
 * Content that would need smaller letters is not shrunk: the slide gets the class `is-tight` and scrolls, and a test
 * fails.
 */
import { all, one } from "../shared/dom.js";

/** Letters on a slide of 1920 × 1080 are at least this high, in pixels. */
export const MIN_LETTER_HEIGHT = 28;
/** What an answer opens may make a slide's letters smaller by this factor at most. */
const MAX_SHRINK = 1.25;
const SIZES = [1.5, 1.4, 1.3, 1.2, 1.15, 1.1, 1.05, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65];

/** @param {HTMLElement} slide */
const bodyOf = (slide) => one(slide, ".sanad-slide-body");

/** @param {HTMLElement} slide @param {number} size */
export const setSize = (slide, size) => bodyOf(slide).style.setProperty("--fit", String(size));

/** @param {HTMLElement} slide */
const sizeOf = (slide) => Number(bodyOf(slide).style.getPropertyValue("--fit")) || 1;

/** Whether the content of a slide exceeds it. @param {HTMLElement} slide */
export function overflows(slide) {
  const body = bodyOf(slide);
  return body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
}

/** The height of the smallest letters shown on a slide, in pixels at size 1. @param {HTMLElement} slide */
function smallestLetters(slide) {
  const body = bodyOf(slide);
  /** @type {Map<Element, number>} */
  const heights = new Map();
  const measure = (/** @type {Element | null} */ element) => {
    if (!element || heights.has(element)) return;
    if (element.closest("aside.notes, script, .sanad-visually-hidden")) return;
    const isShown = element.getClientRects().length > 0;
    heights.set(element, isShown ? Number.parseFloat(getComputedStyle(element).fontSize) : Infinity);
  };
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeValue?.trim()) measure(node.parentElement);
  }
  all(body, "input[type=text], input[type=number], select").forEach(measure);
  return Math.min(...heights.values());
}

/**
 * Set a slide to the largest size at which everything is on it.
 * @param {HTMLElement} slide @param {number} [max] no larger than this
 */
export function fit(slide, max = SIZES[0]) {
  const min = MIN_LETTER_HEIGHT / smallestLetters(slide);
  const sizes = SIZES.filter((size) => size <= max && size >= min - 0.001);
  const found = sizes.find((size) => {
    setSize(slide, size);
    return !overflows(slide);
  });
  slide.classList.toggle("is-tight", found === undefined);
  if (found === undefined) setSize(slide, sizes[sizes.length - 1] ?? Math.max(1, min));
}

/** Make a slide's text smaller if something that opened has no room. @param {HTMLElement} slide */
export function shrinkToFit(slide) {
  if (overflows(slide)) fit(slide, sizeOf(slide));
}

/**
 * Show for a moment what an answer will bring, so that the chosen size has room for it. Returns what hides it again.
 * @param {HTMLElement} slide
 */
function previewAnswer(slide) {
  /** @type {(() => void)[]} */
  const undo = [];
  const show = (/** @type {HTMLElement} */ part) => {
    if (!part.hidden) return;
    part.hidden = false;
    undo.push(() => {
      part.hidden = true;
    });
  };
  const write = (/** @type {HTMLElement} */ part, /** @type {string} */ text) => {
    show(part);
    part.textContent = text;
    undo.push(() => {
      part.textContent = "";
    });
  };
  const showLongest = (/** @type {HTMLElement[]} */ parts, /** @type {number} */ count) =>
    parts
      .sort((a, b) => (b.textContent ?? "").length - (a.textContent ?? "").length)
      .slice(0, count)
      .forEach(show);
  const data = slide.querySelector("script[data-quiz-data]")?.textContent;
  const strings = /** @type {Record<string, string>} */ (data ? JSON.parse(data).strings : {});

  if (slide.querySelector("form.sanad-item:not([data-type=open])")) {
    all(slide, ".sanad-evidence").forEach(show);
    for (const verdict of all(slide, ".sanad-verdict")) write(verdict, strings.not_yet);
  }
  for (const group of all(slide, ".sanad-group")) {
    const options = all(group, ".sanad-option");
    const shown = group.querySelector("[type=checkbox]") ? options.length : 2; // the chosen one and the key
    if (options.length) showLongest(all(group, ".sanad-feedback"), shown);
  }
  for (const part of all(slide, ".sanad-parts > li, .sanad-pair, .sanad-drop, .sanad-rank, .sanad-typed")) {
    showLongest(all(part, ":scope > .sanad-feedback"), 1);
    for (const sign of all(part, ":scope > .sanad-sign")) write(sign, strings.sign_near);
    part.classList.add("is-wrong");
    undo.push(() => part.classList.remove("is-wrong"));
  }
  for (const sign of all(slide, ".sanad-option > .sanad-feedback:not([hidden]) > .sanad-sign")) {
    write(sign, strings.sign_missed);
  }
  for (const details of all(slide, ".sanad-later")) {
    if (!(details instanceof HTMLDetailsElement) || details.open) continue;
    details.open = true;
    undo.push(() => {
      details.open = false;
    });
  }
  return () => {
    for (const each of undo) each();
  };
}

/** Set the size of every slide, hidden ones included. @param {HTMLElement[]} slides */
export function fitAll(slides) {
  document.documentElement.classList.add("is-measuring");
  for (const slide of slides) {
    const hide = previewAnswer(slide);
    fit(slide);
    hide();
    fit(slide, sizeOf(slide) * MAX_SHRINK);
  }
  document.documentElement.classList.remove("is-measuring");
}
