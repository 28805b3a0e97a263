/** Pairs: the share of right pairs. */
import { compareWithoutOveruse, gradeByShare, readParts, restoreParts, showParts } from "./parts.js";

/** @type {import("../../types").ItemType} */
export const matching = {
  incompleteMessage: "complete_first",
  grade: (key, answer) => gradeByShare(compareWithoutOveruse(key, answer)),
  read: readParts,
  restore: restoreParts,
  show: (context) => showParts(context),
};
