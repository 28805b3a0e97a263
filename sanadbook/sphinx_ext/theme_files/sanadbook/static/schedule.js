// A guide's plans: shows the chosen length, writes clock times, says when people are too few or too many. Stores nothing.
// All parts and their minutes are computed when the guide is written; without this script every plan stands on the page.
// @ts-check
"use strict";

(() => {
  const day = 24 * 60; // minutes

  /**
   * A minute of the day as one reads it: 9:05.
   * @param {number} minute
   */
  const clock = (minute) => `${Math.floor(minute / 60) % 24}:${String(minute % 60).padStart(2, "0")}`;

  /**
   * The minute of the day that was typed: 18:30, 18.30, 1830 or 18, in Western or Arabic-Indic digits. Undefined for no time.
   * @param {string} typed
   */
  const minuteOf = (typed) => {
    const western = typed.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
    const [, hours, minutes = "0"] = /^\s*(\d{1,2})(?:\D?(\d{2}))?\s*$/.exec(western) ?? [];
    return hours && Number(hours) < 24 && Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : undefined;
  };

  for (const box of document.querySelectorAll(".sanad-plans")) {
    const form = box.querySelector("form");
    if (!form) continue;

    const show = () => {
      const chosen = new FormData(form);
      const typed = String(chosen.get("start"));
      const start = minuteOf(typed) ?? 0; // without a time, minutes from the beginning
      form.querySelector("[name=start]")?.setAttribute("aria-invalid", String(Boolean(typed) && minuteOf(typed) === undefined));
      const people = Number(chosen.get("people")); // 0: not said
      for (const plan of box.querySelectorAll("[data-length]")) {
        if (plan instanceof HTMLElement) plan.hidden = plan.dataset.length !== chosen.get("length");
      }
      for (const cell of box.querySelectorAll("[data-minute]")) {
        if (cell instanceof HTMLElement) cell.textContent = clock((start + Number(cell.dataset.minute)) % day);
      }
      for (const warning of box.querySelectorAll("[data-people], [data-most]")) {
        if (!(warning instanceof HTMLElement)) continue;
        const { people: least, most } = warning.dataset;
        warning.hidden = !people || (least ? people >= Number(least) : people <= Number(most));
      }
    };

    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("pageshow", show); // back to a page that the browser kept, or filled in again
    show();
  }
})();
