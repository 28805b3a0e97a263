// Light Arabic stemmer for the browser: the same algorithm as stemmer.py. A test compares them on every word of the
// book. Included in the search index of this theme, and in Sphinx's `language_data.js`.
// @ts-check
"use strict";

/**
 * Language data; `ar.yml` explains each field.
 * @typedef {{letters: [string, string], conjunction_prefixes: string, preposition_prefixes: string, articles: string[],
 *   future_prefixes: string, imperfect_prefixes: string, participle_prefix: string, pronoun_suffixes: string[],
 *   inflection_suffixes: string[], adjective_suffixes: string[], subject_suffixes: string[],
 *   fallback_suffixes: string[], confused_letters: string, construct_endings: string[], alef: string,
 *   final_hamza: string, hamza_carriers: string,
 *   pattern_letters: string, pattern_prefixes: string[], hollow_infixes: string[], pattern_infix: string,
 *   root_letters: string, broken_plurals: string[][], verb_patterns: string[][], min_length: number,
 *   stop_words: string[],
 * }} SanadLanguageData
 */

/**
 * Stems of a word, as `Stems` in stemmer.py.
 * @typedef {{variants: string[], related: string[], singulars: string[], verbs: string[]}} SanadStems
 */

/**
 * Word patterns by length. In `template` a string is a fixed letter, and a number is the index of the position with the
 * same letter. In `targets` a string is a fixed letter, and a number is the index of the letter to copy.
 * @typedef {Map<number, {template: (string | number)[], targets: (string | number)[][]}[]>} SanadPatterns
 */

/**
 * @param {SanadLanguageData | null} language without it, words are only folded
 */
