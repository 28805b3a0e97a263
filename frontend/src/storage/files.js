/** A chapter's answers as files. */
import { attempt } from "../shared/attempt.js";
import { isEntry } from "./entry.js";

/** @import { Answers, ChapterState, Entry } from "../types" */

/** The form of a results file. The same number as in sanadbook/runtime/serialization.py. */
export const RESULTS_SCHEMA = 1;

/** The answers as a results file. @param {ChapterState} chapter */
export const toJson = ({ data, answers }) =>
  JSON.stringify({ schema: RESULTS_SCHEMA, course: data.course, chapter: data.chapter, answers }, null, 1);

/** The answers as a table, one line per answered item. @param {ChapterState} chapter */
export function toCsv({ data, answers }) {
  const rows = Object.keys(data.keys)
    .filter((id) => answers[id])
    .map((id) => {
      const { score, right, solved, attempts, confidence } = answers[id];
      return [id, score, right, solved, attempts, confidence ?? ""].join(",");
    });
  return `${["item,score,right,solved,attempts,confidence", ...rows].join("\r\n")}\r\n`;
}

/**
 * The answers in a results file of this chapter, or null for any other text.
 * @param {ChapterState} chapter @param {string} text
 */
export const fromJson = ({ data }, text) =>
  attempt(() => {
    const file = JSON.parse(text);
    if (file.schema !== RESULTS_SCHEMA || file.course !== data.course || file.chapter !== data.chapter) return null;
    const valid = Object.entries(file.answers).filter(([id, entry]) => data.keys[id] && isEntry(entry));
    return /** @type {Answers} */ (Object.fromEntries(valid));
  }, null);

/** Offer a text as a download. @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
