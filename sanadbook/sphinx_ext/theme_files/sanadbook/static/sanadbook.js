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

  /* Text size and colours. Bar and drawer each have the choices: they move together. The tab's own name carries them
     from page to page: it is no storage, it goes with the tab, and it is emptied on every way out of the book. */
  const dark = document.getElementById("sanad-dark");
  const whenDark = dark?.getAttribute("media") ?? "";
  /** @type {Record<string, string>} */
  const media = { light: "not all", dark: "screen" };

  const choices = all("[data-size], [data-colours]", HTMLInputElement);

  /** What the tab's name says, else what is usual. */
  const chosen = () => {
    const [, size = "1", colours = "auto"] = /^([123]) (auto|light|dark)$/.exec(window.name) ?? [];
    return { size, colours };
  };

  const dress = () => {
    const { size, colours } = chosen();
    root.dataset.size = size;
    dark?.setAttribute("media", media[colours] ?? whenDark);
    for (const input of choices) input.checked = input.value === size || input.value === colours;
  };

  /** @param {string} size @param {string} colours */
  const choose = (size, colours) => {
    window.name = size === "1" && colours === "auto" ? "" : `${size} ${colours}`;
    dress();
  };

  if (choices.length) {
    dress();
    window.addEventListener("pageshow", dress); // back to a page that the browser kept as it was
    document.addEventListener("change", ({ target: input }) => {
      if (!(input instanceof HTMLInputElement)) return;
      if (input.matches("[data-size]")) choose(input.value, chosen().colours);
      if (input.matches("[data-colours]")) choose(chosen().size, input.value);
    });
    document.addEventListener("click", ({ target }) => {
      const link = target instanceof Element ? target.closest("a[href]") : null;
      if (link instanceof HTMLAnchorElement && link.origin !== window.location.origin) window.name = "";
    });
  }

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

  /* What scrolls inside the page can be reached with the keyboard. */
  const scrollers = all(".sanad-scroll, .sanad-map details, .sanad-body pre, .sanad-body div.math, .cell_output, .cell_output .output", HTMLElement);
  const reach = () => {
    for (const box of scrollers) {
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowY);
      if (scrolls && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  window.addEventListener("resize", reach);

  /* What the style holds back while the page arrives (arrival.css) is laid out once it has: in each idle moment as many parts as it
     has time for. Only then is it asked what scrolls; asked before, the page would be laid out at once. */
  const LAYOUT = 10, WAIT = 200; // milliseconds that a part may take, and after which a moment is taken though none is idle
  const parts = all(".sanad-body section, .sanad-item", HTMLElement);
  /** @param {(deadline?: IdleDeadline) => void} call */
  const idle = (call) => ("requestIdleCallback" in window ? window.requestIdleCallback(call, { timeout: WAIT }) : setTimeout(call, 1));
  /** @param {IdleDeadline} [deadline] */
  const whole = (deadline) => {
    const end = performance.now() + Math.max(deadline?.timeRemaining() ?? 0, 2 * LAYOUT) - LAYOUT;
    do {
      parts.shift()?.classList.add("is-whole");
      void root.scrollHeight; // lays out what the class has let in
    } while (parts.length && performance.now() < end);
    if (parts.length) idle(whole);
    else reach();
  };
  window.addEventListener("load", () => idle(whole));

  /* The font that came too late for this page (font-loading.js) is fetched for the next one. */
  if (root.classList.contains("is-late")) window.addEventListener("load", () => document.fonts.forEach((face) => void face.load().catch(() => {})));

  /* Leaving at once, after the GOV.UK component https://design-system.service.gov.uk/components/exit-this-page/ */
  const exits = all("a[data-exit]", HTMLAnchorElement); // the bar's, and the one of the search dialog
  const exit = exits[0];
  const status = document.querySelector("[data-exit-status]");

  if (exit instanceof HTMLAnchorElement) {
    const within = 5000; // milliseconds for each press
    // Pages of the book that the browser keeps for going back hold answers too. One that is told something while it is kept
    // is dropped by Chromium, and comes back empty; a page that is shown, in another tab perhaps, does nothing about it.
    const kept = "BroadcastChannel" in window ? new BroadcastChannel("sanad-exit") : null;
    kept?.addEventListener("message", () => {});
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
      root.classList.add("is-exiting");
      say("leaving");
      document.dispatchEvent(new CustomEvent("sanad:exit")); // whoever holds answers drops them
      for (const form of all("form", HTMLFormElement)) form.reset();
      for (const input of all("input[type=search], input[type=text], textarea", HTMLElement)) {
        if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.value = "";
      }
      window.name = "";
      kept?.postMessage("left");
      window.location.replace(exit.href);
    };

    for (const one of exits) {
      one.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
      });
    }

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

    // In the background the page covers itself, so that the list of recent apps shows nothing: where the browser says so
    // in time. It stays as it is, place and focus included.
    document.addEventListener("visibilitychange", () => root.classList.toggle("is-concealed", document.hidden));

    // Back from elsewhere, the browser may show the page as it was left: uncover it and start anew.
    window.addEventListener("pageshow", () => {
      root.classList.remove("is-exiting");
      presses = 0;
      chord = false;
      window.clearTimeout(timer);
      say("");
    });
  }
})();
