/** Comparing typed answers. */
import { toWesternDigits } from "../shared/text.js";

/** Normalise to NFC and collapse spaces. @param {string} text */
export const collapseSpaces = (text) => text.normalize().trim().split(/\s+/).join(" ");

/**
 * Typed Arabic as it is compared: without tashkeel and tatweel, with one alef, one yeh, one heh, and Western digits.
 * The same as `fold` in sanadbook/language/arabic.py.
 * @param {string} text
 */
export const fold = (text) => {
  const letters = text
    .normalize()
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
    .replace(/\u0649/g, "\u064a")
    .replace(/\u0629/g, "\u0647");
  return collapseSpaces(toWesternDigits(letters).toLowerCase());
};

/**
 * Whether a typed text is one of the accepted ones.
 * @param {string[]} accepted @param {string} typed @param {boolean} [strict] compare without folding
 */
export const isAccepted = (accepted, typed, strict = false) => {
  const normalize = strict ? collapseSpaces : fold;
  return accepted.some((text) => normalize(text) === normalize(typed));
};

/**
 * Whether one inserted, deleted or replaced letter turns one text into the other. Texts of fewer than four letters
 * never do.
 * @param {string} a @param {string} b
 */
export function isOneEditApart(a, b) {
  const [short, long] = a.length > b.length ? [b, a] : [a, b];
  if (long.length - short.length > 1 || long.length < 4) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  return short.slice(start + (short.length === long.length ? 1 : 0)) === long.slice(start + 1);
}

/** Whether a typed text that is not accepted is nearly right. @param {string[]} accepted @param {string} typed */
export const isNearlyAccepted = (accepted, typed) =>
  accepted.some((text) => fold(text) === fold(typed) || isOneEditApart(fold(text), fold(typed)));
