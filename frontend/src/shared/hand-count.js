/**
 * Hands counted in a room: numbers typed for each option, before and after the discussion, drawn as bars.
 *
 * The numbers exist only in the fields of the page.
 */
import { all, one } from "./dom.js";

/** Set up the hand count inside a slide or an item, if there is one. @param {HTMLElement} container */
export function mountHandCount(container) {
  const box = container.querySelector(".sanad-hands");
  if (!box) return;
  const item = box.closest(".sanad-item"); // absent where hands are counted without the item itself
  const table = one(box, ".sanad-tally");
  const modeButtons = all(box, ".sanad-mode");
  const fields = /** @type {HTMLInputElement[]} */ (all(box, "input[data-round]"));

  const draw = () => {
    const highest = Math.max(1, ...fields.map((field) => Number(field.value)));
    for (const field of fields) {
      const bar = /** @type {HTMLElement} */ (field.closest("tr")?.querySelector(`.sanad-bar-${field.dataset.round}`));
      const isCount = field.value !== "" && field.validity.valid;
      bar.style.setProperty("--share", String(isCount ? Number(field.value) / highest : 0));
      bar.textContent = isCount ? String(Number(field.value)) : "";
    }
  };

  const setMode = (/** @type {string | undefined} */ mode) => {
    for (const button of modeButtons) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    table.hidden = mode !== "count";
    item?.classList.toggle("is-counting", mode === "count");
  };

  const reset = () => {
    for (const field of fields) field.value = "";
    draw();
  };

  for (const button of modeButtons) button.addEventListener("click", () => setMode(button.dataset.mode));
  if (!modeButtons.length) setMode("count");
  for (const field of fields) {
    field.addEventListener("input", draw);
    // Enter would submit the item's form. It moves to the next field instead.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const column = fields.filter((other) => other.dataset.round === field.dataset.round);
      (column[column.indexOf(field) + 1] ?? field).focus();
    });
  }
  one(box, ".sanad-recount").addEventListener("click", () => {
    reset();
    fields[0].focus();
  });
  document.addEventListener("sanad:exit", reset);
  window.addEventListener("pagehide", reset);
}
