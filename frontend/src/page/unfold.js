import { decodeFragment } from "../shared/text.js";

/** Open the `<details>` around the element that the address names. Browsers before 2023 leave them closed. */
export function mountUnfolding() {
  const unfold = () => {
    const target = document.getElementById(decodeFragment(window.location.hash.slice(1)));
    let details = target?.closest("details");
    while (details) {
      details.open = true;
      details = details.parentElement?.closest("details");
    }
  };
  unfold();
  window.addEventListener("hashchange", unfold);
}
