/** A typed number: right if it is between the smallest and the largest accepted number. */
import { gradeByShare, readParts, restoreParts, showParts } from "./parts.js";

/** Marks that keyboards insert to set the direction of a number. They are no part of it. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/**
 * Between groups of three digits: the Arabic thousands separator, or a space (plain, no-break, thin, narrow
 * no-break).
 */
const GROUP = "[\u066c \u00a0\u2009\u202f]";
const WHOLE = `\\d{1,3}(?:${GROUP}\\d{3})+|\\d+`;
const FRACTION = "[.,\u066b]\\d+";
/** Letters, combining marks, the percent signs and the degree sign, in any number of words. */
const UNIT = "[\\p{L}\\p{M}%\u066a\u00b0\\s]*";
const NUMBER = new RegExp(`^\\s*([-\u2212]?)\\s*((?:${WHOLE})(?:${FRACTION})?|${FRACTION})${UNIT}$`, "u");

/** Replace Arabic-Indic and Persian digits by Western ones. @param {string} text */
const toWestern = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/**
 * The number that was typed, or null if the text is none. Accepts Arabic-Indic, Persian and Western digits; a point,
 * a comma or the Arabic decimal separator; groups of thousands; a minus sign; and a unit after the number, which is
 * ignored.
 * @param {string} text @returns {number | null}
 */
export function parseNumber(text) {
  const found = NUMBER.exec(toWestern(text.replace(DIRECTION_MARKS, "")));
  if (!found) return null;
  const digits = found[2].replace(new RegExp(GROUP, "gu"), "").replace(/[,\u066b]/, ".");
  return Number(digits) * (found[1] ? -1 : 1);
}

/** @type {import("../../types").ItemType} */
export const numeric = {
  incompleteMessage: "complete_first",
  grade: ({ min = Number.NaN, max = Number.NaN }, answer) => {
    const value = typeof answer[0] === "string" ? parseNumber(answer[0]) : null;
    const tolerance = 1e-9 * Math.max(1, Math.abs(min), Math.abs(max)); // 0.1 + 0.2 is not 0.3 in floating point
    return gradeByShare([value !== null && value >= min - tolerance && value <= max + tolerance]);
  },
  read: readParts,
  restore: restoreParts,
  show: (context) => showParts(context),
};
