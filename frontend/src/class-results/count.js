/** What a class answered, counted item by item. The same numbers as in sanadbook/runtime/class_results.py. */
import { hasOwn } from "../shared/objects.js";

/** @import { ClassAnswers, CompiledChapter, CompiledItem } from "../types" */
/** @import { ConfidenceCount, Entry, OptionCount, ResultRow } from "../types" */

/** From sure to guessing. */
const LEVELS = [3, 2, 1];

/**
 * How often each option was chosen. Typed answers are never shown, since words may tell who wrote them.
 * @param {CompiledItem} item @param {Entry[]} entries @returns {OptionCount[]}
 */
function countOptions({ key: { type, key }, parts }, entries) {
  if (key.some(Array.isArray)) return [];
  const isList = type === "single" || type === "multiple";
  return parts.flatMap(({ name, choices }, part) =>
    choices.map((text, option) => ({
      part: name,
      text,
      count: entries.filter(({ answer }) => (isList ? answer.includes(option) : answer[part] === option)).length,
      isKey: isList ? key.includes(option) : key[part] === option,
    })),
  );
}

/** How many records are right, wrong and partly right. @param {Entry[]} entries @returns {ConfidenceCount} */
function countGrades(entries) {
  const right = entries.filter((entry) => entry.right).length;
  const wrong = entries.filter((entry) => entry.score === 0).length;
  return { right, wrong, partial: entries.length - right - wrong };
}

/**
 * One row per graded item, in the order of the chapter.
 * @param {ClassAnswers} results @param {CompiledChapter} chapter @returns {ResultRow[]}
 */
export const resultRows = ({ answers }, { items }) =>
  Object.entries(items)
    .filter(([, item]) => item.graded)
    .map(([id, item]) => {
      const entries = answers.filter((file) => hasOwn(file, id)).map((file) => file[id]);
      const options = countOptions(item, entries);
      const distractors = options.filter((option) => !option.isKey);
      const highest = Math.max(1, ...distractors.map((option) => option.count));
      const withLevel = (/** @type {number} */ level) => entries.filter((entry) => entry.confidence === level);
      return {
        item: id,
        label: item.label,
        stem: item.stem,
        href: item.href,
        answered: entries.length,
        right: entries.filter((entry) => entry.right).length,
        options,
        topDistractor: distractors.find((option) => option.count === highest) ?? null,
        byConfidence: Object.fromEntries(LEVELS.map((level) => [level, countGrades(withLevel(level))])),
      };
    });

/**
 * The three items with the lowest share of right answers. Of equal ones, those with more answers come first.
 * @param {ResultRow[]} rows
 */
export const hardestItems = (rows) =>
  rows
    .filter((row) => row.answered > row.right)
    .sort((a, b) => a.right / a.answered - b.right / b.answered || b.answered - a.answered)
    .slice(0, 3);

/** How many answers were right, wrong and partly right at each level of confidence. @param {ResultRow[]} rows */
export const countByConfidence = (rows) =>
  LEVELS.map((level) => {
    const sum = (/** @type {keyof ConfidenceCount} */ name) =>
      rows.reduce((total, row) => total + row.byConfidence[level][name], 0);
    return { level, right: sum("right"), wrong: sum("wrong"), partial: sum("partial") };
  });

/** A share in whole percent, halves rounded up. @param {number} right @param {number} total */
export const percent = (right, total) => Math.floor((200 * right + total) / (2 * total));
