/** Menus and the drawer: `<details>` that also close on Escape, on a press outside and when a link is followed. */
import { all, one, targetOf } from "../shared/dom.js";

/** Set up the menus of the page. */
export function mountMenus() {
  const menus = /** @type {HTMLDetailsElement[]} */ (all(document, "details[data-menu]"));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) one(menu, "summary")?.focus({ preventScroll: true });
    }
  });
  document.addEventListener("click", (event) => {
    const target = targetOf(event);
    for (const menu of menus) {
      if (menu.open && (!target || !menu.contains(target) || target.closest("a"))) menu.open = false;
    }
  });
}
