/**
 * A code of digits to note on paper: two bits per item, then two check digits (ISO 7064 MOD 97-10, as in bank account
 * numbers).
 */
import { toWesternDigits } from "../shared/text.js";

/** @import { Answers, Entry } from "../types" */

/** The two bits of an item. @param {Pick<Entry, "right" | "solved"> | undefined} entry */
function bitsOf(entry) {
  if (!entry) return 0;
  if (entry.right) return 1;
  return entry.solved ? 2 : 3;
}

/** How many digits a code for so many items has. @param {number} count */
const digitCount = (count) => (4n ** BigInt(count) - 1n).toString().length;

/**
 * Check digits, which detect typing errors and codes of other chapters.
 * @param {string} chapter @param {string} digits
 */
function checkDigits(chapter, digits) {
  const name = [...chapter].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);
  return String(98n - ((BigInt(`1${name}${digits}`) * 100n) % 97n)).padStart(2, "0");
}

/**
 * The code of a chapter's answers, in groups of three digits.
 * @param {string} chapter
 * @param {string[]} ids of the graded items, always in the same order
 * @param {Record<string, Pick<Entry, "right" | "solved">>} answers
 */
export function encode(chapter, ids, answers) {
  const number = ids.reduce((code, id) => code * 4n + BigInt(bitsOf(answers[id])), 0n);
  const digits = number.toString().padStart(digitCount(ids.length), "0");
  return (digits + checkDigits(chapter, digits)).replace(/(?=(?:\d{3})+$)(?!^)/g, " ");
}

/**
 * The records that a code encodes, or null if it is not a code of this chapter. The records have no answer.
 * @param {string} chapter
 * @param {string[]} ids in the order used by `encode`
 * @param {string} text
 * @returns {Answers | null}
 */
export function decode(chapter, ids, text) {
  const digits = toWesternDigits(text).replace(/[\s-]/g, "");
  const body = digits.slice(0, -2);
  if (!/^\d+$/.test(digits) || body.length !== digitCount(ids.length)) return null;
  if (checkDigits(chapter, body) !== digits.slice(-2)) return null;
  let rest = BigInt(body);
  /** @type {Answers} */
  const answers = {};
  for (const id of [...ids].reverse()) {
    const bits = Number(rest % 4n);
    rest /= 4n;
    if (!bits) continue;
    const right = bits === 1;
    const attempts = right ? 1 : 2;
    answers[id] = { answer: [], score: Number(right), right, attempts, done: true, solved: bits < 3, confidence: null };
  }
  return rest ? null : answers;
}
