/** The page of a class's results: files chosen or dropped, and the tables made from them. */
import { all, one, readJson } from "../shared/dom.js";
import { resultRows } from "./count.js";
import { readFiles } from "./read-files.js";
import { confidenceTable, fileReport, hardestItemsList, itemsTable, optionTables } from "./tables.js";

/** @import { CompiledChapter, Strings } from "../types" */
/** @typedef {{ chapters: CompiledChapter[], strings: Strings, enough: number }} ClassData */

/** Set up the part of the page that takes files. @param {HTMLElement} box */
export function mountClassFiles(box) {
  const { chapters, strings, enough } = /** @type {ClassData} */ (readJson(box, "script[data-class]"));
  const part = (/** @type {string} */ name) => one(box, `[data-part="${name}"]`);
  const [tools, tables, status] = [part("tools"), part("tables"), part("status")];
  const chapterSelect = /** @type {HTMLSelectElement} */ (one(box, "select"));
  const duplicates = /** @type {HTMLInputElement} */ (one(box, "[type=checkbox]"));
  const fileInputs = /** @type {HTMLInputElement[]} */ (all(box, "[type=file]"));
  /** The files of the two rounds, while the page is open. @type {File[][]} */
  let files = [[], []];
  let lastRun = 0;

  const show = async () => {
    const run = ++lastRun;
    const chapter = chapters[chapterSelect.selectedIndex];
    const results = await Promise.all(files.map((round) => readFiles(round, chapter, duplicates.checked)));
    if (run !== lastRun) return; // cleared or asked again meanwhile
    const [first, second] = results;
    const [rows, later] = [resultRows(first, chapter), files[1].length ? resultRows(second, chapter) : null];
    const latest = later && second.answers.length ? later : rows;
    const secondReport = later ? fileReport(second, strings.after, enough, strings) : [];
    status.replaceChildren(...fileReport(first, later ? strings.before : "", enough, strings), ...secondReport);
    tables.replaceChildren();
    if (!first.answers.length && !second.answers.length) return;
    tables.append(...hardestItemsList(latest, strings), itemsTable(rows, later, strings));
    tables.append(...optionTables(latest, strings), ...confidenceTable(latest, strings));
  };

  const clear = () => {
    lastRun += 1;
    files = [[], []];
    for (const input of fileInputs) input.value = "";
    duplicates.checked = false;
    tables.replaceChildren();
    status.textContent = "";
  };

  const addFiles = (/** @type {number} */ round, /** @type {Iterable<File>} */ added) => {
    files[round].push(...added);
    return show();
  };

  fileInputs.forEach((input, round) => {
    input.addEventListener("change", () => {
      const added = [...(input.files ?? [])];
      input.value = "";
      if (added.length) addFiles(round, added);
    });
    const zone = /** @type {HTMLElement} */ (input.closest('[data-part="drop"]'));
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      addFiles(round, [...(event.dataTransfer?.files ?? [])]);
    });
  });
  // A browser would open a file that is dropped next to the drop zone, in place of this page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  for (const field of [chapterSelect, duplicates]) field.addEventListener("change", show);
  one(box, '[data-action="clear"]').addEventListener("click", () => {
    clear();
    status.textContent = strings.cleared;
  });
  document.addEventListener("sanad:exit", clear);
  window.addEventListener("pagehide", clear);
  tools.hidden = false;
}
