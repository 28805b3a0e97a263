/**
 * A written answer that learners check themselves against a rubric: the share of the checked points. Right needs
 * three quarters of the points and every essential one. The answer holds a 0 or 1 per point; what was written is
 * never recorded.
 */
import { checkInput } from "./options.js";

/** @type {import("../../types").ItemType} */
export const open = {
  incompleteMessage: "",
  grade: ({ key, essential = [] }, answer) => {
    const parts = key.map((_, point) => answer[point] === 1);
    const score = parts.filter(Boolean).length / key.length;
    const hasEssentials = essential.every((needed, point) => !needed || parts[point]);
    return { score, right: score >= 0.75 && hasEssentials, parts };
  },
  read: ({ inputs }) => inputs.map((input) => Number(input.matches(":checked"))),
  restore: ({ inputs }, answer) =>
    answer.forEach((checked, point) => {
      if (checked === 1) checkInput(inputs, point);
    }),
  show: () => {},
};
