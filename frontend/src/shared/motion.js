/** Scrolling and focus. */

/** Smooth scrolling, unless the reader asked the system for less motion. @returns {ScrollBehavior} */
export const scrollBehavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/**
 * Move the focus and scroll as little as possible: keyboard users to the focus, pointer users to the feedback.
 * @param {HTMLElement} target @param {HTMLElement} [feedback]
 */
export function moveFocus(target, feedback = target) {
  target.focus({ preventScroll: true });
  const visible = target.matches(":focus-visible") ? target : feedback;
  visible.scrollIntoView({ block: "nearest", behavior: scrollBehavior() });
}
