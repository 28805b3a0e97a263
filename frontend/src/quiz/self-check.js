/** Open items: learners check their own answer against the rubric; every tick is graded at once. */
import { one } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import { grade } from "./grade.js";
import { itemTypes } from "./items/index.js";
import * as markup from "./markup.js";

/** @import { Entry, Fields, Key, Strings } from "../types" */

/**
 * Set up the rubric of an open item.
 * @param {Fields} fields
 * @param {Key} key
 * @param {Strings} strings
 * @param {Entry} entry the item's record, which is changed in place
 * @param {(entry: Entry) => void} onChange
 * @param {(text: string) => void} announce
 * @returns {(entry: Entry) => void} shows a stored record
 */
export function mountSelfCheck(fields, key, strings, entry, onChange, announce) {
  const { element } = fields;
  const verdict = one(element, markup.VERDICT);
  /** @type {HTMLTextAreaElement} */ (one(element, "textarea")).disabled = false;

  /** Grade what is ticked, show the verdict and return it. */
  const gradeOpen = () => {
    const answer = itemTypes.open.read(fields);
    const { score, right, parts } = grade(key, answer);
    Object.assign(entry, { answer, score, right, attempts: 1, done: true, solved: right });
    const lacksEssential = (key.essential ?? []).some((needed, point) => needed && !parts[point]);
    const partial = lacksEssential ? "open_lacking" : "open_partly";
    const counts = { ticked: parts.filter(Boolean).length, all: parts.length };
    verdict.textContent = fill(strings[right ? "open_whole" : partial], counts);
    verdict.hidden = false;
    return verdict.textContent;
  };

  element.addEventListener("change", (event) => {
    if (event.target instanceof HTMLTextAreaElement) return; // the text itself is not recorded
    announce(gradeOpen());
    onChange({ ...entry });
  });
  return (stored) => {
    itemTypes.open.restore(fields, stored.answer);
    gradeOpen();
  };
}
