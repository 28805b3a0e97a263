/**
 * Answers stored on this device, one entry of `localStorage` per course. The entry exists only while saving is
 * switched on.
 *
 * Version 2 renamed `box` to `streak`. Entries of version 1 are taken over when they are read.
 */
import { attempt } from "../shared/attempt.js";
import { isObject } from "../shared/objects.js";
import { isEntry } from "./entry.js";

/** @import { StoredItem, StoredItems } from "../types" */

const PREFIX = "sanad.";

/** The name of a course's entry. @param {string} course @param {number} [version] */
export const storageKey = (course, version = 2) => `${PREFIX}v${version}.${course}`;

/** Whether a value has the shape of a stored item. @param {unknown} value @returns {value is StoredItem} */
const isStoredItem = (value) =>
  isObject(value) &&
  typeof value.hash === "string" &&
  Number.isFinite(value.when) &&
  Number.isInteger(value.streak) &&
  isEntry(value.entry);

/**
 * An item of version 1 in the present form.
 * @param {Record<string, unknown>} item @returns {Record<string, unknown>}
 */
const upgradeFromVersion1 = ({ box, ...item }) => ({ ...item, streak: box });

/**
 * The valid items of an entry's text. A corrupt text has none.
 * @param {string} text
 * @param {(item: Record<string, unknown>) => Record<string, unknown>} [upgrade]
 * @returns {StoredItems}
 */
function parseItems(text, upgrade = (item) => item) {
  const items = attempt(() => JSON.parse(text).items, null);
  if (!isObject(items)) return {};
  /** @type {StoredItems} */
  const valid = {};
  for (const [id, value] of Object.entries(items)) {
    const item = isObject(value) ? upgrade(value) : null;
    // Defined rather than assigned: an id may be "__proto__".
    if (isStoredItem(item)) Object.defineProperty(valid, id, { value: item, enumerable: true });
  }
  return valid;
}

/** The stored answers of a course, or null while saving is off. @param {string} course @returns {StoredItems | null} */
export const readItems = (course) =>
  attempt(() => {
    const [text, old] = [2, 1].map((version) => localStorage.getItem(storageKey(course, version)));
    if (old === null) return text === null ? null : parseItems(text);
    const items = { ...parseItems(old, upgradeFromVersion1), ...parseItems(text ?? "") };
    if (writeItems(course, items)) localStorage.removeItem(storageKey(course, 1));
    return items;
  }, null);

/**
 * Replace the stored answers of a course.
 * @param {string} course @param {StoredItems} items @returns {boolean} whether it worked
 */
export const writeItems = (course, items) =>
  attempt(() => {
    localStorage.setItem(storageKey(course), JSON.stringify({ items }));
    return true;
  }, false);

/**
 * Store one answer if saving is on, without touching those that another tab has stored meanwhile.
 * @param {string} course @param {string} id @param {StoredItem} item @returns {boolean} false if it could not be stored
 */
export function storeItem(course, id, item) {
  const items = readItems(course);
  return items ? writeItems(course, { ...items, [id]: item }) : true;
}

/** Delete what any version stored of a course. @param {string} course @returns {boolean} whether nothing is left */
export const clearItems = (course) =>
  attempt(() => {
    const names = () =>
      Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && name.endsWith(`.${course}`));
    for (const name of names()) localStorage.removeItem(name);
    return !names().length;
  }, true);

/**
 * Delete the databases of notebooks that were run in this browser (JupyterLite). sanadbook/jupyter/lite names them.
 * @returns {Promise<boolean>} whether they are gone
 */
export async function deleteLiteStorage() {
  const deletions = ["contents", "settings", "workspaces"].map(
    (store) =>
      new Promise((resolve) => {
        const request = attempt(() => indexedDB.deleteDatabase(`sanad-lite-${store}`), null);
        if (!request) {
          resolve(true); // no databases in this browser
          return;
        }
        request.onsuccess = () => resolve(true);
        request.onerror = () => resolve(false);
        request.onblocked = () => resolve(false);
      }),
  );
  return (await Promise.all(deletions)).every(Boolean);
}
