/**
 * Steps to put in order: the share of pairs in the right order, less what chance gives. The answer holds the position
 * of each step.
 */
import { all, one } from "../../shared/dom.js";
import { fill } from "../../shared/text.js";
import * as markup from "../markup.js";
import { compareParts, showParts } from "./parts.js";

/** @import { Fields, ItemType } from "../../types" */

/** @param {Fields} fields */
const listOf = ({ element }) => one(element, markup.ORDER);

/** The position of a step in the list, from 0. @param {Fields} fields @param {Element} step */
const positionOf = (fields, step) => [...listOf(fields).children].indexOf(step);

/** @type {ItemType} */
export const ordering = {
  incompleteMessage: "order_first",
  grade: (key, answer) => {
    const parts = compareParts(key, answer);
    const [want, got] = [key.key.map(Number), key.key.map((_, step) => Number(answer[step]))];
    const pairs = want.flatMap((_, a) => want.slice(a + 1).map((_, offset) => [a, a + 1 + offset]));
    const inOrder = pairs.filter(([a, b]) => (want[a] - want[b]) * (got[a] - got[b]) > 0).length;
    const score = Math.max(0, (2 * inOrder) / pairs.length - 1);
    return { score, right: parts.every(Boolean), parts };
  },
  read: (fields) => fields.groups.map((step) => (fields.hasMoved ? positionOf(fields, step) : null)),
  restore: (fields, answer) => {
    if (!answer.length) return;
    fields.hasMoved = true;
    const rank = (/** @type {HTMLElement} */ step) => Number(answer[fields.groups.indexOf(step)]);
    listOf(fields).append(...[...fields.groups].sort((a, b) => rank(a) - rank(b)));
  },
  show: (context) => showParts(context),
  mount: (fields, strings, announce) => {
    const move = (/** @type {HTMLElement} */ step, /** @type {boolean} */ up) => {
      const other = up ? step.previousElementSibling : step.nextElementSibling;
      if (!other) return;
      fields.hasMoved = true;
      if (up) other.before(step);
      else other.after(step);
    };
    for (const step of fields.groups) {
      for (const mover of all(step, markup.MOVE_BUTTON)) {
        mover.addEventListener("click", () => {
          move(step, mover.dataset.move === "up");
          mover.focus();
          announce(fill(strings.moved, { place: positionOf(fields, step) + 1, all: fields.groups.length }));
        });
      }
    }
  },
};
