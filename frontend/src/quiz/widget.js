/** The quiz in a notebook, as an anywidget module: https://anywidget.dev/en/afm/ */
import { hydrateQuiz } from "./hydrate.js";

/** @import { Answers } from "../types" */

/**
 * @typedef {{ get(name: string): any, set(name: string, value: any): void, save_changes(): void }} Model
 *   `html`: the items as written by Python; `key`: their keys; `answers`: the records, which both sides know
 */

/** Draw a quiz and show the records that the model holds. @param {{ model: Model, el: HTMLElement }} view */
function render({ model, el }) {
  el.innerHTML = model.get("html");
  const root = /** @type {HTMLElement} */ (el.firstElementChild);
  const data = { chapter: model.get("chapter"), course: "", keys: model.get("key"), strings: model.get("strings") };
  const restore = hydrateQuiz(root, data, (id, entry) => {
    model.set("answers", { ...model.get("answers"), [id]: entry });
    model.save_changes();
  });
  for (const [id, entry] of Object.entries(/** @type {Answers} */ (model.get("answers")))) restore[id]?.(entry);
}

export default { render };
