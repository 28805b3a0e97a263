/** The progress page: how many items of each chapter were right, from what is saved or from typed codes. */
import { one, readJson } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import { decode } from "../storage/code.js";
import { clearItems, readItems } from "../storage/store.js";

/** @import { Entry, ReviewData } from "../types" */

/** Set up the table of progress. @param {HTMLElement} root */
export function mountProgress(root) {
  const { course, chapters, texts } = /** @type {ReviewData} */ (readJson(root, "script[data-course]"));
  const status = one(root, '[data-part="status"]');
  const clear = one(root, '[data-action="clear"]');
  const rowOf = (/** @type {string} */ chapter) => one(root, `tr[data-chapter="${chapter}"]`);

  const showCount = (/** @type {HTMLElement} */ row, /** @type {Entry[]} */ entries) => {
    const right = entries.filter((entry) => entry.right).length;
    one(row, '[data-part="count"]').textContent = entries.length
      ? fill(texts.of, { right, all: entries.length })
      : "\u2013";
  };
  const refresh = () => {
    const stored = readItems(course);
    status.textContent = texts[stored ? "saved" : "off"];
    clear.hidden = !stored;
    for (const { name, items } of chapters) {
      const current = Object.keys(items).filter((id) => stored?.[id]?.hash === items[id]);
      showCount(
        rowOf(name),
        current.flatMap((id) => (stored ? [stored[id].entry] : [])),
      );
    }
  };

  for (const { name, items } of chapters) {
    const field = /** @type {HTMLInputElement} */ (one(rowOf(name), "input"));
    field.disabled = false;
    field.addEventListener("change", () => {
      const answers = decode(name, Object.keys(items).sort(), field.value);
      const problem = answers ? "" : texts.wrong;
      field.setCustomValidity(problem);
      status.textContent = problem;
      if (answers) showCount(rowOf(name), Object.values(answers));
    });
  }
  clear.addEventListener("click", () => {
    const isCleared = clearItems(course);
    refresh();
    status.textContent = texts[isCleared ? "cleared" : "not_cleared"];
  });
  window.addEventListener("storage", refresh);
  refresh();
}
