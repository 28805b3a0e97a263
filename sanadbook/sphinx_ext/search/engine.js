// Search engine: reads the index into lines and words, scores each line for a query, and sorts the results.
// It does not touch the DOM. It is part of the index file, which is loaded on the first search.
// @ts-check
"use strict";

/**
 * A packed line (see `pack` in index.py): kind, anchor (0: the same as in the line before), and text, or the number of
 * an earlier text. A line with `words` is found by these words and shows the heading above it instead of its text.
 * @typedef {[kind: number, anchor: string | 0, text: string | number, words?: string]} SanadEntry
 * @typedef {[url: string, title: string, entries: SanadEntry[]]} SanadPageEntry a packed page
 *
 * `stems`: variants and related stems together.
 * @typedef {SanadStems & {text: string, folded: string, stems: string[], isStopWord: boolean}} SanadWord
 * @typedef {{word: SanadWord, at: number, length: number}} SanadToken a word at a position of a line
 *
 * `words`: the different words of the tokens. `matched`: the numbers of the query's words that the line has.
 * @typedef {{kind: number, url: string, text: string, heading: string, tokens: SanadToken[], isConcealed: boolean,
 *   words: SanadWord[], score: number, matched: Set<number>}} SanadLine
 * @typedef {{url: string, title: SanadLine, lines: SanadLine[]}} SanadPage
 *
 * Pages to search. `words`: their different words. `visibleWords`: those of lines that results show, without stop
 * words.
 * @typedef {{pages: SanadPage[], words: SanadWord[], visibleWords: SanadWord[]}} SanadCollection
 *
 * A page in the results, with its matching lines, best first. `bestCount`: how many of them match the most words.
 * `hasAllWords`: whether the page has every word of the query.
 * @typedef {{page: SanadPage, lines: SanadLine[], bestCount: number, hasAllWords: boolean, score: number}} SanadResult
 */

/**
 * @param {{language: SanadLanguageData | null, synonyms: string[][], pages: SanadPageEntry[]}} data
 */
