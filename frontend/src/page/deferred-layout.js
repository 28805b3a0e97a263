/**
 * Layout that waits until the page has loaded.
 *
 * While the page loads, content-visibility.css skips the layout of what is off screen. Once it has loaded, the
 * skipped parts are laid out in idle moments, as many in each as it has time for. Only then are the scrolling boxes
 * looked for: measuring them earlier would lay out the whole page at once.
 */
import { all } from "../shared/dom.js";

const SCROLLERS =
  ".sanad-scroll, .sanad-map details, .sanad-body pre, .sanad-body div.math, .cell_output, .cell_output .output";
const DEFERRED = ".sanad-body section, .sanad-item";
/** Milliseconds that one part may take. */
const PART_TIME = 10;
/** Milliseconds after which the next parts are laid out even if the page is never idle. */
const MAX_WAIT = 200;

/** Lay out the deferred parts after loading, and make boxes that scroll reachable with the keyboard. */
export function mountDeferredLayout() {
  const scrollers = all(document, SCROLLERS);
  const parts = all(document, DEFERRED);

  const updateScrollFocus = () => {
    for (const box of scrollers) {
      const canScroll = ["auto", "scroll"].includes(getComputedStyle(box).overflowY);
      const isFuller = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      if (canScroll && isFuller) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };

  const whenIdle = (/** @type {(deadline?: IdleDeadline) => void} */ call) =>
    "requestIdleCallback" in window ? window.requestIdleCallback(call, { timeout: MAX_WAIT }) : setTimeout(call, 1);

  const layOutDeferred = (/** @type {IdleDeadline | undefined} */ deadline = undefined) => {
    const end = performance.now() + Math.max(deadline?.timeRemaining() ?? 0, 2 * PART_TIME) - PART_TIME;
    do {
      parts.shift()?.classList.add("is-laid-out");
      void document.documentElement.scrollHeight; // forces the layout
    } while (parts.length && performance.now() < end);
    if (parts.length) whenIdle(layOutDeferred);
    else updateScrollFocus();
  };

  window.addEventListener("resize", updateScrollFocus);
  window.addEventListener("load", () => whenIdle(layOutDeferred));
}
