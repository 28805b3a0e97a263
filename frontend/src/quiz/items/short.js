/** A typed word or phrase: right or wrong. */
import { cloze } from "./cloze.js";

/** A short answer is graded like a cloze of one typed blank. @type {import("../../types").ItemType} */
export const short = cloze;
