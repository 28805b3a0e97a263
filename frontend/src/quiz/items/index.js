/** The registry of item types. A new type is a module in this folder and a line here. */
import { multiple, single } from "./choice-list.js";
import { classification } from "./classification.js";
import { cloze } from "./cloze.js";
import { matching } from "./matching.js";
import { numeric } from "./numeric.js";
import { open } from "./open.js";
import { ordering } from "./ordering.js";
import { short } from "./short.js";
import { trueFalseReason } from "./true-false-reason.js";

/** @type {Record<import("../../types").TypeName, import("../../types").ItemType>} */
export const itemTypes = {
  single,
  multiple,
  true_false_reason: trueFalseReason,
  cloze,
  matching,
  ordering,
  classification,
  short,
  numeric,
  open,
};
