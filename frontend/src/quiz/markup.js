/**
 * Selectors of an item's HTML, which the item templates of the Python package write. No other module of the quiz
 * knows them.
 */
export const ITEM = ".sanad-item";
/** One part of an item: its inputs share a name. */
export const GROUP = ".sanad-group";
export const GROUP_INPUTS = ".sanad-group :is(input, select, button)";
export const OPTION = ".sanad-option";
/** Where a cloze shows the feedback of its blanks, in their order. */
export const PARTS = ".sanad-parts > li";
export const ORDER = ".sanad-order";
export const MOVE_BUTTON = ".sanad-move";
export const TYPED_OR_SELECT = "select, [type=text]";
export const CONFIDENCE_INPUTS = ".sanad-confidence input";
export const FEEDBACK = ".sanad-feedback";
/** A word in front of the feedback ("right", "wrong"), so that colour is never the only sign. */
export const SIGN = ".sanad-sign";
export const EVIDENCE = ".sanad-evidence";
export const SHOW_EVIDENCE = ".sanad-show";
export const ERROR = ".sanad-error";
export const VERDICT = ".sanad-verdict";
export const ACTIONS = ".sanad-actions";
/** The buttons of an item: "check", "again" (try again) and "key" (show the answer). @param {string} name */
export const button = (name) => `.sanad-${name}`;
/** Notes in a passage are no part of its text. */
export const NOTE_REF = ".sanad-note-ref";
export const HIGHLIGHTED = "sanad-highlighted";
export const BACK = "sanad-back";
/** JupyterLab drops `hidden`, so Python also hides elements with these classes. */
export const LAB_HIDDEN = ["lm-Widget", "lm-mod-hidden"];
