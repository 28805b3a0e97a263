import { all, one } from "../shared/dom.js";
import { mountItem } from "./item-view.js";
import * as markup from "./markup.js";

/** @import { Entry, QuizData } from "../types" */

/**
 * Make every item of a quiz answerable.
 * @param {HTMLElement} root the quiz
 * @param {QuizData} data
 * @param {(id: string, entry: Entry) => void} onChange
 * @returns {Record<string, (entry: Entry) => void>} by item id what shows a stored record
 */
export function hydrateQuiz(root, data, onChange) {
  const liveRegion = one(root, "[data-live-region]");
  const announce = (/** @type {string} */ text) => {
    liveRegion.textContent = text;
  };
  // `hidden` works here, and the script controls it: JupyterLab's own classes are no longer needed.
  for (const part of all(root, `.${markup.LAB_HIDDEN[1]}`)) part.classList.remove(...markup.LAB_HIDDEN);
  /** @type {Record<string, (entry: Entry) => void>} */
  const restore = {};
  for (const element of all(root, markup.ITEM)) {
    const id = element.dataset.id ?? "";
    restore[id] = mountItem(element, data.keys[id], data.strings, (entry) => onChange(id, entry), announce);
  }
  root.classList.add("is-live");
  return restore;
}
