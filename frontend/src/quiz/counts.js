/** Counts for the summary of a chapter. */

/** @import { Answers, Entry } from "../types" */

/** @typedef {"none" | "right" | "later" | "again"} ItemState */

/**
 * Where a learner is with an item: not answered, right at first, right on a later try, or to be tried again.
 * @param {Entry | undefined} entry @returns {ItemState}
 */
export function stateOf(entry) {
  if (!entry) return "none";
  if (entry.right) return "right";
  return entry.solved ? "later" : "again";
}

/**
 * For each level of confidence, the surest first, how many answers were right. Only answers that were fully right or
 * fully wrong count, and levels without any are left out.
 * @param {Answers} answers @returns {{ level: number, right: number, all: number }[]}
 */
export const calibration = (answers) =>
  [3, 2, 1]
    .map((level) => {
      const counted = Object.values(answers).filter(
        (entry) => entry.confidence === level && (entry.right || entry.score === 0),
      );
      return { level, right: counted.filter((entry) => entry.right).length, all: counted.length };
    })
    .filter((row) => row.all);
