/**
 * The result of `use`, or `fallback` if it throws. For storage, which may be blocked, full or corrupt, and for parsing.
 * @template T @param {() => T} use @param {T} fallback @returns {T}
 */
export const attempt = (use, fallback) => {
  try {
    return use();
  } catch {
    return fallback;
  }
};
