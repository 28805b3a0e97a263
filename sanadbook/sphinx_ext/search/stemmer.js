// The stemmer of `stemmer.py` once more, for the page; a test proves the two equal on every word of the book.
// It stands at the head of the index of this theme, and in Sphinx's `language_data.js`.
// @ts-check
"use strict";

/**
 * @typedef {{letters: [string, string], joined: string, prepositions: string, articles: string[], future: string,
 *   persons: string, doer: string, possession: string[], number: string[], adjective: string[], subject: string[],
 *   addressed: string[], confused: string, bound: string[], vowel: string, hamza: string, seats: string, weak: string,
 *   patterns: string[], hollow: string[], infix: string, root: string, plurals: string[][], verbs: string[][],
 *   least: number, common: string[]}} SanadTable
 */

/** @typedef {{near: string[], far: string[], singular: string[], verb: string[]}} SanadStems */
/** @typedef {Map<number, {places: (string | number)[], shapes: (string | number)[][]}[]>} SanadMeasures by their length: a letter at
 *   each place, or the number of the place that has the same (often its own); and the words made so of what stands there */

/**
 * @param {SanadTable | null} table of the language; without one, words are found as they are written
 */
// eslint-disable-next-line no-unused-vars
function sanadStemmer(table) {
  const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}_\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]*/gu;

  /** @param {string} word */
  const plain = (word) => word.normalize("NFKC").replace(MARKS, "").toLowerCase();
  const letters = new Map(table ? [...table.letters[0]].map((letter, index) => [letter, table.letters[1][index]]) : []);
  const commonWords = new Set(table ? table.common.map(plain) : []);

  /** @param {string} word */
  const fold = (word) => plain(word).replace(/./gsu, (letter) => letters.get(letter) ?? letter);
  /** @param {string} word */
  const isArabic = (word) => /[\u0621-\u064a]/.test(word);

  /**
   * @param {string} word
   * @param {string[]} endings
   * @param {number} least
   */
  const without = (word, endings, least) => {
    const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= least);
    return ending ? word.slice(0, -ending.length) : word;
  };

  /**
   * @param {string} word
   * @param {SanadTable} t
   */
  const bare = (word, t) =>
    word.length > t.least && t.hamza.includes(word.slice(-1)) && word.slice(-2, -1) === t.vowel ? word.slice(0, -1) : word;

  /**
   * @param {string} word
   * @param {SanadTable} t
   * @param {string[]} numbers
   */
  const counted = (word, t, numbers) => {
    const plainer = bare(word, t);
    return plainer === word ? bare(without(word, numbers, t.least), t) : plainer;
  };

  /**
   * @param {string} word
   * @param {SanadTable} t
   */
  const endings = (word, t) => {
    const one = counted(word, t, t.number);
    const forms = [word, ...freed(one, word, t), one];
    const thing = without(word, t.possession, t.least);
    if (thing !== word) {
      const numbers = [...t.subject, ...t.number.filter((ending) => ending !== t.vowel)];
      forms.push(...freed(thing, word, t), bare(thing, t), counted(thing, t, numbers));
    }
    return forms;
  };

  /**
   * What `left` is where nothing is bound to it, if something was (ثقتـ: ثقة). One letter (أداة) is too little to tell.
   * @param {string} left
   * @param {string} word
   * @param {SanadTable} t
   */
  const freed = (left, word, t) =>
    left === word || (left.endsWith(t.vowel) && word.length - left.length < 2) ? [] : unbound(left, t);

  /**
   * @param {string} word
   * @param {SanadTable} t
   */
  const unbound = (word, t) => t.bound.filter(([bound]) => word.endsWith(bound)).map(([, free]) => word.slice(0, -1) + free);

  /**
   * @param {string} word
   * @param {SanadTable} t
   */
  const beginnings = (word, t) => {
    const forms = [word];
    for (const start of t.joined.includes(word[0]) ? [word, word.slice(1)] : [word]) {
      const inner = [start];
      if (start && t.prepositions.includes(start[0])) inner.push(start.slice(1));
      if (start.length > 1 && t.future.includes(start[0]) && t.persons.includes(start[1])) inner.push(start.slice(1));
      for (const form of inner) {
        if (form.length >= t.least) forms.push(form);
        for (const article of t.articles) {
          if (form.startsWith(article) && form.length - article.length >= t.least - 1) forms.push(form.slice(article.length));
        }
      }
    }
    return forms;
  };

  /**
   * A word without its article, and what is joined before it.
   * @param {string} word
   * @param {SanadTable} t
   */
  const articled = (word, t) => {
    for (const joined of ["", ...t.joined]) {
      for (const preposition of ["", ...t.prepositions]) {
        for (const article of t.articles) {
          const start = joined + preposition + article;
          if (word.startsWith(start) && word.length - start.length >= t.least) return word.slice(start.length);
        }
      }
    }
    return word;
  };

  /**
   * A name for each letter of the root in a measure, another for its last letter once more; an empty one for other letters.
   * @param {string} measure
   * @param {string} root
   */
  const named = (measure, root) => {
    /** @type {string[]} */
    const names = [];
    for (const letter of measure) {
      const again = letter === root.slice(-1) && names.includes(letter);
      names.push(!root.includes(letter) ? "" : again ? letter + letter : letter);
    }
    return names;
  };

  /** @param {string[][]} lines @param {string} root @returns {SanadMeasures} */
  const byLength = (lines, root) => {
    /** @type {SanadMeasures} */
    const found = new Map();
    for (const [first, ...others] of lines.map((line) => line.map(fold))) {
      const names = named(first, root);
      const places = names.map((name, index) => (name ? names.indexOf(name) : first[index]));
      const shapes = others.map((other) =>
        named(other, root).map((name, index) => (name && names.includes(name) ? names.indexOf(name) : other[index])));
      found.set(first.length, [...(found.get(first.length) ?? []), { places, shapes }]);
    }
    return found;
  };
  const [plurals, verbs] = [table?.plurals, table?.verbs].map((lines) => byLength(lines ?? [], table?.root ?? ""));

  /**
   * The words to which a form may belong by its measure (صناديق: صندوق).
   * @param {string} form
   * @param {SanadMeasures} measures
   * @param {SanadTable} t
   */
  const measured = (form, measures, t) =>
    (measures.get(form.length) ?? [])
      .filter(({ places }) => places.every((place, index) =>
        typeof place === "string" ? form[index] === place : form[index] === form[place] && form[index] !== t.vowel))
      .flatMap(({ shapes }) => shapes.map((shape) => shape.map((one) => (typeof one === "number" ? form[one] : one)).join("")));

  /**
   * The forms of a word known to have nothing joined to its beginning, as those of a list of synonyms. A verb that stands there in
   * the third person stands for the other persons.
   * @param {string} word
   */
  const bases = (word) => {
    const folded = fold(word);
    if (!table || !isArabic(folded)) return [folded];
    const verb = folded[0] === table.persons[0] && folded.length > table.least;
    return [...new Set((verb ? [folded, folded.slice(1)] : [folded]).flatMap((start) => endings(start, table)))];
  };

  /**
   * All forms of a word: `near` of the same word, `far` of a related one, `singular` as its measure tells, `verb` in the third person.
   * @param {string} word
   * @returns {SanadStems}
   */
  const stems = (word) => {
    const folded = fold(word);
    const t = table;
    if (!t || !isArabic(folded)) return { near: [folded], far: [], singular: [], verb: [] };
    const near = [...new Set([...new Set(beginnings(folded, t))].flatMap((start) => endings(start, t)))];
    const persons = near.filter((form) => t.persons.includes(form[0]) && form.length >= t.least).map((form) => form.slice(1));
    const doers = near.filter((form) => form.startsWith(t.doer) && form.length > t.least + 1);
    const nouns = near.flatMap((form) => t.adjective
      .filter((ending) => form.endsWith(ending) && form.length - ending.length >= t.least)
      .map((ending) => form.slice(0, -ending.length))
      .flatMap((short) => [...endings(short, t), ...unbound(short, t)]));
    const far = [...persons.filter((form) => form.length >= t.least), ...doers.map((form) => form.slice(1)), ...nouns];
    const other = (/** @type {string[]} */ forms) => [...new Set(forms)].filter((form) => !near.includes(form));
    const verb = [...persons.map((form) => t.persons[0] + form), ...near.flatMap((form) => measured(form, verbs, t))];
    return { near, far: other(far), singular: other(near.flatMap((form) => measured(form, plurals, t))), verb: [...new Set(verb)] };
  };

  /**
   * What its pattern leaves of a word: its consonants, with a dot where a root of two has a long vowel (خوف, خائف: خ.ف). More
   * words share one than are of one root, so this is for words that are found in no other way.
   * @param {string} word
   * @param {string[]} forms its near ones
   */
  const roots = (word, forms) => {
    const t = table;
    if (!t || [...t.seats].some((seat) => word.includes(seat))) return new Set();
    const weak = new RegExp(`[${t.weak}]`, "g");
    const shortest = forms.filter((form) => !forms.some((other) => other.length < form.length && form.includes(other)));
    const found = new Set();
    for (const form of shortest) {
      for (const beginning of ["", ...t.patterns]) {
        if (!form.startsWith(beginning)) continue;
        const core = form.slice(beginning.length);
        const firm = core.replace(weak, "");
        if (firm.length === 3 || firm.length === 4) found.add(firm);
        if (firm.length === 4 && firm[1] === t.infix) found.add(firm[0] + firm.slice(2)); // استماع: سمع
        if (firm.length === 3 && firm[1] === t.infix && beginning) found.add(firm[0] + firm[2] + firm[2]); // احتجّ: حجج
        if (firm.length !== 2 || core[0] !== firm[0]) continue;
        const [between, after] = [core.slice(1, core.indexOf(firm[1], 1)), core.slice(core.lastIndexOf(firm[1]) + 1)];
        if (t.hollow.includes(between) && !after) found.add(`${firm[0]}.${firm[1]}`);
        if (!between && after) found.add(`${firm}.`);
      }
    }
    return found;
  };

  /**
   * What else a word may be: without an ending that addresses the reader or names the speaker, with another letter for one that is
   * taken for it, or a word of two letters with what is joined to it (حقنا).
   * @param {string} word
   */
  const otherwise = (word) => {
    const t = table;
    if (!t) return [];
    const folded = fold(word);
    const left = t.addressed.map((ending) => without(folded, [ending], t.least)).filter((form) => form !== folded);
    const [one, other] = t.confused;
    const changed = folded.replace(/./gsu, (letter) => (letter === one ? other : letter === other ? one : letter));
    const starts = [folded, folded.replace(new RegExp(`^[${t.joined}]?[${t.prepositions}]?`), "")];
    const short = starts.map((start) => without(start, [...t.possession, ...t.addressed, ...t.adjective], t.least - 1));
    const others = [...left.flatMap((form) => [...unbound(form, t), form]), changed, ...short.filter((form) => form.length < t.least)];
    return others.filter((form) => form !== folded);
  };

  /**
   * One form of a word, for an index that knows but one.
   * @param {string} word
   */
  const stem = (word) => {
    const folded = fold(word);
    const t = table;
    if (!t || !isArabic(folded)) return folded;
    let form = endings(articled(folded, t), t).slice(-1)[0];
    const starts = [...t.articles, ...t.joined, ...t.prepositions];
    for (;;) {
      const start = starts.find((one) => form.startsWith(one) && form.length - one.length >= t.least);
      if (!start) return form;
      form = form.slice(start.length);
    }
  };

  return {
    bases,
    fold,
    roots,
    stem,
    stems,
    otherwise,
    /** @param {string} word */
    isCommon: (word) => commonWords.has(plain(word)),
    /**
     * The words of a text and where they begin.
     * @param {string} text
     */
    words: (text) => [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index })),
  };
}
