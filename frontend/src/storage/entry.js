/** The shape of a record. The same rule as in sanadbook/runtime/serialization.py. */
import { isObject } from "../shared/objects.js";

/**
 * Whether a value has the shape of a record, whatever item it is of.
 * @param {unknown} value @returns {value is import("../types").Entry}
 */
export function isEntry(value) {
  if (!isObject(value)) return false;
  const { answer, score, right, done, solved, attempts, confidence } = value;
  return (
    Array.isArray(answer) &&
    answer.every((part) => part === null || typeof part === "number" || typeof part === "string") &&
    typeof score === "number" &&
    score >= 0 &&
    score <= 1 &&
    [right, done, solved].every((flag) => typeof flag === "boolean") &&
    Number.isInteger(attempts) &&
    Number(attempts) >= 0 &&
    (confidence === null || [1, 2, 3].includes(Number(confidence)))
  );
}
