/** Interface strings and digits. */

/**
 * Fill the `{name}` placeholders of an interface string.
 * @param {string} text @param {Record<string, string | number>} values
 */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** Replace Arabic-Indic digits by Western ones. @param {string} text */
export const toWesternDigits = (text) =>
  text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

/**
 * Decode the fragment of an address. One that is cut within an escape is returned as it is.
 * @param {string} fragment
 */
export const decodeFragment = (fragment) => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};
