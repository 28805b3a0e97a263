/** Times of day as minutes from midnight. */
import { toWesternDigits } from "../shared/text.js";

const DAY = 24 * 60; // minutes

/** A time of day as one reads it: 9:05. @param {number} minute from midnight; more than a day is taken modulo a day */
export function formatMinute(minute) {
  const ofDay = minute % DAY;
  return `${Math.floor(ofDay / 60)}:${String(ofDay % 60).padStart(2, "0")}`;
}

/**
 * The time that was typed: 18:30, 18.30, 1830 or 18, in Western or Arabic-Indic digits.
 * @param {string} typed @returns {number | undefined} minutes from midnight, or undefined if it is no time
 */
export function parseTime(typed) {
  const [, hours, minutes = "0"] = /^\s*(\d{1,2})(?:\D?(\d{2}))?\s*$/.exec(toWesternDigits(typed)) ?? [];
  const isTime = hours && Number(hours) < 24 && Number(minutes) < 60;
  return isTime ? Number(hours) * 60 + Number(minutes) : undefined;
}
