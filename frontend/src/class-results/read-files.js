/**
 * Results files of a class, read on this device: which of them count, and why the others do not. Nothing is stored or
 * sent. The same rules, in the same order, as in sanadbook/runtime/results_reader.py.
 */
import { hasOwn, isObject } from "../shared/objects.js";
import { isEntry } from "../storage/entry.js";
import { RESULTS_SCHEMA } from "../storage/files.js";

/** @import { Answers, ClassAnswers, CompiledChapter, CompiledItem, Entry } from "../types" */

const MAX_BYTES = 1_000_000;
/** How deep brackets may be nested. A results file needs four levels. */
const MAX_DEPTH = 8;
const FILE_FIELDS = ["answers", "chapter", "course", "schema"];
const ENTRY_FIELDS = ["answer", "attempts", "confidence", "done", "right", "score", "solved"];

/** A file that does not count. Its message is a reason code: the page has a string for each. */
class RejectedFile extends Error {}

/** Whether an object has exactly these fields. @param {object} value @param {string[]} names sorted */
const hasExactly = (value, names) => JSON.stringify(Object.keys(value).sort()) === JSON.stringify(names);

/** Whether the brackets of a JSON text are nested too deep to be parsed safely. @param {string} text */
export function isTooDeep(text) {
  let depth = 0;
  const withoutStrings = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?/gs, "");
  for (const [bracket] of withoutStrings.matchAll(/[[\]{}]/g)) {
    depth += "[{".includes(bracket) ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Whether a value is the number of an option. @param {unknown} value @param {number} choices */
const isOption = (value, choices) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < choices;

/**
 * Whether a record can be of an item in its present form: the answer is one that the page offers, and the result
 * follows from the key. A record from a paper code has no answer; its result is accepted as it is.
 * @param {CompiledItem} item @param {Entry} entry
 */
export function isValidEntry({ key: { type, key, choices }, parts }, { answer, right, score }) {
  if (type === "open") {
    return [0, key.length].includes(answer.length) && answer.every((part) => part === 0 || part === 1);
  }
  if (right !== (score === 1)) return false;
  if (!answer.length) return true;
  if (type === "single" || type === "multiple") {
    const chosen = new Set(answer);
    const isKey = chosen.size === key.length && key.every((option) => chosen.has(/** @type {number} */ (option)));
    return (
      chosen.size === answer.length &&
      (type === "multiple" || answer.length === 1) &&
      answer.every((option) => isOption(option, choices)) &&
      right === isKey
    );
  }
  if (answer.length !== key.length) return false;
  if (key.some(Array.isArray)) return answer.every((part) => typeof part === "string");
  return (
    answer.every((option, part) => isOption(option, parts[part].choices.length)) &&
    right === answer.every((option, part) => option === key[part])
  );
}

/**
 * The answers in the text of a results file.
 * @param {string} text @param {CompiledChapter} chapter @returns {Answers}
 */
function parseResults(text, chapter) {
  if (isTooDeep(text)) throw new RejectedFile("not_results");
  /** @type {unknown} */
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new RejectedFile("not_json");
  }
  if (!isObject(file) || !hasExactly(file, FILE_FIELDS) || file.schema !== RESULTS_SCHEMA) {
    throw new RejectedFile("not_results");
  }
  if (file.course !== chapter.course || file.chapter !== chapter.chapter) throw new RejectedFile("wrong_chapter");
  if (!isObject(file.answers)) throw new RejectedFile("not_results");
  const answers = Object.entries(file.answers);
  const isValid = (/** @type {string} */ id, /** @type {unknown} */ entry) =>
    hasOwn(chapter.items, id) &&
    isEntry(entry) &&
    hasExactly(entry, ENTRY_FIELDS) &&
    isValidEntry(chapter.items[id], entry);
  if (!answers.every(([id, entry]) => isValid(id, entry))) throw new RejectedFile("invalid_answer");
  if (!answers.length) throw new RejectedFile("empty");
  return /** @type {Answers} */ (file.answers);
}

/** The text of a file. @param {File} file @returns {Promise<string>} */
async function readText(file) {
  if (file.size > MAX_BYTES) throw new RejectedFile("too_big");
  const data = await file.arrayBuffer().catch(() => {
    throw new RejectedFile("not_file"); // a folder, or a file that is gone
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    throw new RejectedFile("not_json");
  }
}

/** The content of a file in a form that does not depend on its layout. @param {Answers} answers */
const canonicalForm = (answers) =>
  JSON.stringify(
    Object.keys(answers)
      .sort()
      .map((id) => [id, ...ENTRY_FIELDS.map((name) => Reflect.get(answers[id], name))]),
  );

/**
 * Read results files in the order of their names. Files with the same content as an earlier one are rejected unless
 * `keepDuplicates`: files hold no names, so two people who answered alike look like one file given twice.
 * @param {File[]} files
 * @param {CompiledChapter} chapter
 * @param {boolean} keepDuplicates
 * @returns {Promise<ClassAnswers>}
 */
export async function readFiles(files, chapter, keepDuplicates) {
  /** @type {ClassAnswers} */
  const found = { answers: [], rejected: [] };
  /** @type {Set<string>} */
  const seen = new Set();
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))) {
    try {
      const answers = parseResults(await readText(file), chapter);
      const form = canonicalForm(answers);
      if (seen.has(form) && !keepDuplicates) throw new RejectedFile("duplicate");
      seen.add(form);
      found.answers.push(answers);
    } catch (reason) {
      if (!(reason instanceof RejectedFile)) throw reason;
      found.rejected.push({ name: file.name, why: reason.message });
    }
  }
  return found;
}
