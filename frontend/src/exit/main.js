/**
 * Leaving at once: the exit link, or Shift three times. After the GOV.UK component
 * https://design-system.service.gov.uk/components/exit-this-page/
 *
 * The first script of a page, inline in its head. It imports nothing, looks elements up only when it needs them, and
 * guards every step, so that no fault of the browser, of storage or of another script stops the exit.
 */

const PRESSES = 3;
/** Milliseconds after which the presses of Shift so far no longer count. */
const PRESS_TIMEOUT = 5000;
/** Set in the tab's own storage by the exit. Pages that the browser still keeps in this tab then drop their answers. */
const MARKER = "sanad-left";

/** Call a function and return its result, or undefined if it throws. @template T @param {() => T} call */
const attempt = (call) => {
  try {
    return call();
  } catch {
    return undefined;
  }
};

/** @returns {HTMLAnchorElement | null} */
const exitLink = () => document.querySelector("a[data-exit]");

/** @returns {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} */
const fields = () => [.../** @type {NodeListOf<any>} */ (document.querySelectorAll("input, select, textarea"))];

/** Show one of the messages in the status element's data attributes. @param {string} name "" shows none */
const announce = (name) => {
  const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-exit-status]"));
  if (status) status.textContent = name ? (status.dataset[name] ?? "") : "";
};

/** Whether this tab was left by the exit. Unknown counts as yes: a browser that blocks storage keeps no answers. */
const wasLeft = () => {
  try {
    return sessionStorage.getItem(MARKER) !== null;
  } catch {
    return true;
  }
};

/** Remove what was typed and chosen on the page. */
const clearFields = () => {
  for (const form of document.querySelectorAll("form")) form.reset();
  for (const field of fields()) if (/^(text|search|textarea)$/.test(field.type)) field.value = "";
};

// Chromium drops a page that it keeps for going back when the page receives a message.
const channel = attempt(() => new BroadcastChannel("sanad-exit"));
attempt(() => channel?.addEventListener("message", () => {}));

let presses = 0;
/** Whether Shift is down, and nothing else has happened since it was pressed. */
let isShiftAlone = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const cancel = (message = "") => {
  clearTimeout(timer);
  isShiftAlone = false;
  if (presses) attempt(() => announce(message));
  presses = 0;
};

const leave = () => {
  const href = exitLink()?.href;
  if (!href) return;
  cancel();
  attempt(() => document.documentElement.classList.add("is-exiting"));
  attempt(() => announce("leaving"));
  attempt(() => document.dispatchEvent(new CustomEvent("sanad:exit"))); // other scripts drop the answers they hold
  attempt(clearFields);
  attempt(() => sessionStorage.setItem(MARKER, ""));
  attempt(() => {
    window.name = "";
  });
  attempt(() => channel?.postMessage("left"));
  window.location.replace(href);
};

window.addEventListener(
  "click",
  (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("a[data-exit]")) return;
    leave();
    event.preventDefault();
  },
  true,
);

window.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat && event.key === "Shift") return;
    const hasModifier = event.altKey || event.ctrlKey || event.metaKey; // Alt+Shift switches keyboard layouts
    // On-screen keyboards report Shift without a physical key, to type a capital letter.
    if (event.key === "Shift" && event.code && !hasModifier) isShiftAlone = true;
    else cancel();
  },
  true,
);

window.addEventListener(
  "keyup",
  (event) => {
    if (event.key !== "Shift" || !isShiftAlone) return;
    isShiftAlone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses >= PRESSES) {
      leave();
      return;
    }
    timer = setTimeout(() => cancel("over"), PRESS_TIMEOUT);
    attempt(() => announce(presses === 1 ? "two" : "one"));
  },
  true,
);

// Shift held for a click, a selection or the wheel is no press of Shift.
for (const name of ["pointerdown", "mousedown", "touchstart", "wheel", "selectstart", "blur"]) {
  window.addEventListener(name, () => cancel(), { capture: true, passive: true });
}

/** Field values when the page was hidden. WebKit empties forms without autocompletion when it shows a kept page. */
let kept = /** @type {[HTMLInputElement, string, boolean][]} */ ([]);

const restoreFields = () => {
  for (const [field, value, isChecked] of kept) {
    if (field.type === "file") continue;
    if (field.value !== value) field.value = value;
    if (field.checked !== isChecked) field.checked = isChecked;
  }
};

window.addEventListener("pagehide", () => {
  const isLeaving = document.documentElement.classList.contains("is-exiting");
  kept = isLeaving ? [] : fields().map((field) => [/** @type {any} */ (field), field.value, Object(field).checked]);
});

window.addEventListener("pageshow", (event) => {
  cancel();
  if (event.persisted && wasLeft()) {
    attempt(() => document.documentElement.classList.add("is-exiting")); // covered until it is loaded again, empty
    window.location.reload();
    return;
  }
  attempt(() => document.documentElement.classList.remove("is-exiting"));
  const arrival = attempt(() => performance.getEntriesByType("navigation")[0]);
  const isReturn = event.persisted || (arrival && Object(arrival).type === "back_forward");
  if (!isReturn) {
    attempt(() => sessionStorage.removeItem(MARKER));
  } else if (wasLeft()) {
    attempt(clearFields); // typed text that the browser restored
  } else {
    restoreFields();
    setTimeout(restoreFields); // WebKit empties them in a task after this event
  }
});
