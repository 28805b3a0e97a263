import { itemTypes } from "./items/index.js";

/**
 * Grade an answer. This is the only grader: pages, notebooks and slides use it. The rule of each type is in its module.
 * @param {import("../types").Key} key @param {import("../types").Answer} answer @returns {import("../types").Grade}
 */
export const grade = (key, answer) => itemTypes[key.type].grade(key, answer);
