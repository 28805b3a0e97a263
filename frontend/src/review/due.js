/** Spaced review: which items are due. */

/** @import { ReviewData, StoredItems } from "../types" */

const DAY = 24 * 60 * 60 * 1000; // milliseconds

/**
 * The items that are due, the longest due first: those stored, and those that a chapter keeps for a later review once
 * some of its items are stored.
 * @param {ReviewData} data @param {StoredItems} stored @param {number} now in milliseconds @returns {string[]} item ids
 */
export function dueItems({ chapters, days }, stored, now) {
  const isCurrent = (/** @type {string} */ id, /** @type {string} */ hash) => stored[id]?.hash === hash;
  const dueAt = (/** @type {string} */ id) => {
    const { when, streak } = stored[id];
    return when + days[Math.min(streak, days.length - 1)] * DAY;
  };
  return chapters
    .flatMap(({ items, later }) => {
      const current = (/** @type {Record<string, string>} */ hashes) =>
        Object.keys(hashes).filter((id) => isCurrent(id, hashes[id]));
      const answered = current(items).map((id) => stored[id].when);
      const firstReview = answered.length ? Math.max(...answered) + days[0] * DAY : Infinity;
      return [
        ...[...current(items), ...current(later)].map((id) => ({ id, at: dueAt(id) })),
        ...Object.keys(later)
          .filter((id) => !isCurrent(id, later[id]))
          .map((id) => ({ id, at: firstReview })),
      ].filter(({ at }) => at <= now);
    })
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}

/** A copy of a list in random order (Fisher and Yates). @template T @param {T[]} list @returns {T[]} */
export function shuffle(list) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}
