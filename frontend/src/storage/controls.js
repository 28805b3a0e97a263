/** What learners can do to keep their answers: a code, a file, or saving on this device, which is off at first. */
import { one } from "../shared/dom.js";
import { decode, encode } from "./code.js";
import { download, fromJson, toCsv, toJson } from "./files.js";
import { clearItems, deleteLiteStorage, readItems, storageKey, storeItem, writeItems } from "./store.js";

/** @import { Answers, ChapterState, Entry } from "../types" */

/**
 * Set up the controls of a chapter and restore what is saved.
 * @param {ChapterState} chapter @param {HTMLElement} controls
 */
function mountSaveControls(chapter, controls) {
  const { data } = chapter;
  const { strings, course, keys } = data;
  const gradedIds = Object.keys(keys)
    .filter((id) => keys[id].type !== "open")
    .sort();
  const part = (/** @type {string} */ name) => one(controls, `[data-part="${name}"]`);
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (part(name));
  const onAction = (/** @type {string} */ name, /** @type {() => void} */ act) =>
    one(controls, `[data-action="${name}"]`).addEventListener("click", act);
  const [savingSwitch, file] = [input("saving"), input("import")];

  const showStatus = (/** @type {string} */ text) => {
    part("status").textContent = text;
  };
  const showCode = () => {
    part("code").textContent = encode(data.chapter, gradedIds, chapter.answers);
  };
  const restore = (/** @type {Answers | null} */ answers) => {
    if (!answers) {
      showStatus(strings.not_ours);
      return;
    }
    document.dispatchEvent(new CustomEvent("sanad:restore", { detail: { chapter: data.chapter, answers } }));
    showCode();
    showStatus(strings.restored);
  };
  const stored = (/** @type {Entry} */ entry, /** @type {string | undefined} */ hash) => ({
    hash: hash ?? "",
    entry,
    when: Date.now(),
    streak: 0,
  });
  const save = (/** @type {string} */ id, /** @type {Entry} */ entry, /** @type {string | undefined} */ hash) => {
    if (savingSwitch.checked && !storeItem(course, id, stored(entry, hash))) showStatus(strings.saving_failed);
  };
  const isSavingOn = () => readItems(course) !== null;

  savingSwitch.checked = isSavingOn();
  savingSwitch.addEventListener("change", () => {
    if (!savingSwitch.checked) {
      showStatus(strings[clearItems(course) ? "cleared" : "not_cleared"]);
      return;
    }
    const given = Object.entries(chapter.answers).map(([id, entry]) => [id, stored(entry, keys[id].hash)]);
    const works = writeItems(course, { ...readItems(course), ...Object.fromEntries(given) });
    savingSwitch.checked = works;
    showStatus(strings[works ? "saving_on" : "saving_failed"]);
  });
  onAction("clear", async () => {
    const isCleared = clearItems(course);
    savingSwitch.checked = false;
    showStatus(strings[(await deleteLiteStorage()) && isCleared ? "cleared" : "not_cleared"]);
  });
  onAction("restore", () => restore(decode(data.chapter, gradedIds, input("typed-code").value)));
  onAction("csv", () => download(`sanad-${data.chapter}.csv`, "text/csv", toCsv(chapter)));
  onAction("json", () => download(`sanad-${data.chapter}.json`, "application/json", toJson(chapter)));
  file.addEventListener("change", async () => {
    if (file.files?.[0]) restore(fromJson(chapter, await file.files[0].text()));
    file.value = "";
  });
  document.addEventListener("sanad:answer", (event) => {
    const { chapter: name, id, entry, hash } = /** @type {CustomEvent} */ (event).detail;
    if (name !== data.chapter) return;
    showCode();
    save(id, entry, hash);
  });
  window.addEventListener("storage", (event) => {
    if (event.key === storageKey(course) || event.key === null) savingSwitch.checked = isSavingOn();
  });

  const earlyAnswers = Object.entries(chapter.answers); // given while the page was still loading
  const current = Object.entries(readItems(course) ?? {}).filter(([id, item]) => item.hash === keys[id]?.hash);
  if (current.length) restore(Object.fromEntries(current.map(([id, item]) => [id, item.entry])));
  showCode();
  showStatus("");
  for (const [id, entry] of earlyAnswers) save(id, entry, keys[id].hash);
  controls.hidden = false;
}

/** Set up the controls of every chapter of a page once its quizzes are ready. @param {Document} page */
export function mountStorage(page) {
  page.addEventListener("sanad:ready", (event) => {
    const chapters = /** @type {CustomEvent<Record<string, ChapterState>>} */ (event).detail;
    for (const [name, chapter] of Object.entries(chapters)) {
      const controls = page.querySelector(`[data-summary][data-chapter="${CSS.escape(name)}"] [data-part="storage"]`);
      if (controls instanceof HTMLElement) mountSaveControls(chapter, controls);
    }
  });
}
