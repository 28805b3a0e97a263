/** Evidence: the span of the passage that a feedback quotes, shown in the passage on the page. */
import { all } from "../shared/dom.js";
import { scrollBehavior } from "../shared/motion.js";
import * as markup from "./markup.js";

/**
 * The range of a span within the text of some elements, note marks left out, or null.
 * @param {HTMLElement[]} elements in reading order; their texts are joined by a space @param {string} span
 */
export function rangeFor(elements, span) {
  const page = elements[0].ownerDocument;
  /** For each character of the text its node and offset. @type {[Text, number][]} */
  const positions = [];
  let text = "";
  elements.forEach((element, index) => {
    if (index) {
      text += " ";
      positions.push(positions[positions.length - 1]);
    }
    const walker = page.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(markup.NOTE_REF)) continue;
      const { data } = /** @type {Text} */ (node);
      for (let offset = 0; offset < data.length; offset += 1) positions.push([/** @type {Text} */ (node), offset]);
      text += data;
    }
  });
  const start = text.indexOf(span);
  if (start < 0) return null;
  const range = page.createRange();
  const [lastNode, lastOffset] = positions[start + span.length - 1];
  range.setStart(...positions[start]);
  range.setEnd(lastNode, lastOffset + 1);
  return range;
}

/** Remove the highlight and the way back. @param {Document} page */
function clearHighlight(page) {
  for (const part of all(page, `.${markup.HIGHLIGHTED}`)) part.classList.remove(markup.HIGHLIGHTED);
  for (const part of all(page, `.${markup.BACK}`)) part.remove();
  CSS.highlights?.delete(markup.HIGHLIGHTED);
}

/**
 * Highlight a span in the passage on the page and offer a way back. Returns whether the passage is there.
 *
 * Sentences are found by id, else by the class of the same name, since JupyterLab drops ids. Browsers that cannot
 * highlight a range mark the whole sentence.
 * @param {HTMLElement} link the link next to the quoted sentence; `data-at` names the sentences
 * @param {HTMLElement} item
 * @param {import("../types").Strings} strings
 */
export function revealEvidence(link, item, strings) {
  const page = item.ownerDocument;
  const sentences = (link.dataset.at ?? "")
    .split(" ")
    .flatMap((name) => page.getElementById(name) ?? all(page, `.${CSS.escape(name)}`).slice(0, 1));
  if (!sentences.length) return false;
  clearHighlight(page);
  const span = link.parentElement?.querySelector("mark")?.textContent ?? "";
  const range = CSS.highlights ? rangeFor(sentences, span) : null;
  if (range) CSS.highlights.set(markup.HIGHLIGHTED, new Highlight(range));
  else for (const sentence of sentences) sentence.classList.add(markup.HIGHLIGHTED);

  const back = page.createElement("button");
  back.type = "button";
  back.className = markup.BACK;
  back.textContent = strings.back;
  back.addEventListener("click", () => {
    clearHighlight(page);
    link.scrollIntoView({ block: "center", behavior: scrollBehavior() });
    link.focus({ preventScroll: true });
  });
  sentences[sentences.length - 1].after(back);
  sentences[0].scrollIntoView({ block: "center", behavior: scrollBehavior() });
  back.focus({ preventScroll: true });
  return true;
}
