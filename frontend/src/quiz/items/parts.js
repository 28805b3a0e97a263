/** Items with several parts, each of which has one answer: a choice, a position or a typed text. */
import { all, one } from "../../shared/dom.js";
import { fill } from "../../shared/text.js";
import * as markup from "../markup.js";
import { isAccepted } from "../typed-text.js";
import { checkInput } from "./options.js";
import { showSign } from "./sign.js";

/** @import { Answer, Fields, Grade, Key, ShowContext } from "../../types" */

/** How often a value is in a list. @param {unknown[]} list @param {unknown} value */
export const countOf = (list, value) => list.filter((other) => other === value).length;

/** Whether each part has the answer of the key. @param {Key} key @param {Answer} answer */
export const compareParts = ({ key, strict }, answer) =>
  key.map((want, part) =>
    Array.isArray(want) ? isAccepted(want, String(answer[part] ?? ""), strict) : answer[part] === want,
  );

/** A choice that is used more often than in the key counts nowhere. @param {Key} key @param {Answer} answer */
export const compareWithoutOveruse = (key, answer) =>
  compareParts(key, answer).map((right, part) => {
    const want = key.key[part];
    return right && (Array.isArray(want) || countOf(answer, want) <= countOf(key.key, want));
  });

/** The share of right parts. @param {boolean[]} parts @returns {Grade} */
export const gradeByShare = (parts) => {
  const right = parts.filter(Boolean).length;
  return { score: right / parts.length, right: right === parts.length, parts };
};

/** The select or text field of a part, or null if it has radio buttons. @param {Element} group */
const fieldOf = (group) =>
  /** @type {HTMLInputElement | HTMLSelectElement | null} */ (one(group, markup.TYPED_OR_SELECT));

/** The answer of each part. @param {Fields} fields @returns {Answer} */
export const readParts = ({ groups }) =>
  groups.map((group) => {
    const field = fieldOf(group);
    if (field && field.value.trim() === "") return null;
    if (field) return field instanceof HTMLSelectElement ? Number(field.value) : field.value;
    const checked = all(group, "input").findIndex((input) => input.matches(":checked"));
    return checked < 0 ? null : checked;
  });

/** Put the recorded answer of each part back. @param {Fields} fields @param {Answer} answer */
export const restoreParts = ({ groups }, answer) =>
  groups.forEach((group, part) => {
    const [field, value] = [fieldOf(group), answer[part] ?? null];
    if (value === null) return;
    if (field) field.value = String(value);
    else checkInput(all(group, "input"), value);
  });

/**
 * The right answer of a part in words.
 * @param {Key} key @param {HTMLElement} group @param {number} part @returns {string | number}
 */
const solutionOf = ({ key, type }, group, part) => {
  const want = key[part];
  if (Array.isArray(want)) return want[0];
  if (type === "ordering") return want + 1;
  const select = /** @type {HTMLSelectElement | null} */ (one(group, "select"));
  return select ? select.options[want + 1].text : (all(group, "label")[want].textContent?.trim() ?? "");
};

/**
 * Mark each part and show its feedback.
 * @param {ShowContext} context
 * @param {(part: number) => boolean} [isNearlyRight] whether a wrong part is to be called nearly right
 */
export function showParts({ fields, key, answer, grade, isFinal, strings }, isNearlyRight = () => false) {
  const feedbackPlaces = all(fields.element, markup.PARTS);
  fields.groups.forEach((group, part) => {
    const place = feedbackPlaces[part] ?? group;
    const right = grade.parts[part];
    const isNear = !right && isNearlyRight(part);
    for (const each of [group, place]) {
      each.classList.toggle("is-right", right);
      each.classList.toggle("is-wrong", !right);
    }
    if (right) showSign(place, strings.sign_right);
    else if (isFinal) showSign(place, fill(strings.sign_key, { answer: solutionOf(key, group, part) }));
    else showSign(place, strings[isNear ? "sign_near" : "sign_wrong"]);
    const ofChoice = `${markup.FEEDBACK}[data-choice="${CSS.escape(String(answer[part]))}"]`;
    const own = right ? null : one(place, ofChoice); // some wrong choices have their own feedback
    for (const feedback of all(place, markup.FEEDBACK)) {
      const { when } = feedback.dataset;
      if (isFinal || right) feedback.hidden = when !== "right";
      else feedback.hidden = own ? feedback !== own : isNear || when !== "wrong";
    }
  });
}
