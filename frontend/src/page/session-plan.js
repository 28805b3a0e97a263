/**
 * The plans in a facilitator's guide: shows the chosen length, writes clock times, and warns if there are too few or
 * too many people. It stores nothing.
 *
 * Python computes all parts and their minutes. Without this script the page shows every plan.
 */
import { all } from "../shared/dom.js";
import { formatMinute, parseTime } from "./clock.js";

/** Set up the form of a set of plans. @param {HTMLElement} box @param {HTMLFormElement} form */
function mountPlans(box, form) {
  const update = () => {
    const values = new FormData(form);
    const typed = String(values.get("start"));
    const start = parseTime(typed);
    const people = Number(values.get("people")); // 0 if not given
    form.querySelector("[name=start]")?.setAttribute("aria-invalid", String(Boolean(typed) && start === undefined));
    for (const plan of all(box, "[data-length]")) plan.hidden = plan.dataset.length !== values.get("length");
    for (const cell of all(box, "[data-minute]")) {
      cell.textContent = formatMinute((start ?? 0) + Number(cell.dataset.minute));
    }
    for (const warning of all(box, "[data-min-people], [data-max-people]")) {
      const { minPeople, maxPeople } = warning.dataset;
      const fits = minPeople ? people >= Number(minPeople) : people <= Number(maxPeople);
      warning.hidden = !people || fits;
    }
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("pageshow", update); // back to a page that the browser kept or filled in again
  update();
}

for (const box of all(document, "[data-plans]")) {
  const form = box.querySelector("form");
  if (form) mountPlans(box, form);
}
