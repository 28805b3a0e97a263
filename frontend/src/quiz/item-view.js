/**
 * One item on a page: its inputs, its buttons, its messages and its record.
 *
 * Python writes the HTML of an item once, with disabled inputs and hidden feedback. This module names and enables the
 * inputs, grades the answer and shows what is already there.
 */
import { all, one } from "../shared/dom.js";
import { moveFocus } from "../shared/motion.js";
import { revealEvidence } from "./evidence.js";
import { grade } from "./grade.js";
import { itemTypes } from "./items/index.js";
import { checkInput } from "./items/options.js";
import * as markup from "./markup.js";
import { mountSelfCheck } from "./self-check.js";

/** @import { Entry, Fields, Grade, Key, Strings } from "../types" */

/** @typedef {"check" | "again" | "key"} ButtonName */

/** Counts mounted items, so that input names are unique; radio buttons are grouped by name. */
let mountedItems = 0;

/**
 * Find the inputs of an item and set their `name` attributes, one name per part.
 * @param {HTMLElement} element @param {string} name @returns {Fields}
 */
function findFields(element, name) {
  const groups = all(element, markup.GROUP);
  groups.forEach((group, part) => {
    for (const input of all(group, "input")) input.setAttribute("name", `${name}-${part}`);
  });
  const inputs = /** @type {Fields["inputs"]} */ (all(element, markup.GROUP_INPUTS));
  return { element, groups, inputs, hasMoved: false };
}

/**
 * Make an item answerable.
 * @param {HTMLElement} element the item's form
 * @param {Key} key
 * @param {Strings} strings
 * @param {(entry: Entry) => void} onChange called with the record after every answer
 * @param {(text: string) => void} announce tells screen readers
 * @returns {(entry: Entry) => void} shows a stored record
 */
export function mountItem(element, key, strings, onChange, announce) {
  const name = `sanad-${++mountedItems}`;
  const type = itemTypes[key.type];
  const fields = findFields(element, name);
  const { groups, inputs } = fields;
  const confidence = /** @type {HTMLInputElement[]} */ (all(element, markup.CONFIDENCE_INPUTS));
  const [error, verdict] = [one(element, markup.ERROR), one(element, markup.VERDICT)];
  const button = (/** @type {ButtonName} */ which) =>
    /** @type {HTMLButtonElement} */ (one(element, markup.button(which)));
  /** @type {Entry} */
  const entry = { answer: [], score: 0, right: false, attempts: 0, done: false, solved: false, confidence: null };

  for (const input of confidence) {
    input.name = `${name}-confidence`;
    input.disabled = false;
  }
  error.id = `${name}-error`;
  for (const link of all(element, markup.SHOW_EVIDENCE)) {
    link.addEventListener("click", (event) => {
      if (revealEvidence(link, element, strings)) event.preventDefault();
    });
  }
  const setEnabled = (/** @type {boolean} */ isEnabled) => {
    for (const input of inputs) input.disabled = !isEnabled;
  };
  setEnabled(true);
  if (key.type === "open") return mountSelfCheck(fields, key, strings, entry, onChange, announce);
  type.mount?.(fields, strings, announce);

  const showButtons = (/** @type {ButtonName[]} */ ...names) => {
    for (const each of /** @type {ButtonName[]} */ (["check", "again", "key"])) {
      button(each).hidden = !names.includes(each);
    }
  };

  const showError = (/** @type {string} */ text) => {
    error.textContent = text;
    error.hidden = !text;
    for (const input of inputs) {
      if (text) input.setAttribute("aria-describedby", error.id);
      else input.removeAttribute("aria-describedby");
    }
  };

  const clearMarks = () => {
    for (const part of all(element, [markup.FEEDBACK, markup.EVIDENCE, markup.SIGN].join())) part.hidden = true;
    for (const part of all(element, ".is-right, .is-wrong")) part.classList.remove("is-right", "is-wrong");
    verdict.hidden = true;
  };

  /** Name of the message for a graded answer. @param {Grade} result */
  const verdictName = (result) => {
    if (result.right) return entry.attempts === 1 ? "right_first" : "right_later";
    if (entry.done) return "see_key";
    return result.score > 0 ? "partly" : "not_yet";
  };

  const showResult = (/** @type {Grade} */ result) => {
    setEnabled(false);
    for (const input of confidence) input.disabled = true;
    type.show({ fields, key, answer: type.read(fields), grade: result, isFinal: entry.done, strings });
    one(element, markup.EVIDENCE).hidden = false;
    verdict.textContent = strings[verdictName(result)];
    verdict.hidden = false;
    showButtons(...(entry.done ? [] : /** @type {ButtonName[]} */ (["again", "key"])));
  };

  const announceResult = () => {
    verdict.tabIndex = -1;
    announce(verdict.textContent ?? "");
    const focusResult = () => {
      const feedback = all(element, markup.FEEDBACK).find((part) => !part.hidden);
      moveFocus(entry.done ? verdict : button("again"), feedback);
    };
    // Paint the feedback first: moving the focus makes the browser lay out and perhaps scroll. The first of the two
    // frames is the one in which the feedback is painted.
    requestAnimationFrame(() => requestAnimationFrame(focusResult));
  };

  const check = () => {
    const answer = type.read(fields);
    if (!answer.length || answer.includes(null)) {
      showError(strings[type.incompleteMessage]);
      const empty = groups.find((_, part) => answer[part] === null) ?? element;
      (inputs.find((input) => empty.contains(input)) ?? inputs[0]).focus();
      return;
    }
    showError("");
    const result = grade(key, answer);
    entry.attempts += 1;
    if (entry.attempts === 1) {
      const level = confidence.findIndex((input) => input.checked);
      const { score, right } = result;
      Object.assign(entry, { answer, score, right, confidence: level < 0 ? null : level + 1 });
    }
    entry.solved = result.right;
    entry.done = result.right || entry.attempts > 1;
    showResult(result);
    announceResult();
    onChange({ ...entry });
  };

  const tryAgain = () => {
    clearMarks();
    setEnabled(true);
    showButtons("check");
    moveFocus(inputs[0]);
  };

  const showKey = () => {
    entry.done = true;
    showResult(grade(key, type.read(fields)));
    announceResult();
    onChange({ ...entry });
  };

  one(element, markup.ACTIONS).hidden = false;
  showButtons("check");
  button("again").addEventListener("click", tryAgain);
  button("key").addEventListener("click", showKey);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!button("check").hidden) check();
  });
  return (stored) => {
    Object.assign(entry, stored);
    type.restore(fields, stored.answer);
    checkInput(confidence, (stored.confidence ?? 0) - 1);
    if (stored.answer.length) showResult(grade(key, type.read(fields)));
  };
}