// eslint-disable-next-line no-unused-vars
function sanadEngine(data) {
  // How well a word answers a word of the query, best first.
  const EXACT = 6, VARIANT = 5, RELATED = 4, SYNONYM = 3, TYPO = 2, GUESS = 1;
  const MIN_GUESS_LENGTH = 4; // letters of a stem whose beginning is compared
  const stemmer = sanadStemmer(data.language);
  const synonymGroups = data.synonyms.map((group) => new Set(group.flatMap(stemmer.bases)));
  /** @type {Map<string, SanadWord>} */
  const vocabulary = new Map();

  /** @param {string} text @returns {SanadWord} */
  const wordOf = (text) => {
    let word = vocabulary.get(text);
    if (!word) {
      const stems = stemmer.stems(text);
      const all = [...stems.variants, ...stems.related];
      word = { ...stems, text, folded: stemmer.fold(text), stems: all, isStopWord: stemmer.isStopWord(text) };
      vocabulary.set(text, word);
    }
    return word;
  };

  /** @param {string} text */
  const tokenize = (text) => {
    const tokens = stemmer.words(text).map(({ word, at }) => ({ word: wordOf(word), at, length: word.length }));
    return { tokens, words: [...new Set(tokens.map((token) => token.word))] };
  };

  /** @param {SanadPageEntry[]} entries @returns {SanadPage[]} */
  const readPages = (entries) => {
    /** @type {string[]} */
    const texts = [];
    return entries.map((entry) => readPage(entry, texts));
  };

  /** @param {SanadPageEntry} entry @param {string[]} texts the different texts so far @returns {SanadPage} */
  const readPage = ([url, title, entries], texts) => {
    const base = { kind: 0, isConcealed: false, score: 0, matched: new Set() };
    let anchor = "", heading = title;
    const lines = entries.map(([kind, at, given, words]) => {
      const text = typeof given === "number" ? texts[given] : given;
      if (typeof given === "string" && words === undefined) texts.push(given);
      if (at !== 0) anchor = at;
      if (kind === 0 && !words) heading = text;
      return {
        ...base,
        kind,
        url: url + (anchor && `#${anchor}`),
        text,
        heading: kind ? heading : "",
        ...tokenize(words ?? text),
        isConcealed: words !== undefined,
      };
    });
    return { url, title: { ...base, url, text: title, heading: "", ...tokenize(title) }, lines };
  };

  /**
   * Whether two words differ by one letter (added, missing or different) or by two neighbours swapped.
   * @param {string} one
   * @param {string} other
   */
  const isOneEditApart = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0, end = 0;
    while (start < one.length && one[start] === other[start]) start++;
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    const changed = Math.max(one.length, other.length) - start - end;
    const swapped = changed === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
    return changed <= 1 || (swapped && one.length === other.length);
  };

  /**
   * The words that match a word of the query, and how well.
   * @param {SanadWord} query
   * @param {SanadCollection} collection
   * @returns {[word: SanadWord, level: number][]}
   */
  const match = (query, collection) => {
    const groups = synonymGroups.filter((group) => query.stems.some((stem) => group.has(stem)));
    const share = (/** @type {string[]} */ one, /** @type {string[]} */ other) =>
      one.some((stem) => other.includes(stem));
    /** @param {SanadWord} word */
    const level = (word) => {
      if (word.folded === query.folded && word.isStopWord === query.isStopWord) return EXACT;
      if (word.isStopWord || query.isStopWord) return 0;
      if (share(word.variants, query.variants)) return VARIANT;
      if (share(word.stems, query.stems)) return RELATED;
      if (share(word.singulars, query.variants) || share(query.singulars, word.variants)) return RELATED;
      if (share(word.verbs, query.verbs)) return RELATED;
      return groups.some((group) => word.stems.some((stem) => group.has(stem))) ? SYNONYM : 0;
    };
    return collection.words
      .map((word) => /** @type {[SanadWord, number]} */ ([word, level(word)]))
      .filter(([, found]) => found);
  };

  /**
   * Words to show when nothing matches: likely typos of the query's word, words of the same root, words that begin with
   * it (the reader may still be typing), or one of whose stems is a likely typo. Words of concealed lines are excluded.
   * @param {SanadWord} query
   * @param {SanadCollection} collection
   * @returns {Map<SanadWord, number>}
   */
  const guess = (query, { visibleWords }) => {
    /** @type {Map<SanadWord, number>} */
    const found = new Map();
    const add = (/** @type {number} */ level, /** @type {(word: SanadWord) => boolean} */ test) =>
      visibleWords.filter(test).forEach((word) => found.set(word, level));
    /** @param {number} minLength @param {(variant: string, queried: string) => boolean} test */
    const hasVariant = (minLength, test) => (/** @type {SanadWord} */ word) =>
      word.variants.some((variant) => variant.length >= minLength
        && query.variants.some((queried) => queried.length >= minLength && test(variant, queried)));
    const isTypo = (/** @type {string} */ one, /** @type {string} */ other) =>
      one[0] === other[0] && isOneEditApart(one, other);

    const roots = stemmer.roots(query.text, query.variants);
    add(GUESS, (word) => [...stemmer.roots(word.text, word.variants)].some((root) => roots.has(root)));
    const isLong = query.folded.length > MIN_GUESS_LENGTH + 1;
    const intended = isLong ? visibleWords.filter((word) => isTypo(word.folded, query.folded)) : [];
    const variants = new Set(intended.flatMap((word) => word.variants));
    const hasTypo = hasVariant(MIN_GUESS_LENGTH + 2, isTypo);
    add(TYPO, (word) => word.variants.some((variant) => variants.has(variant)) || hasTypo(word));
    if (!found.size) add(GUESS, hasVariant(MIN_GUESS_LENGTH, (variant, queried) => variant.startsWith(queried)));
    if (!found.size) add(GUESS, hasVariant(MIN_GUESS_LENGTH + 1, isTypo));
    return found;
  };

  /**
   * How well each word answers a word of the query.
   * @param {SanadWord} query
   * @param {SanadCollection} collection
   * @returns {Map<SanadWord, number>}
   */
  const answers = (query, collection) => {
    const matching = match(query, collection);
    if (matching.length || query.isStopWord) return new Map(matching);
    const found = new Map(stemmer.alternatives(query.text).flatMap((other) => match(wordOf(other), collection)));
    return found.size ? found : guess(query, collection);
  };

  /**
   * @param {string} query
   * @param {SanadCollection} collection
   */
  const search = (query, collection) => {
    const all = tokenize(query).words;
    const specific = all.filter((word) => !word.isStopWord);
    const levels = (specific.length ? specific : all).map((word) => answers(word, collection));
    const guesses = levels.flatMap((found) => [...found].filter(([, level]) => level <= TYPO).map(([word]) => word));
    /** Set the line's score and the words that it matches. Returns whether it matches any. @param {SanadLine} line */
    const score = (line) => {
      line.matched = new Set();
      line.score = 3 - line.kind;
      levels.forEach((found, index) => {
        const best = Math.max(0, ...line.words.map((word) => found.get(word) ?? 0));
        if (best) line.matched.add(index);
        line.score += best && 100 + best * 10;
      });
      return line.matched.size > 0;
    };
    /** @param {SanadPage} page @returns {SanadResult} */
    const resultOf = (page) => {
      const titleScore = score(page.title) ? page.title.score : 0;
      const lines = page.lines.filter(score).sort((one, other) => other.score - one.score);
      const matched = new Set([page.title, ...lines].flatMap((line) => [...line.matched]));
      const most = Math.max(0, ...lines.map((line) => line.matched.size));
      return {
        page,
        lines,
        bestCount: lines.filter((line) => line.matched.size === most).length,
        hasAllWords: matched.size === levels.length,
        score: Math.max(titleScore, lines[0]?.score ?? 0),
      };
    };
    return {
      results: collection.pages
        .map(resultOf)
        .filter((result) => result.score)
        .sort((one, other) => Number(other.hasAllWords) - Number(one.hasAllWords) || other.score - one.score),
      isMatch: (/** @type {SanadWord} */ word) => levels.some((found) => found.has(word)),
      guesses: [...new Set(guesses)],
    };
  };

  /** @param {SanadPage[]} pages @returns {SanadCollection} */
  const collect = (pages) => {
    const wordsOf = (/** @type {SanadLine[]} */ lines) => [...new Set(lines.flatMap((line) => line.words))];
    const lines = pages.flatMap((page) => page.lines);
    const visibleWords = wordsOf(lines.filter((line) => !line.isConcealed)).filter((word) => !word.isStopWord);
    return { pages, words: wordsOf([...pages.map((page) => page.title), ...lines]), visibleWords };
  };

  const book = collect(readPages(data.pages));
  let bookAndGuides = book;

  return {
    /** @param {SanadPageEntry[]} entries */
    addGuides: (entries) => {
      bookAndGuides = collect([...book.pages, ...readPages(entries)]);
    },
    /** @param {string} query @param {boolean} withGuides */
    search: (query, withGuides) => search(query, withGuides ? bookAndGuides : book),
  };
}
