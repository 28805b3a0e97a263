// Latin runs, with the same definition as sanadbook/language/bidi.py; a test compares them. Part of the search index.
// @ts-check
"use strict";

/**
 * The Latin runs of a text, and where they start. Regular expressions with a lookbehind would do the same, but are a
 * syntax error in browsers before 2023.
 * @param {string} text
 * @returns {{run: string, at: number}[]}
 */
// eslint-disable-next-line no-unused-vars
function sanadLatinRuns(text) {
  const WORD = "[A-Za-z\\u00c0-\\u024f][A-Za-z\\u00c0-\\u024f0-9]*";
  const FURTHER = "[ .&/_:'\\u2019@=?#%~+-]{1,3}[A-Za-z\\u00c0-\\u024f0-9]+"; // separators, then a word or a number
  const RUN = new RegExp(`[@#_~]?${WORD}(?:${FURTHER})*(?: ?\\+{1,2})?`, "g");
  const INSIDE_WORD = /[0-9_A-Za-z\u00c0-\u024f]/; // a run does not start after one of these
  const found = [];
  for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
    if (match.index && INSIDE_WORD.test(text[match.index - 1])) RUN.lastIndex = match.index + 1;
    else found.push({ run: match[0], at: match.index });
  }
  return found;
}
