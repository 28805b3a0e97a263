// @ts-check
/**
 * A class's results files, read where they are: which of them count, and what they say of each item. Nothing is kept and nothing
 * is sent. The same rules and numbers as in results_reader.py and class_results.py; loaded with storage.js, whose `isEntry` is used.
 *
 * Of an entry (see storage.js), answer, score, right and confidence are those of the first attempt.
 *
 * @typedef {Record<string, Entry>} Answers by item id
 * @typedef {{ type: string, key: (number | string[])[], choices: number }} Key
 * @typedef {{ key: Key, label: string, stem: string, parts: { name: string, choices: string[] }[], graded: boolean, href: string }} Item
 *   `graded`: it stands in the chapter itself and is no open question
 * @typedef {{ chapter: string, course: string, items: Record<string, Item> }} Compiled
 * @typedef {{ part: string, text: string, count: number, isKey: boolean }} Chosen
 * @typedef {{ right: number, wrong: number, partly: number }} Sureness
 * @typedef {{ item: string, label: string, stem: string, href: string, answered: number, right: number, chosen: Chosen[],
 *   instead: Chosen | null, sure: Record<number, Sureness> }} Row
 * @typedef {{ answers: Answers[], leftOut: { name: string, why: string }[] }} Group `why`: a reason's name
 */
