/**
 * The speaker's window: the current slide, the next title, notes, planned minutes, the time and a timer.
 *
 * It is an empty page that the deck fills, so that it also works from a folder, where windows cannot exchange
 * messages. It inherits the deck's policy and loads only the deck's style sheets.
 */
import { all, one } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import { formatTimer } from "./timer.js";

/**
 * @typedef {object} Deck
 * @property {HTMLElement[]} slides
 * @property {() => number} current the index of the current slide
 * @property {(event: KeyboardEvent) => void} onKey acts on a key pressed in the speaker's window
 * @property {() => void} leave
 * @property {import("../types").Strings} strings
 * @property {(text: string) => void} announce
 */

const WIDTH = 1920; // of a slide, in pixels

/** @param {HTMLElement} slide */
const minutesOf = (slide) => Number(slide.dataset.minutes ?? 0);

/**
 * Prepare the speaker's window.
 * @param {Deck} deck
 * @returns {{ open: () => void, update: () => void }} what opens the window, and what shows the current slide in it
 */
export function createSpeaker({ slides, current, onKey, leave, strings, announce }) {
  /** @type {Window | null} */
  let speaker = null;
  /** The elements that change, by name. @type {Record<string, HTMLElement>} */
  let parts = {};
  let startedAt = 0; // when the timer was started, in milliseconds; 0 while it is paused
  let elapsedBefore = 0; // milliseconds before the last start

  const elapsedSeconds = () => Math.floor((elapsedBefore + (startedAt ? Date.now() - startedAt : 0)) / 1000);
  const timeOfDay = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

  const tick = () => {
    if (!speaker || speaker.closed) return;
    parts.clock.textContent = timeOfDay.format(new Date());
    parts.timer.textContent = formatTimer(elapsedSeconds());
    parts.run.textContent = startedAt ? strings.pause : strings.start;
  };

  const toggleTimer = () => {
    if (startedAt) {
      elapsedBefore += Date.now() - startedAt;
      startedAt = 0;
    } else {
      startedAt = Date.now();
    }
    tick();
  };

  const resetTimer = () => {
    elapsedBefore = 0;
    startedAt = startedAt && Date.now();
    tick();
  };

  /** Scale the preview to fit its width. */
  const scalePreview = () => {
    parts.preview.style.setProperty("--preview", String(parts.preview.clientWidth / WIDTH));
  };

  /** A copy of a slide for the preview, without notes and scripts. @param {Document} page @param {HTMLElement} slide */
  const copyOf = (page, slide) => {
    const copy = page.importNode(slide, true);
    for (const part of all(copy, "aside.notes, script")) part.remove();
    for (const name of ["hidden", "aria-hidden", "style"]) copy.removeAttribute(name);
    copy.setAttribute("inert", "");
    const size = one(slide, ".sanad-slide-body").style.getPropertyValue("--fit");
    one(copy, ".sanad-slide-body").style.setProperty("--fit", size);
    return copy;
  };

  const update = () => {
    if (!speaker || speaker.closed) return;
    const page = speaker.document;
    const index = current();
    const [slide, next] = [slides[index], slides[index + 1]];
    parts.preview.replaceChildren(copyOf(page, slide));
    scalePreview();
    parts.next.textContent = next ? (next.dataset.title ?? "") : strings.end;
    const notes = all(slide, "aside.notes").flatMap((aside) => [...page.importNode(aside, true).childNodes]);
    parts.notes.replaceChildren(...(notes.length ? notes : [strings.none]));
    parts.planned.textContent = minutesOf(slide) ? String(minutesOf(slide)) : "–";
    parts.until.textContent = String(slides.slice(0, index + 1).reduce((sum, each) => sum + minutesOf(each), 0));
    parts.place.textContent = fill(strings.place, { place: index + 1, all: slides.length });
    tick();
  };

  /** Write the content of a newly opened window. @param {Window} opened */
  const fillWindow = (opened) => {
    const page = opened.document;
    parts = {};
    const make = (
      /** @type {string} */ tag,
      /** @type {string} */ className,
      /** @type {(Node | string)[]} */ ...children
    ) => {
      const element = page.createElement(tag);
      if (className) element.className = className;
      element.append(...children);
      return element;
    };
    const part = (/** @type {string} */ name, tag = "b") => {
      parts[name] = make(tag, `sanad-speaker-${name}`);
      return parts[name];
    };
    const button = (/** @type {string} */ text, /** @type {() => void} */ act) => {
      const made = make("button", "", text);
      made.setAttribute("type", "button");
      made.addEventListener("click", act);
      return made;
    };
    const row = (/** @type {string} */ label, /** @type {string} */ name) =>
      make("div", "", make("dt", "", label), make("dd", "", part(name)));
    const press = (/** @type {string} */ key) => () => onKey(new KeyboardEvent("keydown", { key }));

    const root = page.documentElement;
    root.lang = document.documentElement.lang;
    root.dir = document.documentElement.dir;
    root.className = "sanad-deck-page sanad-speaker-page";
    page.title = document.title;
    for (const link of /** @type {HTMLLinkElement[]} */ (all(document, "link[rel=stylesheet]"))) {
      const copy = page.createElement("link");
      copy.rel = "stylesheet";
      copy.href = link.href;
      if (link.media) copy.media = link.media;
      copy.addEventListener("load", scalePreview);
      page.head.append(copy);
    }
    parts.run = button(strings.start, toggleTimer);
    const exit = button(strings.exit, leave);
    exit.className = "sanad-exit";
    const next = make("p", "", make("b", "", strings.then), " ", part("next", "span"));
    const now = make("h2", "", strings.now, " ", part("place", "span"));
    const times = [
      row(strings.clock, "clock"),
      row(strings.timer, "timer"),
      row(strings.planned, "planned"),
      row(strings.until, "until"),
    ];
    const turns = [
      button(strings.previous, press("ArrowUp")),
      " ",
      button(strings.next, press("ArrowDown")),
      " ",
      exit,
    ];
    const timerButtons = make("p", "", parts.run, " ", button(strings.reset, resetTimer));
    page.body.replaceChildren(
      make(
        "main",
        "sanad-speaker",
        make("section", "sanad-speaker-screen", now, part("preview", "div"), next),
        make("section", "sanad-speaker-times", make("dl", "", ...times), timerButtons, make("p", "", ...turns)),
        make("section", "sanad-speaker-text", make("h2", "", strings.notes), part("notes", "div")),
      ),
    );
    page.addEventListener("keydown", onKey);
    opened.addEventListener("resize", scalePreview);
  };

  const open = () => {
    if (speaker && !speaker.closed) {
      speaker.focus();
      return;
    }
    speaker = window.open("", "", "popup,width=1200,height=860");
    if (!speaker) {
      announce(strings.blocked);
      return;
    }
    fillWindow(speaker);
    update();
  };

  const close = () => {
    speaker?.close();
    speaker = null;
  };

  window.setInterval(tick, 1000);
  window.addEventListener("pagehide", close);
  document.addEventListener("sanad:exit", close);
  document.addEventListener("sanad:answer", () => window.setTimeout(update)); // once the item shows its feedback
  return { open, update };
}
