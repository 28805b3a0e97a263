/**
 * Content that is too long for one slide, shown page by page: what an open item reveals, and the feedback of a long
 * item.
 *
 * Parts are moved or hidden, never copied, since the quiz script keeps references to them.
 */
import { all, make, one } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import * as fitText from "./fit-text.js";
import { splitRows } from "./split-rows.js";

/** @typedef {import("../types").Strings} Strings */
/** @typedef {{ part: HTMLElement, frame: HTMLElement | null, head: HTMLElement | null }} Row */
/** @typedef {{ paginate(overflows: () => boolean): boolean, release(): void }} Pager */

/** The rows of a box, with the list and the heading that each belongs to. @param {HTMLElement} box @returns {Row[]} */
function rowsOf(box) {
  /** @type {HTMLElement | null} */
  let head = null;
  /** @type {Row[]} */
  const rows = [];
  for (const part of /** @type {HTMLElement[]} */ ([...box.children])) {
    if (part.matches("h3")) {
      head = part;
      continue;
    }
    if (part.matches("details")) head = null;
    if (!part.matches("ol, ul, aside, fieldset")) {
      rows.push({ part, frame: null, head });
      continue;
    }
    const ownHead = /** @type {HTMLElement | null} */ (part.querySelector(":scope > legend")) ?? head;
    for (const child of /** @type {HTMLElement[]} */ ([...part.children])) {
      if (!child.matches("legend")) rows.push({ part: child, frame: part, head: ownHead });
    }
  }
  return rows;
}

/**
 * Two buttons at the end of `container` that turn the pages of some rows. They appear once there is more than one page.
 * @param {HTMLElement} container @param {Row[]} rows @param {Strings} strings @returns {Pager}
 */
function createPager(container, rows, strings) {
  const [back, forward] = [strings.previous, strings.next].map((text) => {
    const button = /** @type {HTMLButtonElement} */ (make("button", text));
    button.type = "button";
    return button;
  });
  const position = make("span");
  position.setAttribute("role", "status");
  const controls = make("p", back, position, forward);
  controls.className = "sanad-leaf-turn";
  controls.hidden = true;
  container.append(controls);
  /** @type {Row[][]} */
  let pages = [];
  let current = 0;

  /** Show these rows, with their lists and headings, and hide the others. @param {Row[]} shown */
  const showOnly = (shown) => {
    const parts = new Set(shown.flatMap(({ part, frame, head }) => [part, frame, head]));
    for (const { part, frame, head } of rows) {
      for (const each of [part, frame, head]) each?.classList.toggle("is-off", !parts.has(each));
    }
  };
  const showPage = (/** @type {number} */ page) => {
    current = page;
    showOnly(pages[page]);
    position.textContent = fill(strings.page, { place: page + 1, all: pages.length });
    controls.hidden = pages.length < 2;
    back.disabled = page === 0;
    forward.disabled = page === pages.length - 1;
  };
  back.addEventListener("click", () => showPage(current - 1));
  forward.addEventListener("click", () => showPage(current + 1));

  return {
    /** Divide the rows into pages and show the first. Returns whether every page fits. */
    paginate: (overflows) => {
      position.textContent = strings.page; // takes its room while the pages are measured
      controls.hidden = false;
      const fits = (/** @type {Row[]} */ some) => {
        showOnly(some);
        return !overflows();
      };
      pages = splitRows(rows, fits);
      const allFit = pages.every(fits);
      if (pages.length) showPage(0);
      return allFit;
    },
    /** Show everything again. */
    release: () => {
      showOnly(rows);
      controls.hidden = true;
    },
  };
}

/**
 * The columns of a slide that can be paginated.
 * @type {WeakMap<HTMLElement, { column: HTMLElement, pager: Pager }[]>}
 */
const columnsOf = new WeakMap();

/** Whether the item of a slide shows its verdict. @param {HTMLElement} slide */
const isAnswered = (slide) => slide.querySelector("form:not([data-type=open]) .sanad-verdict:not([hidden])") !== null;

/** Whether a column is longer than the slide. @param {HTMLElement} slide @param {HTMLElement} column */
const isTooLong = (slide, column) => {
  const content = one(slide, ".sanad-slide-content");
  return column.getBoundingClientRect().bottom > content.getBoundingClientRect().bottom + 1;
};

/**
 * Paginate what an answered item shows if even its smallest letters leave no room for it. Undone for the next attempt.
 * @param {HTMLElement} slide
 */
export function paginateOverflow(slide) {
  const columns = columnsOf.get(slide) ?? [];
  for (const { pager } of columns) pager.release();
  if (!isAnswered(slide)) return;
  fitText.shrinkToFit(slide);
  if (!slide.classList.contains("is-tight")) return;
  for (const { column, pager } of columns) {
    const overflows = () => isTooLong(slide, column);
    if (overflows()) pager.paginate(overflows);
  }
  slide.classList.toggle("is-tight", fitText.overflows(slide));
}

/**
 * Paginate what an open item reveals, when it is opened.
 * @param {HTMLElement} slide @param {HTMLDetailsElement} details @param {Strings} strings
 */
function mountReveal(slide, details, strings) {
  const box = make("div", ...[...details.children].filter((child) => !child.matches("summary")));
  box.className = "sanad-leaves";
  details.append(box);
  const pager = createPager(details, rowsOf(box), strings);
  details.addEventListener("toggle", () => {
    if (document.documentElement.classList.contains("is-narrow")) return;
    if (!details.open) {
      pager.release();
      fitText.fit(slide);
      return;
    }
    [1.05, 1].find((size) => {
      fitText.setSize(slide, size);
      return pager.paginate(() => fitText.overflows(slide));
    });
    slide.classList.remove("is-tight");
  });
}

/** Prepare the item of a slide, if it has one. @param {HTMLElement} slide @param {Strings} strings */
export function mountPages(slide, strings) {
  const details = /** @type {HTMLDetailsElement | null} */ (slide.querySelector("details.sanad-reveal"));
  if (details) {
    mountReveal(slide, details, strings);
    return;
  }
  const question = one(slide, ".sanad-question-column");
  if (!question) return;
  const feedback = one(slide, ".sanad-feedback-column");
  const rowOf = (/** @type {HTMLElement} */ part) => {
    const head = part.closest(".sanad-reason")?.querySelector("legend");
    return { part, frame: null, head: /** @type {HTMLElement | null} */ (head ?? null) };
  };
  const answers = all(question, ".sanad-option, .sanad-pair, .sanad-rank, .sanad-cards > li, .sanad-parts > li");
  const columns = [{ column: question, pager: createPager(question, answers.map(rowOf), strings) }];
  const evidence = one(feedback, ".sanad-evidence");
  if (evidence) {
    const quotes = all(evidence, "blockquote").map(rowOf);
    columns.push({ column: feedback, pager: createPager(evidence, quotes, strings) });
  }
  columnsOf.set(slide, columns);
}
