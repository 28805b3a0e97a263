/** The review page: one item after another, those that are due or all of them shuffled. */
import { all, one, readJson } from "../shared/dom.js";
import { fill } from "../shared/text.js";
import { readItems, storeItem } from "../storage/store.js";
import { dueItems, shuffle } from "./due.js";

/** @import { Entry, ReviewData } from "../types" */

/** Set up a review queue. @param {HTMLElement} root */
export function mountQueue(root) {
  const data = /** @type {ReviewData} */ (readJson(root, "script[data-course]"));
  const { course, days, texts } = data;
  const items = all(root, ".sanad-item");
  const part = (/** @type {string} */ name) => one(root, `[data-part="${name}"]`);
  const [controls, reason, position] = [part("controls"), part("reason"), part("position")];
  const [next, everything] = ["next", "all"].map((name) => one(root, `[data-action="${name}"]`));
  /** @type {HTMLElement[]} */
  let queue = [];
  let index = 0;

  const show = () => {
    for (const item of items) item.hidden = item !== queue[index];
    for (const chapter of all(root, '[data-part="chapter"]')) chapter.hidden = !chapter.contains(queue[index] ?? null);
    const isOver = index >= queue.length;
    if (!queue.length) position.textContent = "";
    else position.textContent = isOver ? texts.end : fill(texts.place, { place: index + 1, all: queue.length });
    next.hidden = isOver;
  };
  const start = (/** @type {HTMLElement[]} */ list, /** @type {string} */ text) => {
    queue = list;
    index = 0;
    reason.textContent = text;
    show();
  };

  const stored = readItems(course);
  if (stored) {
    const ids = dueItems(data, stored, Date.now());
    const due = ids.flatMap((id) => items.filter((item) => item.dataset.id === id));
    start(due, texts[ids.length ? "due" : "none"]);
  } else {
    start(shuffle(items), texts.all);
  }
  next.addEventListener("click", () => {
    index += 1;
    show();
    (index < queue.length ? one(queue[index], "input, select, button") : position).focus();
  });
  everything.hidden = !stored;
  everything.addEventListener("click", () => start(shuffle(items), ""));
  document.addEventListener("sanad:answer", (event) => {
    const { id, entry, hash } = /** @type {CustomEvent<{ id: string, entry: Entry, hash: string }>} */ (event).detail;
    if (entry.attempts !== 1) return;
    const before = readItems(course)?.[id]?.streak ?? -1;
    const streak = entry.right ? Math.min(before + 1, days.length - 1) : 0;
    storeItem(course, id, { hash, entry, when: Date.now(), streak });
  });
  controls.hidden = false;
}
