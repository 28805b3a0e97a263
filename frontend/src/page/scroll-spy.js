/** The reader's position: marks the links of the current section in the steps of a chapter and in the contents. */
import { all } from "../shared/dom.js";

/** Set up the links with `data-spy`. The current section is the one that crosses a line at a third of the window. */
export function mountScrollSpy() {
  const links = /** @type {HTMLAnchorElement[]} */ (all(document, "a[data-spy]"));
  const ids = new Set(links.map((link) => link.hash.slice(1)));
  const sections = [...ids].flatMap((id) => document.getElementById(id) ?? []);
  if (!sections.length || !("IntersectionObserver" in window)) return;
  /** @type {Set<Element>} */
  const visible = new Set();
  const steps = new Set(links.filter((link) => link.dataset.spy === "step").map((link) => link.hash.slice(1)));

  const markLinks = () => {
    /** The id of the current section by kind of link. @type {Record<string, string>} */
    const current = {};
    for (const { id } of sections.filter((section) => visible.has(section))) {
      // Sections are nested: the last step seen is the current step, the innermost section the current location.
      if (steps.has(id)) current.step = id;
      current.location = id;
    }
    for (const link of links) {
      const kind = link.dataset.spy ?? "";
      if (current[kind] && link.hash === `#${current[kind]}`) link.setAttribute("aria-current", kind);
      else link.removeAttribute("aria-current");
    }
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      markLinks();
    },
    { rootMargin: "-33% 0px -66.9% 0px" }, // thin enough that one section of each level crosses it
  );
  for (const section of sections) observer.observe(section);
}
