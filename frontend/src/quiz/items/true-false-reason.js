/**
 * A statement to judge, and the reason: half of the score for the verdict, half for the reason, which counts only
 * together with the right verdict.
 */
import { showOptions } from "./options.js";
import { compareParts, gradeByShare, readParts, restoreParts } from "./parts.js";

/** @type {import("../../types").ItemType} */
export const trueFalseReason = {
  incompleteMessage: "complete_first",
  grade: (key, answer) => {
    const [verdict, reason] = compareParts(key, answer);
    return gradeByShare([verdict, verdict && reason]);
  },
  read: readParts,
  restore: restoreParts,
  show: (context) =>
    context.fields.groups.forEach((group, part) => {
      const { key, answer } = context;
      showOptions(
        context,
        group,
        (option) => answer[part] === option,
        (option) => key.key[part] === option,
      );
    }),
};