// eslint-disable-next-line no-unused-vars
function sanadStemmer(language) {
  const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}_\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]*/gu;

  /**
   * A word without tashkeel and tatweel, in lower case.
   * @param {string} word
   */
  const plain = (word) => word.normalize("NFKC").replace(MARKS, "").toLowerCase();

  const [letters, replacements] = (language?.letters ?? ["", ""]).map((text) => [...text]);
  const replacement = new Map(letters.map((letter, index) => [letter, replacements[index]]));
  const stopWords = new Set(language ? language.stop_words.map(plain) : []);

  /**
   * A word for comparison: plain, with interchangeable letters unified.
   * @param {string} word
   */
  const fold = (word) => plain(word).replace(/./gsu, (letter) => replacement.get(letter) ?? letter);

  /** @param {string} word */
  const isArabic = (word) => /[\u0621-\u064a]/.test(word);

  /**
   * A word without the first of the suffixes that leaves at least `minLength` letters.
   * @param {string} word
   * @param {string[]} suffixes
   * @param {number} minLength
   */
  const stripSuffix = (word, suffixes, minLength) => {
    const suffix = suffixes.find((one) => word.endsWith(one) && word.length - one.length >= minLength);
    return suffix ? word.slice(0, -suffix.length) : word;
  };

  /**
   * A word without a final hamza, or its carrier, after a long alef.
   * @param {string} word
   * @param {SanadLanguageData} data
   */
  const stripFinalHamza = (word, data) => {
    const found = data.final_hamza.includes(word.slice(-1)) && word.slice(-2, -1) === data.alef;
    return word.length > data.min_length && found ? word.slice(0, -1) : word;
  };

  /**
   * A word without its inflection suffix. A hamza after a long alef is the word's last letter: no suffix.
   * @param {string} word
   * @param {SanadLanguageData} data
   * @param {string[]} suffixes
   */
  const stripInflection = (word, data, suffixes) => {
    const bare = stripFinalHamza(word, data);
    return bare === word ? stripFinalHamza(stripSuffix(word, suffixes, data.min_length), data) : bare;
  };

  /**
   * A word, then the word without its inflection, pronoun, or both. The shortest form comes last.
   * @param {string} word
   * @param {SanadLanguageData} data
   */
  const stripSuffixes = (word, data) => {
    const uninflected = stripInflection(word, data, data.inflection_suffixes);
    const forms = [word, ...restoreEnding(uninflected, word, data), uninflected];
    const withoutPronoun = stripSuffix(word, data.pronoun_suffixes, data.min_length);
    if (withoutPronoun !== word) {
      const inner = [...data.subject_suffixes, ...data.inflection_suffixes.filter((suffix) => suffix !== data.alef)];
      forms.push(...restoreEnding(withoutPronoun, word, data));
      forms.push(stripFinalHamza(withoutPronoun, data), stripInflection(withoutPronoun, data, inner));
    }
    return forms;
  };

  /**
   * The free forms of `stripped`, which is `word` without a suffix. Nothing if no suffix was removed, or only one
   * letter after an alef (أداة), which is ambiguous.
   * @param {string} stripped
   * @param {string} word
   * @param {SanadLanguageData} data
   */
  const restoreEnding = (stripped, word, data) => {
    const ambiguous = stripped.endsWith(data.alef) && word.length - stripped.length < 2;
    return stripped === word || ambiguous ? [] : freeForms(stripped, data);
  };

  /**
   * A word with the ending that it has without a pronoun suffix (ثقت: ثقة).
   * @param {string} word
   * @param {SanadLanguageData} data
   */
  const freeForms = (word, data) =>
    data.construct_endings
      .filter(([construct]) => word.endsWith(construct))
      .map(([, free]) => word.slice(0, -1) + free);

  /**
   * A word, and the word without each possible sequence of prefixes.
   * @param {string} word
   * @param {SanadLanguageData} data
   */
  const stripPrefixes = (word, data) => {
    const found = [word];
    for (const start of data.conjunction_prefixes.includes(word[0]) ? [word, word.slice(1)] : [word]) {
      const forms = [start];
      if (start && data.preposition_prefixes.includes(start[0])) forms.push(start.slice(1));
      const isFuture = start.length > 1 && data.future_prefixes.includes(start[0]);
      if (isFuture && data.imperfect_prefixes.includes(start[1])) forms.push(start.slice(1));
      for (const form of forms) {
        if (form.length >= data.min_length) found.push(form);
        for (const article of data.articles) { // never part of the word, so two letters may remain
          const long = form.length - article.length >= data.min_length - 1;
          if (form.startsWith(article) && long) found.push(form.slice(article.length));
        }
      }
    }
    return found;
  };

  /**
   * A word without its article and the prefixes before it.
   * @param {string} word
   * @param {SanadLanguageData} data
   */
  const stripArticle = (word, data) => {
    for (const conjunction of ["", ...data.conjunction_prefixes]) {
      for (const preposition of ["", ...data.preposition_prefixes]) {
        for (const article of data.articles) {
          const prefix = conjunction + preposition + article;
          if (word.startsWith(prefix) && word.length - prefix.length >= data.min_length) {
            return word.slice(prefix.length);
          }
        }
      }
    }
    return word;
  };

  /**
   * A name for each root letter in a pattern, and "" for each fixed letter. A second occurrence of the last root letter
   * gets a different name.
   * @param {string} pattern
   * @param {string} rootLetters
   */
  const slotNames = (pattern, rootLetters) => {
    /** @type {string[]} */
    const names = [];
    for (const letter of pattern) {
      const repeated = letter === rootLetters.slice(-1) && names.includes(letter);
      names.push(!rootLetters.includes(letter) ? "" : repeated ? letter + letter : letter);
    }
    return names;
  };

  /**
   * The patterns by length. Each row is a pattern and the patterns that it leads to.
   * @param {string[][]} rows
   * @param {string} rootLetters
   * @returns {SanadPatterns}
   */
  const readPatterns = (rows, rootLetters) => {
    /** @type {SanadPatterns} */
    const found = new Map();
    for (const [first, ...others] of rows.map((row) => row.map(fold))) {
      const names = slotNames(first, rootLetters);
      const template = names.map((name, index) => (name ? names.indexOf(name) : first[index]));
      const targets = others.map((other) =>
        slotNames(other, rootLetters).map((name, index) =>
          (name && names.includes(name) ? names.indexOf(name) : other[index])));
      found.set(first.length, [...(found.get(first.length) ?? []), { template, targets }]);
    }
    return found;
  };
  const plurals = readPatterns(language?.broken_plurals ?? [], language?.root_letters ?? "");
  const verbs = readPatterns(language?.verb_patterns ?? [], language?.root_letters ?? "");

  /**
   * The words that a form leads to by its pattern (صناديق: صندوق). A root letter can't be an alef.
   * @param {string} form
   * @param {SanadPatterns} patterns
   * @param {SanadLanguageData} data
   */
  const applyPatterns = (form, patterns, data) =>
    (patterns.get(form.length) ?? [])
      .filter(({ template }) => template.every((slot, index) =>
        typeof slot === "string" ? form[index] === slot : form[index] === form[slot] && form[index] !== data.alef))
      .flatMap(({ targets }) => targets)
      .map((target) => target.map((slot) => (typeof slot === "number" ? form[slot] : slot)).join(""));

  /**
   * The stems of a word that is known to have no prefix, such as one from the list of synonyms. An imperfect verb in
   * the third person also gives its stems without the person prefix.
   * @param {string} word
   */
  const bases = (word) => {
    const folded = fold(word);
    const data = language;
    if (!data || !isArabic(folded)) return [folded];
    const isVerb = folded[0] === data.imperfect_prefixes[0] && folded.length > data.min_length;
    return [...new Set((isVerb ? [folded, folded.slice(1)] : [folded]).flatMap((start) => stripSuffixes(start, data)))];
  };

  /**
   * All stems of a word, in a fixed order.
   * @param {string} word
   * @returns {SanadStems}
   */
  const stems = (word) => {
    const folded = fold(word);
    const data = language;
    if (!data || !isArabic(folded)) return { variants: [folded], related: [], singulars: [], verbs: [] };
    const starts = [...new Set(stripPrefixes(folded, data))];
    const variants = [...new Set(starts.flatMap((start) => stripSuffixes(start, data)))];
    const withoutPerson = variants
      .filter((form) => data.imperfect_prefixes.includes(form[0]) && form.length >= data.min_length)
      .map((form) => form.slice(1));
    const participles = variants
      .filter((form) => form.startsWith(data.participle_prefix) && form.length > data.min_length + 1)
      .map((form) => form.slice(1));
    const nouns = variants.flatMap((form) => data.adjective_suffixes
      .filter((suffix) => form.endsWith(suffix) && form.length - suffix.length >= data.min_length)
      .map((suffix) => form.slice(0, -suffix.length)));
    const nounForms = nouns.flatMap((noun) => [...stripSuffixes(noun, data), ...freeForms(noun, data)]);
    const related = [...withoutPerson.filter((form) => form.length >= data.min_length), ...participles, ...nounForms];
    const others = (/** @type {string[]} */ forms) => [...new Set(forms)].filter((form) => !variants.includes(form));
    return {
      variants,
      related: others(related),
      singulars: others(variants.flatMap((form) => applyPatterns(form, plurals, data))),
      verbs: [...new Set([
        ...withoutPerson.map((form) => data.imperfect_prefixes[0] + form),
        ...variants.flatMap((form) => applyPatterns(form, verbs, data)),
      ])],
    };
  };

  /**
   * Possible roots of a word: its consonants without the letters that patterns add, with a dot for the long vowel of a
   * hollow root (خوف, خائف: خ.ف). Unrelated words may share one, so this is only for words that are not found
   * otherwise.
   * @param {string} word
   * @param {string[]} variants its stems
   */
  const roots = (word, variants) => {
    const data = language;
    const found = new Set();
    if (!data || [...data.hamza_carriers].some((carrier) => word.includes(carrier))) return found;
    const patternLetters = new RegExp(`[${data.pattern_letters}]`, "g");
    const shortest = variants.filter((form) =>
      !variants.some((other) => other.length < form.length && form.includes(other)));
    for (const form of shortest) {
      for (const prefix of ["", ...data.pattern_prefixes]) {
        if (!form.startsWith(prefix)) continue;
        const core = form.slice(prefix.length);
        const consonants = core.replace(patternLetters, "");
        const [first, second, third] = consonants;
        const { length } = consonants;
        if (length === 3 || length === 4) found.add(consonants);
        if (length === 4 && second === data.pattern_infix) found.add(first + consonants.slice(2)); // استماع: سمع
        if (length === 3 && second === data.pattern_infix && prefix) found.add(first + third + third); // احتجّ: حجج
        if (length !== 2 || core[0] !== first) continue;
        const between = core.slice(1, core.indexOf(second, 1));
        const after = core.slice(core.lastIndexOf(second) + 1);
        if (data.hollow_infixes.includes(between) && !after) found.add(`${first}.${second}`);
        if (!between && after) found.add(`${consonants}.`);
      }
    }
    return found;
  };

  /**
   * Other readings of a word that is not found: without an ambiguous suffix, with a confused letter swapped, or as a
   * word of two letters with affixes (حقنا).
   * @param {string} word
   */
  const alternatives = (word) => {
    const data = language;
    if (!data) return [];
    const folded = fold(word);
    const stripped = data.fallback_suffixes
      .map((suffix) => stripSuffix(folded, [suffix], data.min_length))
      .filter((form) => form !== folded);
    const [one, other] = data.confused_letters;
    const swapped = folded.replace(/./gsu, (letter) => (letter === one ? other : letter === other ? one : letter));
    const prefix = new RegExp(`^[${data.conjunction_prefixes}]?[${data.preposition_prefixes}]?`);
    const suffixes = [...data.pronoun_suffixes, ...data.fallback_suffixes, ...data.adjective_suffixes];
    const short = [folded, folded.replace(prefix, "")]
      .map((start) => stripSuffix(start, suffixes, data.min_length - 1))
      .filter((form) => form.length < data.min_length);
    const found = [...stripped.flatMap((form) => [...freeForms(form, data), form]), swapped, ...short];
    return found.filter((form) => form !== folded);
  };

  /**
   * A single stem, for an index that stores one per word.
   * @param {string} word
   */
  const stem = (word) => {
    const folded = fold(word);
    const data = language;
    if (!data || !isArabic(folded)) return folded;
    let form = stripSuffixes(stripArticle(folded, data), data).slice(-1)[0];
    const prefixes = [...data.articles, ...data.conjunction_prefixes, ...data.preposition_prefixes];
    for (;;) {
      const prefix = prefixes.find((one) => form.startsWith(one) && form.length - one.length >= data.min_length);
      if (!prefix) return form;
      form = form.slice(prefix.length);
    }
  };

  return {
    alternatives,
    bases,
    fold,
    roots,
    stem,
    stems,
    /** @param {string} word */
    isStopWord: (word) => stopWords.has(plain(word)),
    /**
     * The words of a text, and where they start.
     * @param {string} text
     */
    words: (text) => [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index })),
  };
}
