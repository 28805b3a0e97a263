/** The tables of a class's results. The same ones as a notebook shows (sanadbook/runtime/class_report.py). */
import { make } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import { countByConfidence, hardestItems, percent } from "./count.js";

/** @import { ClassAnswers, OptionCount, ResultRow, Strings } from "../types" */
/** @typedef {(Node | string)[]} Cell the content of a table cell */

/**
 * A bar whose length is a share of its cell. The number is in the text next to it.
 * @param {number} share @param {string} kind
 */
function makeBar(share, kind) {
  const bar = make("span");
  bar.className = `sanad-class-bar is-${kind}`;
  bar.style.setProperty("--share", String(share));
  return bar;
}

/** A table whose first column heads its rows. @param {string} caption @param {string[]} heads @param {Cell[][]} rows */
function makeTable(caption, heads, rows) {
  const columnHeads = heads.map((text) => {
    const cell = make("th", text);
    cell.setAttribute("scope", "col");
    return cell;
  });
  const bodyRows = rows.map(([first, ...others]) => {
    const head = make("th", ...first);
    head.setAttribute("scope", "row");
    return make("tr", head, ...others.map((cell) => make("td", ...cell)));
  });
  const table = make("table", ...(caption ? [make("caption", caption)] : []));
  table.className = "sanad-table";
  table.append(make("thead", make("tr", ...columnHeads)), make("tbody", ...bodyRows));
  const scroller = make("div", table);
  scroller.className = "sanad-scroll";
  return scroller;
}

/**
 * An option in words, with the part of the item it belongs to.
 * @param {OptionCount} option @param {Strings} strings @param {string} [text]
 */
const optionName = (option, strings, text = option.text) =>
  option.part ? fill(strings.in_part, { part: option.part, choice: text }) : text;

/**
 * How many files count, and which do not and why.
 * @param {ClassAnswers} results @param {string} round the name of the round, or "" if there is one round
 * @param {number} minimum below which results may tell about single people @param {Strings} strings @returns {Node[]}
 */
export function fileReport({ answers, rejected }, round, minimum, strings) {
  const line = answers.length ? fill(strings.read, { n: answers.length }) : strings.no_files;
  const report = [make("p", round ? `${round} — ${line}` : line)];
  if (rejected.length) {
    const files = rejected.map(({ name, why }) => make("li", make("bdi", name), `: ${strings[`why_${why}`]}`));
    report.push(make("p", fill(strings.left_out, { n: rejected.length })), make("ul", ...files));
  }
  if (answers.length && answers.length < minimum) {
    report.push(make("p", make("strong", fill(strings.few, { n: minimum }))));
  }
  return report;
}

/**
 * The items worth discussing again, each with a link to it.
 * @param {ResultRow[]} rows @param {Strings} strings @returns {Node[]}
 */
export function hardestItemsList(rows, strings) {
  const lines = hardestItems(rows).map((row) => {
    const link = make("a", fill(strings.back_line, { label: row.label, right: row.right, all: row.answered }));
    link.setAttribute("href", row.href);
    const distractor = row.topDistractor;
    const most = distractor ? fill(strings.back_instead, { choice: optionName(distractor, strings) }) : null;
    return make("li", link, ` ${row.stem}`, ...(most ? [make("br"), most] : []));
  });
  return [make("h3", strings.back), lines.length ? make("ol", ...lines) : make("p", strings.back_none)];
}

/**
 * Two cells: how many answers were right, and the share as a bar.
 * @param {ResultRow} row @param {string} kind @param {Strings} strings @returns {Cell[]}
 */
function shareCells({ right, answered }, kind, strings) {
  if (!answered) return [["—"], ["—"]];
  const share = fill(strings.percent, { n: percent(right, answered) });
  return [[fill(strings.of, { right, all: answered })], [share, makeBar(right / answered, kind)]];
}

/** The change between two rounds in percentage points. @param {ResultRow} before @param {ResultRow} after */
function changeBetween(before, after) {
  if (!before.answered || !after.answered) return "—";
  const points = percent(after.right, after.answered) - percent(before.right, before.answered);
  if (!points) return "0";
  return `\u2066${points > 0 ? "+" : ""}${points}\u2069`; // isolated, so that the sign stays in front of the number
}

/**
 * The items of the chapter, with both rounds where there are two.
 * @param {ResultRow[]} rows @param {ResultRow[] | null} later @param {Strings} strings
 */
export function itemsTable(rows, later, strings) {
  const { before, after, share, difference, right, question, items } = strings;
  const heads = later ? [before, share, after, share, difference] : [right, share];
  return makeTable(
    items,
    [question, ...heads],
    rows.map((row, index) => {
      if (!later) return [[row.label], ...shareCells(row, "after", strings)];
      const second = later[index];
      const change = [changeBetween(row, second)];
      return [[row.label], ...shareCells(row, "before", strings), ...shareCells(second, "after", strings), change];
    }),
  );
}

/** What was chosen in each item, folded. @param {ResultRow[]} rows @param {Strings} strings @returns {Node[]} */
export const optionTables = (rows, strings) =>
  rows
    .filter((row) => row.answered && row.options.length)
    .map((row) => {
      const cells = row.options.map((option) => {
        const text = option.isKey ? fill(strings.is_key, { choice: option.text }) : option.text;
        const bar = makeBar(option.count / row.answered, option.isKey ? "after" : "before");
        return [[optionName(option, strings, text)], [String(option.count), bar]];
      });
      const table = makeTable("", [strings.choice, strings.chosen], cells);
      return make("details", make("summary", fill(strings.choices, { label: row.label })), make("p", row.stem), table);
    });

/**
 * How sure, and how often right. Empty if nobody stated a confidence.
 * @param {ResultRow[]} rows @param {Strings} strings @returns {Node[]}
 */
export function confidenceTable(rows, strings) {
  const levels = countByConfidence(rows).filter(({ right, wrong, partial }) => right || wrong || partial);
  if (!levels.length) return [];
  const heads = [strings.sureness, strings.right, strings.wrong, strings.partly];
  const cells = levels.map(({ level, right, wrong, partial }) => [
    [strings[`sure_${level}`]],
    ...[right, wrong, partial].map((count) => [String(count)]),
  ]);
  return [makeTable(strings.confidence, heads, cells)];
}
