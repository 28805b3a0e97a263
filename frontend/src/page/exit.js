/**
 * Leaving at once: a button, or Shift three times. After the GOV.UK component
 * https://design-system.service.gov.uk/components/exit-this-page/
 */
import { all } from "../shared/dom.js";

const PRESSES = 3;
/** Milliseconds after which the presses of Shift so far no longer count. */
const PRESS_TIMEOUT = 5000;

/** Remove what was typed and chosen on the page. */
function clearForms() {
  for (const form of /** @type {HTMLFormElement[]} */ (all(document, "form"))) form.reset();
  const fields = /** @type {HTMLInputElement[]} */ (all(document, "input[type=search], input[type=text], textarea"));
  for (const field of fields) field.value = "";
}

/** Set up the way out, where the page has one. */
export function mountExit() {
  // One link is in the bar, another in the search dialog.
  const exits = /** @type {HTMLAnchorElement[]} */ (all(document, "a[data-exit]"));
  const [exit] = exits;
  if (!exit) return;
  const root = document.documentElement;
  const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-exit-status]"));
  // Pages that the browser keeps for going back hold answers too. Chromium drops such a page when it receives a
  // message, and loads it again, empty. A page that is shown, perhaps in another tab, does nothing with the message.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("sanad-exit") : null;
  channel?.addEventListener("message", () => {});
  let presses = 0;
  /** Whether the last key was released while Shift was still down, as part of a combination. */
  let isCombination = false;
  /** @type {number | undefined} */
  let timer;

  /** Show one of the messages that the status element carries. @param {string} name "" shows none */
  const announce = (name) => {
    if (status) status.textContent = name ? (status.dataset[name] ?? "") : "";
  };

  const cancelExit = (message = "") => {
    window.clearTimeout(timer);
    timer = undefined;
    if (presses) announce(message);
    presses = 0;
  };

  const leave = () => {
    cancelExit();
    root.classList.add("is-exiting");
    announce("leaving");
    document.dispatchEvent(new CustomEvent("sanad:exit")); // other scripts drop the answers they hold
    clearForms();
    window.name = "";
    channel?.postMessage("left");
    window.location.replace(exit.href);
  };

  for (const link of exits) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }

  document.addEventListener("keyup", (event) => {
    const hasModifier = event.altKey || event.ctrlKey || event.metaKey; // Alt+Shift switches keyboard layouts
    if (event.key === "Shift" && !hasModifier && !isCombination) {
      presses += 1;
      window.clearTimeout(timer);
      if (presses >= PRESSES) {
        leave();
      } else {
        announce(presses === 1 ? "two" : "one");
        timer = window.setTimeout(() => cancelExit("over"), PRESS_TIMEOUT);
      }
    } else if (presses) {
      cancelExit();
    }
    isCombination = event.shiftKey;
  });

  // A page in the background is concealed, so that the list of recent apps shows nothing, in browsers that report it
  // in time.
  document.addEventListener("visibilitychange", () => root.classList.toggle("is-concealed", document.hidden));

  // When the reader comes back, the browser may show the page as it was left.
  window.addEventListener("pageshow", () => {
    root.classList.remove("is-exiting");
    presses = 0;
    isCombination = false;
    window.clearTimeout(timer);
    announce("");
  });
}
