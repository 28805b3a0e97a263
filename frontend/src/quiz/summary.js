/** The summary of a chapter on its page: how many items were right at first, the state of each, and the calibration. */
import { all, make, one } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import { calibration, stateOf } from "./counts.js";
import * as markup from "./markup.js";

/** @import { Answers, Strings } from "../types" */

const SVG = "http://www.w3.org/2000/svg";

/** A row of dots, one per answer, the right ones full. @param {number} right @param {number} count */
function drawDots(right, count) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${count * 14} 12`);
  svg.setAttribute("height", "12");
  svg.setAttribute("aria-hidden", "true");
  for (let dot = 0; dot < count; dot += 1) {
    const circle = document.createElementNS(SVG, "circle");
    const kind = dot < right ? "is-full" : "is-empty";
    const attributes = { cx: (count - dot) * 14 - 7, cy: 6, r: 5, class: kind }; // the first dot is on the right
    for (const [name, value] of Object.entries(attributes)) circle.setAttribute(name, String(value));
    svg.append(circle);
  }
  return svg;
}

/**
 * Show how sure the learner was and how often right.
 * @param {HTMLElement} table @param {Answers} answers @param {Strings} strings
 */
function renderCalibration(table, answers, strings) {
  const rows = calibration(answers);
  table.hidden = !rows.length;
  one(table, "tbody").replaceChildren(
    ...rows.map(({ level, right, all: count }) => {
      const head = make("th", strings[`sure_${level}`]);
      head.setAttribute("scope", "row");
      return make("tr", head, make("td", drawDots(right, count)), make("td", fill(strings.of, { right, all: count })));
    }),
  );
}

/**
 * Update the summary of a chapter.
 * @param {HTMLElement} element @param {Answers} answers @param {Strings} strings
 */
export function renderSummary(element, answers, strings) {
  const chapter = element.dataset.chapter;
  const items = all(element.ownerDocument, `[data-quiz][data-chapter="${chapter}"] ${markup.ITEM}`);
  const entryOf = (/** @type {HTMLElement} */ item) => answers[item.dataset.id ?? ""];
  const graded = items.filter((item) => item.dataset.type !== "open");
  const answered = graded.map(entryOf).filter(Boolean);
  const right = answered.filter((entry) => entry.right).length;
  one(element, '[data-part="total"]').textContent = answered.length
    ? fill(strings.total, { right, met: answered.length, all: graded.length })
    : strings.total_none;

  const list = one(element, '[data-part="states"]');
  list.replaceChildren(
    ...items.map((item) => {
      const state = stateOf(entryOf(item));
      const link = make("a", item.dataset.label ?? "");
      link.setAttribute("href", `#${item.id}`);
      const row = make("li", link, " ", strings[`state_${state}`]);
      row.className = `is-${state}`;
      return row;
    }),
  );
  list.hidden = false;
  renderCalibration(one(element, '[data-part="calibration"]'), answers, strings);
}
