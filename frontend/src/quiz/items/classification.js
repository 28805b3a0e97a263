/** Cards to sort into categories: the share of right cards beyond what one category for all cards would give. */
import { compareParts, countOf, readParts, restoreParts, showParts } from "./parts.js";

/** @type {import("../../types").ItemType} */
export const classification = {
  incompleteMessage: "complete_first",
  grade: (key, answer) => {
    const parts = compareParts(key, answer);
    const right = parts.filter(Boolean).length;
    const free = Math.max(...key.key.map((category) => countOf(key.key, category)));
    const score = Math.max(0, (right - free) / (parts.length - free));
    return { score, right: right === parts.length, parts };
  },
  read: readParts,
  restore: restoreParts,
  show: (context) => showParts(context),
};
