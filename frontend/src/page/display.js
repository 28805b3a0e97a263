/**
 * Text size and colours.
 *
 * The choice is kept in `window.name`, which goes with the tab from page to page and is stored nowhere. It is emptied
 * on every way out of the book, since the next site could read it.
 */
import { all, targetOf } from "../shared/dom.js";

/** @typedef {{ size: string, colours: string }} Preferences */

/** @type {Preferences} */
const DEFAULTS = { size: "1", colours: "auto" };

/**
 * The preferences in the name of a tab. Another name means the defaults.
 * @param {string} name @returns {Preferences}
 */
export function parsePreferences(name) {
  const [, size = DEFAULTS.size, colours = DEFAULTS.colours] = /^([123]) (auto|light|dark)$/.exec(name) ?? [];
  return { size, colours };
}

/** The name of a tab with these preferences. The defaults leave it empty. @param {Preferences} preferences */
export const formatPreferences = ({ size, colours }) =>
  size === DEFAULTS.size && colours === DEFAULTS.colours ? "" : `${size} ${colours}`;

/** Set up the controls in the bar and in the drawer, which follow each other. */
export function mountDisplay() {
  const controls = /** @type {HTMLInputElement[]} */ (all(document, "[data-size], [data-colours]"));
  if (!controls.length) return;
  const darkStyle = document.getElementById("sanad-dark");
  const systemMedia = darkStyle?.getAttribute("media") ?? "";
  /** @type {Record<string, string>} */
  const mediaOf = { light: "not all", dark: "screen" };

  const applyPreferences = () => {
    const { size, colours } = parsePreferences(window.name);
    document.documentElement.dataset.size = size;
    darkStyle?.setAttribute("media", mediaOf[colours] ?? systemMedia);
    for (const input of controls) input.checked = input.value === size || input.value === colours;
  };

  applyPreferences();
  window.addEventListener("pageshow", applyPreferences); // back to a page that the browser kept in memory
  document.addEventListener("change", ({ target: input }) => {
    if (!(input instanceof HTMLInputElement) || !input.matches("[data-size], [data-colours]")) return;
    const name = input.matches("[data-size]") ? "size" : "colours";
    window.name = formatPreferences({ ...parsePreferences(window.name), [name]: input.value });
    applyPreferences();
  });
  document.addEventListener("click", (event) => {
    const link = targetOf(event)?.closest("a[href]");
    if (link instanceof HTMLAnchorElement && link.origin !== window.location.origin) window.name = "";
  });
}
