// @ts-check
/**
 * Hands counted in the room: numbers typed in for each option, before the talk and after it, drawn as bars. Nothing is kept:
 * the numbers are in the fields of this page and nowhere else.
 */
const sanadHands = (() => {
  /** @param {HTMLElement} section */
  const prepare = (section) => {
    const box = /** @type {HTMLElement | null} */ (section.querySelector(".sanad-hands"));
    if (!box) return;
    const item = /** @type {HTMLElement | null} */ (box.closest(".sanad-item")); // none where hands alone are counted
    const counts = /** @type {HTMLElement} */ (box.querySelector(".sanad-tally"));
    const modes = /** @type {HTMLButtonElement[]} */ ([...box.querySelectorAll(".sanad-mode")]);
    const fields = /** @type {HTMLInputElement[]} */ ([...box.querySelectorAll("input[data-round]")]);

    const draw = () => {
      const most = Math.max(1, ...fields.map((field) => Number(field.value)));
      fields.forEach((field) => {
        const bar = /** @type {HTMLElement} */ (field.closest("tr")?.querySelector(`.sanad-bar-${field.dataset.round}`));
        const typed = field.value !== "" && field.validity.valid;
        bar.style.setProperty("--share", String(typed ? Number(field.value) / most : 0));
        bar.textContent = typed ? String(Number(field.value)) : "";
      });
    };

    const turn = (/** @type {string | undefined} */ mode) => {
      modes.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.mode === mode)));
      counts.hidden = mode !== "count";
      item?.classList.toggle("is-counting", mode === "count");
    };

    const recount = () => { fields.forEach((field) => { field.value = ""; }); draw(); };

    modes.forEach((button) => button.addEventListener("click", () => turn(button.dataset.mode)));
    if (!modes.length) turn("count");
    fields.forEach((field) => {
      field.addEventListener("input", draw);
      // Enter would check the item's answer: it goes to the next field instead.
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        const column = fields.filter((other) => other.dataset.round === field.dataset.round);
        (column[column.indexOf(field) + 1] ?? field).focus();
      });
    });
    /** @type {HTMLElement} */ (box.querySelector(".sanad-recount")).addEventListener("click", () => { recount(); fields[0].focus(); });
    document.addEventListener("sanad:exit", recount);
    window.addEventListener("pagehide", recount);
  };

  return { prepare };
})();
