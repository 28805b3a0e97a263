// Finds words in the book: reads the index into lines and words, says how well each answers, and orders what is found.
// It knows no page and no element. It stands at the head of the index, and so is loaded only when someone searches.
// @ts-check
"use strict";

/**
 * @typedef {[kind: number, anchor: string | 0, text: string | number, words?: string]} SanadEntry a line as the index has it: its text,
 *   or the number of the text among those before; with `words` it is found by these and shown as its heading
 * @typedef {[url: string, title: string, entries: SanadEntry[]]} SanadPageEntry
 * @typedef {SanadStems & {text: string, form: string, all: string[], common: boolean}} SanadWord
 * @typedef {{word: SanadWord, at: number, length: number}} SanadToken
 * @typedef {{kind: number, url: string, text: string, heading: string, tokens: SanadToken[], hidden: boolean,
 *   words: SanadWord[], score: number, hits: Set<number>}} SanadLine `words`: those of its tokens, each once
 * @typedef {{url: string, title: SanadLine, lines: SanadLine[]}} SanadPage
 * @typedef {{pages: SanadPage[], words: SanadWord[], visible: SanadWord[]}} SanadPart what is searched: pages, and their words, each once;
 *   `visible`: those of sentences that are shown, without those that any text has
 * @typedef {{page: SanadPage, lines: SanadLine[], most: number, whole: boolean, best: number}} SanadFound
 *   `most`: how many of the lines have more of the words than the others; `whole`: all words are on the page
 */

/**
 * @param {{table: SanadTable | null, synonyms: string[][], pages: SanadPageEntry[]}} data
 */
