/** Items that list their options with a feedback each: single, multiple, true or false with a reason. */
import { all, one } from "../../shared/dom.js";
import * as markup from "../markup.js";
import { showSign } from "./sign.js";

/** Check a recorded choice. Ignores records that name no input. @param {Element[]} inputs @param {unknown} index */
export const checkInput = (inputs, index) => {
  const input = inputs[Number(index)];
  if (input instanceof HTMLInputElement) input.checked = true;
};

/** The numbers of the checked inputs. @param {Element[]} inputs */
export const checkedIndexes = (inputs) => inputs.flatMap((input, index) => (input.matches(":checked") ? [index] : []));

/**
 * Mark the options of one group and show their feedback.
 * @param {import("../../types").ShowContext} context
 * @param {HTMLElement} group
 * @param {(option: number) => boolean} isChosen
 * @param {(option: number) => boolean} isKey
 */
export function showOptions({ isFinal, strings }, group, isChosen, isKey) {
  all(group, markup.OPTION).forEach((option, index) => {
    const [chosen, wanted] = [isChosen(index), isKey(index)];
    option.classList.toggle("is-right", wanted && (chosen || isFinal));
    option.classList.toggle("is-wrong", chosen && !wanted);
    one(option, markup.FEEDBACK).hidden = !(chosen || (isFinal && wanted));
    const missed = wanted && isFinal ? strings.sign_missed : "";
    showSign(option, chosen ? strings[wanted ? "sign_right" : "sign_wrong"] : missed);
  });
}
