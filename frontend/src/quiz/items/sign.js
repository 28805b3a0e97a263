import { one } from "../../shared/dom.js";
import * as markup from "../markup.js";

/**
 * Show a word in front of a feedback, so that colour is never the only sign.
 * @param {Element} container @param {string} text
 */
export function showSign(container, text) {
  const sign = one(container, markup.SIGN);
  if (!sign) return;
  sign.textContent = text;
  sign.hidden = !text;
}