// eslint-disable-next-line no-unused-vars
function sanadEngine(data) {
  // The exact form before another of the same word, before a related word, before a synonym, before what one may have meant to
  // type, before any other guess.
  const EXACT = 6, NEAR = 5, FAR = 4, SYNONYM = 3, SLIP = 2, GUESS = 1;
  const LEAST = 4; // letters of a form that may be guessed at by its beginning; one more for a mistyped one
  const stemmer = sanadStemmer(data.table);
  const groups = data.synonyms.map((group) => new Set(group.flatMap(stemmer.bases)));
  /** @type {Map<string, SanadWord>} */
  const vocabulary = new Map();

  /** @param {string} text @returns {SanadWord} */
  const wordOf = (text) => {
    let known = vocabulary.get(text);
    if (!known) {
      const { near, far, singular, verb } = stemmer.stems(text);
      known = { near, far, singular, verb, text, form: stemmer.fold(text), all: [...near, ...far], common: stemmer.isCommon(text) };
      vocabulary.set(text, known);
    }
    return known;
  };

  /** @param {string} text @returns {SanadToken[]} */
  const tokens = (text) => stemmer.words(text).map(({ word, at }) => ({ word: wordOf(word), at, length: word.length }));
  /** @param {string} text */
  const told = (text) => {
    const found = tokens(text);
    return { tokens: found, words: [...new Set(found.map((token) => token.word))] };
  };

  /** @param {SanadPageEntry[]} entries @returns {SanadPage[]} */
  const read = (entries) => {
    /** @type {string[]} */
    const texts = [];
    return entries.map((entry) => readPage(entry, texts));
  };

  /** @param {SanadPageEntry} entry @param {string[]} texts those of the lines before @returns {SanadPage} */
  const readPage = ([url, title, entries], texts) => {
    const base = { kind: 0, hidden: false, score: 0, hits: new Set() };
    let anchor = "", heading = title;
    const lines = entries.map(([kind, at, given, words]) => {
      const text = typeof given === "number" ? texts[given] : given;
      if (typeof given === "string" && words === undefined) texts.push(given);
      if (at !== 0) anchor = at;
      if (kind === 0 && !words) heading = text;
      const place = url + (anchor && `#${anchor}`);
      return { ...base, kind, url: place, text, heading: kind ? heading : "", ...told(words ?? text), hidden: words !== undefined };
    });
    return { url, title: { ...base, url, text: title, heading: "", ...told(title) }, lines };
  };

  /** Whether two words differ by one letter, left out, put in or changed, or by two that changed places. @param {string} one @param {string} other */
  const alike = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0, end = 0;
    while (start < one.length && one[start] === other[start]) start++;
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    const changed = Math.max(one.length, other.length) - start - end;
    const swapped = changed === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
    return changed <= 1 || (swapped && one.length === other.length);
  };

  /**
   * The words of the book that are a word asked for, or belong with it, and how nearly.
   * @param {SanadWord} asked
   * @param {SanadPart} part
   * @returns {[word: SanadWord, level: number][]}
   */
  const same = (asked, part) => {
    const synonymous = groups.filter((group) => asked.all.some((form) => group.has(form)));
    /** @param {SanadWord} word */
    const level = (word) =>
      word.form === asked.form && word.common === asked.common ? EXACT
        : word.common || asked.common ? 0
        : word.near.some((form) => asked.near.includes(form)) ? NEAR
        : word.all.some((form) => asked.all.includes(form)) ? FAR
        : word.singular.some((form) => asked.near.includes(form)) || asked.singular.some((form) => word.near.includes(form)) ? FAR
        : word.verb.some((form) => asked.verb.includes(form)) ? FAR
        : synonymous.some((group) => word.all.some((form) => group.has(form))) ? SYNONYM : 0;
    return part.words.flatMap((word) => {
      const found = level(word);
      return found ? [/** @type {[SanadWord, number]} */ ([word, found])] : [];
    });
  };

  /**
   * How well each word of the book answers a word asked for.
   * @param {SanadWord} asked
   * @param {SanadPart} part
   * @returns {Map<SanadWord, number>}
   */
  const answers = (asked, part) => {
    const written = same(asked, part);
    const found = new Map(written.length || asked.common ? written : stemmer.otherwise(asked.text).flatMap((other) => same(wordOf(other), part)));
    if (found.size || asked.common) return found;
    // Nothing: what one may have meant to type, and other words of the root (صامدون, الصمود). Else words that begin so, since one
    // may still be typing. Else a slip in one of the word's forms. Never a word of a sentence that is not shown.
    const { visible } = part;
    const take = (/** @type {number} */ level, /** @type {(word: SanadWord) => boolean} */ test) => visible.filter(test).forEach((word) => found.set(word, level));
    const forms = (/** @type {SanadWord} */ word, /** @type {number} */ least, /** @type {(form: string, own: string) => boolean} */ test) =>
      word.near.some((form) => form.length >= least && asked.near.some((own) => own.length >= least && test(form, own)));
    const slip = (/** @type {string} */ form, /** @type {string} */ own) => form[0] === own[0] && alike(form, own);
    const roots = stemmer.roots(asked.text, asked.near);
    take(GUESS, (word) => [...stemmer.roots(word.text, word.near)].some((root) => roots.has(root)));
    const meant = new Set(asked.form.length > LEAST + 1 ? visible.filter((word) => slip(word.form, asked.form)).flatMap((word) => word.near) : []);
    take(SLIP, (word) => word.near.some((form) => meant.has(form)) || forms(word, LEAST + 2, slip));
    if (!found.size) take(GUESS, (word) => forms(word, LEAST, (form, own) => form.startsWith(own)));
    if (!found.size) take(GUESS, (word) => forms(word, LEAST + 1, slip));
    return found;
  };

  /**
   * @param {string} query
   * @param {SanadPart} part
   */
  const search = (query, part) => {
    const asked = told(query).words;
    const telling = asked.filter((word) => !word.common);
    const levels = (telling.length ? telling : asked).map((word) => answers(word, part));
    const guessed = [...new Set(levels.flatMap((map) => [...map].filter(([, level]) => level <= SLIP).map(([word]) => word)))];
    const score = (/** @type {SanadLine} */ line) => {
      line.hits = new Set();
      line.score = 3 - line.kind;
      levels.forEach((map, index) => {
        const best = Math.max(0, ...line.words.map((word) => map.get(word) ?? 0));
        if (best) line.hits.add(index);
        line.score += best && 100 + best * 10;
      });
      return line.hits.size > 0;
    };
    const results = part.pages.map((page) => {
      const titled = score(page.title);
      const lines = page.lines.filter(score).sort((one, other) => other.score - one.score);
      const hits = new Set([page.title, ...lines].flatMap((line) => [...line.hits]));
      const best = Math.max(titled ? page.title.score : 0, lines[0]?.score ?? 0);
      const most = Math.max(0, ...lines.map((line) => line.hits.size));
      return { page, lines, most: lines.filter((line) => line.hits.size === most).length, whole: hits.size === levels.length, best };
    });
    return {
      pages: results.filter(({ best }) => best).sort((one, other) => Number(other.whole) - Number(one.whole) || other.best - one.best),
      marked: (/** @type {SanadWord} */ word) => levels.some((map) => map.has(word)),
      guessed,
    };
  };

  /** @param {SanadPage[]} pages @returns {SanadPart} */
  const partOf = (pages) => {
    const once = (/** @type {SanadLine[]} */ lines) => [...new Set(lines.flatMap((line) => line.words))];
    const lines = pages.flatMap((page) => page.lines);
    const visible = once(lines.filter((line) => !line.hidden)).filter((word) => !word.common);
    return { pages, words: once([...pages.map((page) => page.title), ...lines]), visible };
  };

  const book = partOf(read(data.pages));
  let withAll = book;

  return {
    /** @param {SanadPageEntry[]} entries */
    addGuides: (entries) => {
      withAll = partOf([...book.pages, ...read(entries)]);
    },
    /** @param {string} query @param {boolean} withGuides */
    search: (query, withGuides) => search(query, withGuides ? withAll : book),
  };
}
