// @ts-check
/**
 * Run in each page's head. Where a page has taken long to begin, for its line or its device, a font would come after the text
 * was laid out, and until then the text would be laid out unseen: the device's own is taken, unless a page before this one has
 * brought the font. `sanadbook.js` fetches it for the next.
 */
(() => {
  const LONG = 150; // milliseconds from the press on a link
  const pages = /** @type {{ navigation?: { entries(): unknown[] } }} */ (/** @type {unknown} */ (window)).navigation?.entries().length ?? 1;
  document.documentElement.classList.toggle("is-late", performance.now() > LONG && pages < 2);
})();