const sanadGroup = (() => {
  const SCHEMA = 1;
  const [MOST_BYTES, MOST_DEPTH] = [1_000_000, 8];
  const FIELDS = ["answers", "chapter", "course", "schema"];
  const ENTRY = ["answer", "attempts", "confidence", "done", "right", "score", "solved"];
  const LEVELS = [3, 2, 1];

  /** A file that does not count, by the reason's name. */
  class LeftOut extends Error {}

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** @param {object} value @param {string[]} names in their order */
  const hasJust = (value, names) => JSON.stringify(Object.keys(value).sort()) === JSON.stringify(names);

  /** Whether brackets lie deeper in one another than a results file has them. @param {string} text */
  const isDeep = (text) => {
    let depth = 0;
    for (const [sign] of text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?/gs, "").matchAll(/[[\]{}]/g)) {
      depth += "[{".includes(sign) ? 1 : -1;
      if (depth > MOST_DEPTH) return true;
    }
    return false;
  };

  /** @param {unknown} value @param {number} choices */
  const isChoice = (value, choices) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < choices;

  /**
   * Whether an entry can be of an item as it is now: its answer one that the page offers, its result the key's. An answer that
   * came back by a code on paper has no parts; its result is taken as it is.
   * @param {Item} item @param {Entry} entry
   */
  const fits = ({ key: { type, key, choices }, parts }, { answer, right, score }) => {
    if (type === "open") return [0, key.length].includes(answer.length) && answer.every((part) => part === 0 || part === 1);
    if (right !== (score === 1)) return false;
    if (!answer.length) return true;
    if (type === "single" || type === "multiple") {
      const chosen = new Set(answer);
      return chosen.size === answer.length && (type === "multiple" || answer.length === 1)
        && answer.every((part) => isChoice(part, choices))
        && right === (chosen.size === key.length && key.every((choice) => chosen.has(/** @type {number} */ (choice))));
    }
    if (answer.length !== key.length) return false;
    if (key.some(Array.isArray)) return answer.every((part) => typeof part === "string");
    return answer.every((part, place) => isChoice(part, parts[place].choices.length)) && right === answer.every((part, place) => part === key[place]);
  };

  /** @param {unknown} entry @returns {entry is Entry} */
  const isEntry = (entry) => isObject(entry) && hasJust(entry, ENTRY) && Reflect.get(globalThis, "sanadStorage").isEntry(entry);

  /** The answers of the results file whose text is this. @param {string} text @param {Compiled} chapter @returns {Answers} */
  const read = (text, chapter) => {
    if (isDeep(text)) throw new LeftOut("not_results");
    /** @type {unknown} */
    let value;
    try { value = JSON.parse(text); } catch { throw new LeftOut("not_json"); }
    if (!isObject(value) || !hasJust(value, FIELDS) || value.schema !== SCHEMA) throw new LeftOut("not_results");
    if (value.course !== chapter.course || value.chapter !== chapter.chapter) throw new LeftOut("wrong_chapter");
    if (!isObject(value.answers)) throw new LeftOut("not_results");
    const answers = Object.entries(value.answers);
    if (!answers.every(([id, entry]) => Object.hasOwn(chapter.items, id) && isEntry(entry) && fits(chapter.items[id], entry))) throw new LeftOut("invalid_answer");
    if (!answers.length) throw new LeftOut("empty");
    return /** @type {Answers} */ (value.answers);
  };

  /** The text of a file. @param {File} file @returns {Promise<string>} */
  const content = async (file) => {
    if (file.size > MOST_BYTES) throw new LeftOut("too_big");
    const data = await file.arrayBuffer().catch(() => { throw new LeftOut("not_file"); });
    try { return new TextDecoder("utf-8", { fatal: true }).decode(data); } catch { throw new LeftOut("not_json"); }
  };

  /** What a file says, so that two can be compared however they are laid out. @param {Answers} answers */
  const said = (answers) => JSON.stringify(Object.keys(answers).sort().map((id) => [id, ...ENTRY.map((name) => Reflect.get(answers[id], name))]));

  /**
   * Read files by their names in order; each counts, or is named with the reason why not. Those that say the same as one before
   * are left out unless they are asked for: files hold no names, so two people who answered alike can't be told from one file.
   * @param {File[]} files @param {Compiled} chapter @param {boolean} keepDoubles @returns {Promise<Group>}
   */
  const gather = async (files, chapter, keepDoubles) => {
    /** @type {Group} */
    const group = { answers: [], leftOut: [] };
    /** @type {Set<string>} */
    const seen = new Set();
    for (const file of [...files].sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)))) {
      try {
        const answers = read(await content(file), chapter);
        if (seen.has(said(answers)) && !keepDoubles) throw new LeftOut("duplicate");
        seen.add(said(answers));
        group.answers.push(answers);
      } catch (reason) {
        if (!(reason instanceof LeftOut)) throw reason;
        group.leftOut.push({ name: file.name, why: reason.message });
      }
    }
    return group;
  };

  /** @param {Item} item @param {Entry[]} entries @returns {Chosen[]} */
  const chosen = ({ key: { type, key }, parts }, entries) => {
    const isList = type === "single" || type === "multiple";
    if (key.some(Array.isArray)) return []; // what was typed is never shown: words may tell whose
    return parts.flatMap(({ name, choices }, part) => choices.map((text, choice) => ({
      part: name,
      text,
      count: entries.filter(({ answer }) => (isList ? answer.includes(choice) : answer[part] === choice)).length,
      isKey: isList ? key.includes(choice) : key[part] === choice,
    })));
  };

  /** @param {Entry[]} entries @returns {Sureness} */
  const sureness = (entries) => {
    const [right, wrong] = [entries.filter((entry) => entry.right).length, entries.filter((entry) => entry.score === 0).length];
    return { right, wrong, partly: entries.length - right - wrong };
  };

  /** One row a graded item of the chapter itself, in its order. @param {Group} group @param {Compiled} chapter @returns {Row[]} */
  const rows = ({ answers }, { items }) => Object.entries(items).filter(([, item]) => item.graded).map(([id, item]) => {
    const entries = answers.filter((file) => Object.hasOwn(file, id)).map((file) => file[id]);
    const choices = chosen(item, entries);
    const most = Math.max(1, ...choices.filter((choice) => !choice.isKey).map((choice) => choice.count));
    return {
      item: id,
      label: item.label,
      stem: item.stem,
      href: item.href,
      answered: entries.length,
      right: entries.filter((entry) => entry.right).length,
      chosen: choices,
      instead: choices.find((choice) => !choice.isKey && choice.count === most) ?? null,
      sure: Object.fromEntries(LEVELS.map((level) => [level, sureness(entries.filter((entry) => entry.confidence === level))])),
    };
  });

  /** The three items that fewest had right at first; of equals those that more answered. @param {Row[]} all */
  const back = (all) => all.filter((row) => row.answered > row.right)
    .sort((one, other) => one.right / one.answered - other.right / other.answered || other.answered - one.answered).slice(0, 3);

  /** How many answers were right, wrong and partly right at each level of confidence. @param {Row[]} all */
  const confidence = (all) => LEVELS.map((level) => ({
    level,
    right: all.reduce((sum, row) => sum + row.sure[level].right, 0),
    wrong: all.reduce((sum, row) => sum + row.sure[level].wrong, 0),
    partly: all.reduce((sum, row) => sum + row.sure[level].partly, 0),
  }));

  /** In whole percent, a half up. @param {number} right @param {number} of */
  const percent = (right, of) => Math.floor((200 * right + of) / (2 * of));

  return { gather, rows, back, confidence, percent };
})();
