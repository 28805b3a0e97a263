/**
 * Runs in the head of each page; `data-fonts` of its script element lists the addresses of the fonts.
 *
 * On a slow connection a font would arrive after the text was laid out, and the text would be invisible until then.
 * The page uses the device's font instead, and page/main.js fetches the book's font for the next page. Otherwise, and
 * when an earlier page has fetched it, the font is requested before anything is laid out, and the browser briefly
 * waits for it.
 */
const SLOW = 150; // milliseconds from requesting the page to its first byte

/** How many pages of the book this tab has shown, where the browser knows. */
const pageCount =
  /** @type {{ navigation?: { entries(): unknown[] } }} */ (/** @type {unknown} */ (window)).navigation?.entries()
    .length ?? 1;
const [request] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
const isSlow = pageCount < 2 && request?.type === "navigate" && performance.now() - request.requestStart > SLOW;
document.documentElement.classList.toggle("is-slow-connection", isSlow);
// A page that is opened from a folder may use its fonts, but not preload them.
if (!isSlow && location.protocol !== "file:") {
  for (const href of document.currentScript?.dataset.fonts?.split(" ").filter(Boolean) ?? []) {
    const attributes = { rel: "preload", as: "font", crossOrigin: "", href };
    document.head.append(Object.assign(document.createElement("link"), attributes));
  }
}
