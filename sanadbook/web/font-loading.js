// @ts-check
/**
 * Run in each page's head, with the addresses of the book's fonts. On a line that answers slowly a font would come after the text
 * was laid out, and until then the text would be laid out unseen: the device's own is taken, and `sanadbook.js` fetches the
 * book's for the next page. Else, or where a page before this one has brought it, the font is asked for before anything is laid
 * out, and the browser waits for it for a moment.
 */
(() => {
  const SLOW = 150; // milliseconds from asking for the page to the first of it
  const pages = /** @type {{ navigation?: { entries(): unknown[] } }} */ (/** @type {unknown} */ (window)).navigation?.entries().length ?? 1;
  const [asked] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const late = pages < 2 && asked?.type === "navigate" && performance.now() - asked.requestStart > SLOW;
  document.documentElement.classList.toggle("is-late", late);
  if (late || location.protocol === "file:") return; // a folder's pages may use its fonts, but not ask for them
  for (const href of document.currentScript?.dataset.fonts?.split(" ").filter(Boolean) ?? []) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "font", crossOrigin: "", href });
    document.head.append(link);
  }
})();
