// The theme's script: menus, text size and colours, where one is on the page, leaving at once. Stores nothing.
// A classic script (modules don't load from file://); every page is whole without it.
// @ts-check
"use strict";

(() => {
  const root = document.documentElement;

  /**
   * All elements that match, of one kind.
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} kind
   * @param {ParentNode} [within]
   * @returns {T[]}
   */
  const all = (selector, kind, within = document) =>
    [...within.querySelectorAll(selector)].filter(/** @returns {element is T} */ (element) => element instanceof kind);

  /* What only a script can do appears with it. */
  for (const element of all("[data-needs-script], .sanad-choices", HTMLElement)) element.hidden = false;

  /* Menus and drawer: <details> that also close on Escape, on a press outside and when a link is followed. */
  const menus = all("details[data-menu]", HTMLDetailsElement);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) menu.querySelector("summary")?.focus({ preventScroll: true });
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    for (const menu of menus) {
      if (menu.open && (!target || !menu.contains(target) || target.closest("a"))) menu.open = false;
    }
  });

  /* Text size and colours, for this page only. Bar and drawer each have the choices: they move together. */
  const dark = document.getElementById("sanad-dark");
  const whenDark = dark?.getAttribute("media") ?? "";
  /** @type {Record<string, string>} */
  const media = { light: "not all", dark: "screen" };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    if (input.matches("[data-size]")) root.dataset.size = input.value;
    else if (input.matches("[data-colours]")) dark?.setAttribute("media", media[input.value] ?? whenDark);
    else return;
    const group = input.hasAttribute("data-size") ? "[data-size]" : "[data-colours]";
    for (const other of all(group, HTMLInputElement)) other.checked = other.value === input.value;
  });

  /* Where one is: the last heading above the upper third marks its links, in steps and in the contents. */
  const links = all("a[data-spy]", HTMLAnchorElement);
  const sections = [...new Set(links.map((link) => link.hash.slice(1)))]
    .map((id) => document.getElementById(id))
    .filter((element) => element !== null);
  /** @type {Set<Element>} */
  const seen = new Set();

  /** Mark the links of the sections one is in. */
  const mark = () => {
    /** @type {Record<string, string>} */
    const here = {};
    for (const section of sections) {
      if (!seen.has(section)) continue;
      // Sections nest: the outermost one seen is a step, the innermost one is the place in the contents.
      const link = links.find((one) => one.hash === `#${section.id}` && one.dataset.spy === "step");
      if (link) here.step = section.id;
      here.location = section.id;
    }
    for (const link of links) {
      const kind = link.dataset.spy ?? "";
      if (here[kind] && link.hash === `#${here[kind]}`) link.setAttribute("aria-current", kind);
      else link.removeAttribute("aria-current");
    }
  };

  if (sections.length && "IntersectionObserver" in window) {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
        mark();
      },
      // A line at one third of the height: exactly one section of each level crosses it.
      { rootMargin: "-33% 0px -66.9% 0px" },
    );
    for (const section of sections) observer.observe(section);
  }

  /* What an address points to may lie folded; browsers before 2023 leave it so. */
  const unfold = () => {
    let box = document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.closest("details");
    while (box) {
      box.open = true;
      box = box.parentElement?.closest("details");
    }
  };
  unfold();
  window.addEventListener("hashchange", unfold);

  /* What scrolls sideways inside the page can be reached with the keyboard. */
  const scrollers = all(".sanad-scroll, .sanad-map details, .sanad-body pre, .cell_output .output", HTMLElement);
  const reach = () => {
    for (const box of scrollers) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  reach();
  window.addEventListener("resize", reach);

  /* Leaving at once, after the GOV.UK component https://design-system.service.gov.uk/components/exit-this-page/ */
  const exit = document.querySelector("a[data-exit]");
  const status = document.querySelector("[data-exit-status]");

  if (exit instanceof HTMLAnchorElement) {
    const within = 5000; // milliseconds for each press
    let presses = 0;
    let chord = false; // the last key was released with Shift still down: part of a combination
    /** @type {number | undefined} */
    let timer;

    /** @param {string} name which of the element's own messages */
    const say = (name) => {
      if (status instanceof HTMLElement) status.textContent = name ? (status.dataset[name] ?? "") : "";
    };

    /** @param {string} [message] */
    const callOff = (message = "") => {
      window.clearTimeout(timer);
      timer = undefined;
      if (presses) say(message);
      presses = 0;
    };

    const leave = () => {
      callOff();
      root.classList.add("sanad-covered");
      say("leaving");
      document.dispatchEvent(new CustomEvent("sanad:exit")); // whoever holds answers drops them
      for (const form of all("form", HTMLFormElement)) form.reset();
      for (const input of all("input[type=search], input[type=text], textarea", HTMLElement)) {
        if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.value = "";
      }
      window.location.replace(exit.href);
    };

    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });

    document.addEventListener("keyup", (event) => {
      const other = event.altKey || event.ctrlKey || event.metaKey; // Alt+Shift switches keyboard layouts
      if (event.key === "Shift" && !other && !chord) {
        presses += 1;
        window.clearTimeout(timer);
        if (presses >= 3) {
          leave();
        } else {
          say(presses === 1 ? "two" : "one");
          timer = window.setTimeout(() => callOff("over"), within);
        }
      } else if (presses) {
        callOff();
      }
      chord = event.shiftKey;
    });

    // Back from elsewhere, the browser may show the page as it was left: uncover it and start anew.
    window.addEventListener("pageshow", () => {
      root.classList.remove("sanad-covered");
      presses = 0;
      chord = false;
      window.clearTimeout(timer);
      say("");
    });
  }

  /* The list of headings on the search page. Letters are folded as Arabic readers expect. */
  const query = document.querySelector("[data-query]");
  const found = all(".sanad-found", HTMLElement);
  const none = document.querySelector("[data-query-status]");

  /**
   * Without tashkeel and tatweel, with alef, ya, ta marbuta and hamza carriers folded.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .normalize("NFKC")
      .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, "")
      .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647")
      .replace(/\u0624/g, "\u0648")
      .replace(/\u0626/g, "\u064a")
      .toLowerCase();

  if (query instanceof HTMLInputElement) {
    query.addEventListener("input", () => {
      const words = fold(query.value).split(/\s+/).filter(Boolean);
      for (const item of found) {
        const text = fold(item.textContent ?? "");
        item.hidden = !words.every((word) => text.includes(word));
      }
      const empty = found.every((item) => item.hidden);
      if (none instanceof HTMLElement) none.textContent = empty ? (none.dataset.none ?? "") : "";
    });
  }
})();
