/** Single and multiple choice: the answer is the list of the checked options. */
import { checkedIndexes, checkInput, showOptions } from "./options.js";

/** @import { Answer, Grade, ItemType, Key } from "../../types" */

/**
 * Compare the checked options with the key. `score` is 1 or 0.
 * @param {Key} key @param {Answer} answer @returns {Grade}
 */
const gradeExactly = ({ key, choices }, answer) => {
  const parts = Array.from({ length: choices }, (_, option) => answer.includes(option) === key.includes(option));
  const right = parts.every(Boolean);
  return { score: Number(right), right, parts };
};

/** @type {Omit<ItemType, "grade">} */
const choiceList = {
  incompleteMessage: "choose_first",
  read: ({ inputs }) => checkedIndexes(inputs),
  restore: ({ inputs }, answer) => {
    for (const option of answer) checkInput(inputs, option);
  },
  show: (context) => {
    const { fields, key, answer } = context;
    const isKey = (/** @type {number} */ option) => key.key.includes(option);
    showOptions(context, fields.groups[0], (option) => answer.includes(option), isKey);
  },
};

/** All or nothing. @type {ItemType} */
export const single = { ...choiceList, grade: gradeExactly };

/**
 * The share of the key that is checked, less the share of the distractors that is checked.
 * @type {ItemType}
 */
export const multiple = {
  ...choiceList,
  grade: (key, answer) => {
    const checked = new Set(answer);
    const hits = key.key.filter((option) => checked.has(/** @type {number} */ (option))).length;
    const distractors = key.choices - key.key.length;
    const score = Math.max(0, hits / key.key.length - (checked.size - hits) / distractors);
    return { ...gradeExactly(key, answer), score };
  },
};
