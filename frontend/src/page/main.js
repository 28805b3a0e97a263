/**
 * Entry of the script of every page: menus, text size and colours, position. It stores nothing, and
 * a page is complete without it.
 */
import { all } from "../shared/dom.js";
import { mountDeferredLayout } from "./deferred-layout.js";
import { mountDisplay } from "./display.js";
import { mountMenus } from "./menus.js";
import { mountScrollSpy } from "./scroll-spy.js";
import { mountUnfolding } from "./unfold.js";

for (const element of all(document, "[data-needs-script]")) element.hidden = false;
mountMenus();
mountDisplay();
mountScrollSpy();
mountUnfolding();
mountDeferredLayout();
// On a slow connection font-loading.js left the font out of this page. It is fetched for the next one.
if (document.documentElement.classList.contains("is-slow-connection")) {
  window.addEventListener("load", () => document.fonts.forEach((face) => void face.load().catch(() => {})));
}
// A page in the background is concealed, so that the list of recent apps shows nothing, in browsers that report it
// in time.
document.addEventListener("visibilitychange", () => {
  document.documentElement.classList.toggle("is-concealed", document.hidden);
});
