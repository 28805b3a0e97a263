/** Tests of parsed JSON. */

/**
 * Whether a value is a plain object rather than an array or null.
 * @param {unknown} value @returns {value is Record<string, unknown>}
 */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** `Object.hasOwn`, which browsers before 2022 lack. @param {object} object @param {string} name */
// biome-ignore lint/suspicious/noPrototypeBuiltins: the suggested Object.hasOwn is what this replaces
export const hasOwn = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
