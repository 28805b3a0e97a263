/** Types shared by the front end. The Python side writes `QuizData`, `Key` and `ReviewData`; see docs/markup.md. */

export type TypeName =
  | "single"
  | "multiple"
  | "true_false_reason"
  | "cloze"
  | "matching"
  | "ordering"
  | "classification"
  | "short"
  | "numeric"
  | "open";

/** What grades an item. */
export interface Key {
  type: TypeName;
  /**
   * Single, multiple: the right options. Open: one 1 per self-check. Other types: one entry per part, which is an
   * option, a position (ordering) or the list of accepted texts (typed answers).
   */
  key: (number | string[])[];
  /** How many options a part has; 0 for typed answers. */
  choices: number;
  /** Typed answers: compare without folding. */
  strict?: boolean;
  /** Open: which self-checks are essential. */
  essential?: boolean[];
  /** Numeric: the smallest and the largest accepted number. */
  min?: number;
  max?: number;
  /** Identifies the content of the item. A stored answer with another hash is ignored. */
  hash?: string;
}

/**
 * The chosen options (single, multiple), else the option, position or text of each part; null where nothing was
 * given.
 */
export type Answer = (number | string | null)[];

/** `score` is from 0 to 1. `parts` has one entry per option (single, multiple) or per part. */
export interface Grade {
  score: number;
  right: boolean;
  parts: boolean[];
}

/** The record of an item. `answer`, `score`, `right` and `confidence` are those of the first attempt. */
export interface Entry {
  answer: Answer;
  score: number;
  right: boolean;
  attempts: number;
  done: boolean;
  solved: boolean;
  /** From 1 (guessing) to 3 (sure), or null. */
  confidence: number | null;
}

/** Records by item id. */
export type Answers = Record<string, Entry>;

/** Interface strings by name, in the language of the course. */
export type Strings = Record<string, string>;

export interface QuizData {
  chapter: string;
  course: string;
  keys: Record<string, Key>;
  strings: Strings;
}

/** The inputs of one item. */
export interface Fields {
  element: HTMLElement;
  /** One element per part; single and multiple have one in all. */
  groups: HTMLElement[];
  inputs: (HTMLInputElement | HTMLSelectElement | HTMLButtonElement)[];
  /** Ordering: whether a step has been moved. Until then there is no answer. */
  hasMoved: boolean;
}

/** What the item view needs to know about a type. Register new types in quiz/items/index.js. */
export interface ItemType {
  grade(key: Key, answer: Answer): Grade;
  /** The learner's answer. */
  read(fields: Fields): Answer;
  /** Put a recorded answer back into the inputs. */
  restore(fields: Fields, answer: Answer): void;
  /** Mark what is right and wrong and show the feedback; with `isFinal` the whole key. */
  show(context: ShowContext): void;
  /** Name of the message shown when the answer is incomplete. */
  incompleteMessage: string;
  /** Add listeners that only this type needs. */
  mount?(fields: Fields, strings: Strings, announce: (text: string) => void): void;
}

export interface ShowContext {
  fields: Fields;
  key: Key;
  answer: Answer;
  grade: Grade;
  isFinal: boolean;
  strings: Strings;
}

/** A stored answer. `when`: milliseconds since 1970. `streak`: reviews in a row that were right. */
export interface StoredItem {
  hash: string;
  entry: Entry;
  when: number;
  streak: number;
}

/** Stored answers by item id. */
export type StoredItems = Record<string, StoredItem>;

/** A chapter on a page: its data, and the answers given so far. */
export interface ChapterState {
  data: QuizData;
  answers: Answers;
}

/** The course, on the pages that span all chapters. */
export interface ReviewData {
  course: string;
  /** Days until an item is due again, by its streak. */
  days: number[];
  chapters: { name: string; href: string; items: Record<string, string>; later: Record<string, string> }[];
  texts: Strings;
}

/** Class results: an item of a compiled chapter. `graded` is false for open items and for those outside the chapter. */
export interface CompiledItem {
  key: Key;
  label: string;
  stem: string;
  parts: { name: string; choices: string[] }[];
  graded: boolean;
  href: string;
}

export interface CompiledChapter {
  chapter: string;
  course: string;
  items: Record<string, CompiledItem>;
}

/** `why` is a reason code; see `RejectedFile`. */
export interface ClassAnswers {
  answers: Answers[];
  rejected: { name: string; why: string }[];
}

/** How often an option was chosen. */
export interface OptionCount {
  part: string;
  text: string;
  count: number;
  isKey: boolean;
}

export interface ConfidenceCount {
  right: number;
  wrong: number;
  partial: number;
}

/** Class results of one item. */
export interface ResultRow {
  item: string;
  label: string;
  stem: string;
  href: string;
  answered: number;
  right: number;
  options: OptionCount[];
  topDistractor: OptionCount | null;
  byConfidence: Record<number, ConfidenceCount>;
}
