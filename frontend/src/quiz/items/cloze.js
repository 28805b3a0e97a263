/** Blanks in a text, filled from a word bank or typed: the share of right blanks. */
import { isNearlyAccepted } from "../typed-text.js";
import { compareWithoutOveruse, gradeByShare, readParts, restoreParts, showParts } from "./parts.js";

/** @type {import("../../types").ItemType} */
export const cloze = {
  incompleteMessage: "complete_first",
  grade: (key, answer) => gradeByShare(compareWithoutOveruse(key, answer)),
  read: readParts,
  restore: restoreParts,
  show: (context) =>
    showParts(context, (part) => {
      const want = context.key.key[part];
      return Array.isArray(want) && isNearlyAccepted(want, String(context.answer[part]));
    }),
};
