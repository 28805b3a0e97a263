// Search: a dialog on every page, and the search page. The index is loaded on the first search.
// The query stays in its field: it is never part of a URL, the history or storage. A classic script, for file:// pages.
// @ts-check
"use strict";

(() => {
  /** @typedef {{sanadSearch: ReturnType<typeof sanadEngine>, sanadSearchGuides: SanadPageEntry[]}} Index */
  const MAX_SENTENCES = 3; // of a page; the others are folded
  const DELAY = 120; // milliseconds after the last key press: screen readers are not interrupted at every letter
  // URL of the book, from the template. Right for 404.html too, which hosts serve at any address.
  const indexUrl = document.querySelector("[data-finder]")?.getAttribute("data-index") ?? "";
  const bookUrl = indexUrl.replace("_static/search-index.js", "");
  const index = /** @type {Index} */ (/** @type {unknown} */ (window)); // its scripts set these properties

  /** @param {string} url */
  const loadScript = (url) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      script.src = url;
      document.head.append(script);
    });

  /** @param {string} name @param {...(Node | string)} children */
  const create = (name, ...children) => {
    const element = document.createElement(name);
    element.append(...children);
    return element;
  };

  /**
   * A line's text, with isolated Latin runs and marked words.
   * @param {SanadLine} line
   * @param {(word: SanadWord) => boolean} isMatch
   */
  const renderLine = (line, isMatch) => {
    const fragment = document.createDocumentFragment();
    if (line.isConcealed) {
      fragment.append(line.text);
      return fragment;
    }
    /** @param {Node & ParentNode} parent @param {number} start @param {number} end */
    const appendMarked = (parent, start, end) => {
      let from = start;
      for (const { word, at, length } of line.tokens) {
        if (at < from || at + length > end || !isMatch(word)) continue;
        parent.append(line.text.slice(from, at), create("mark", line.text.slice(at, at + length)));
        from = at + length;
      }
      parent.append(line.text.slice(from, end));
    };
    let end = 0;
    for (const { run, at } of sanadLatinRuns(line.text)) {
      appendMarked(fragment, end, at);
      end = at + run.length;
      const isolated = create("bdi");
      appendMarked(isolated, at, end);
      fragment.append(isolated);
    }
    appendMarked(fragment, end, line.text.length);
    return fragment;
  };

  /**
   * Make a search box work: that of the dialog or that of the search page.
   * @param {HTMLElement} box
   */
  const mountSearchBox = (box) => {
    const input = /** @type {HTMLInputElement} */ (box.querySelector("input[type=search]"));
    const guides = /** @type {HTMLInputElement | null} */ (box.querySelector("[data-with-guides]"));
    const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
    const results = /** @type {HTMLElement} */ (box.querySelector("[data-results]"));
    const allHeadings = document.querySelector("[data-all-headings]"); // on the search page
    /** @param {string} name @param {string | number} value */
    const message = (name, value = "") => (box.dataset[name] ?? "").replace("{n}", String(value));

    const loadIndex = async () => {
      if (!index.sanadSearch) await loadScript(message("index"));
      if (guides?.checked && !index.sanadSearchGuides) {
        await loadScript(message("guides"));
        index.sanadSearch.addGuides(index.sanadSearchGuides);
      }
      return index.sanadSearch;
    };

    const update = async () => {
      const query = input.value.trim();
      let text = "";
      /** @type {Node[]} */
      let shown = [];
      if (query) {
        try {
          const engine = await loadIndex();
          if (query !== input.value.trim()) return; // the query changed while the index was loading
          ({ text, shown } = renderResults(engine.search(query, guides?.checked ?? false)));
        } catch {
          text = message("failed");
        }
      }
      results.replaceChildren(...shown);
      status.textContent = text;
      if (allHeadings instanceof HTMLElement) allHeadings.hidden = query !== "";
    };

    /** @param {ReturnType<Index["sanadSearch"]["search"]>} found */
    const renderResults = (found) => {
      const count = found.results.reduce((sum, { bestCount }) => sum + (bestCount || 1), 0);
      const text = count ? message("count", count) : message("none");
      const firstPartial = found.results.findIndex((result) => !result.hasAllWords);
      const shown = found.results.flatMap(({ page, lines, bestCount }, position) => {
        const section = renderPage(page, lines, Math.min(bestCount, MAX_SENTENCES), found.isMatch);
        return position === firstPartial ? [create("p", message("some")), section] : [section];
      });
      return { text: found.guesses.length ? `${message("guess")} ${text}` : text, shown };
    };

    /**
     * A page in the results: its title, and its matching lines. Lines after the first `visible` ones are folded.
     * @param {SanadPage} page
     * @param {SanadLine[]} lines
     * @param {number} visible
     * @param {(word: SanadWord) => boolean} isMatch
     */
    const renderPage = (page, lines, visible, isMatch) => {
      const renderEntry = (/** @type {SanadLine} */ line) => {
        const link = /** @type {HTMLAnchorElement} */ (create("a", renderLine(line, isMatch)));
        link.href = bookUrl + line.url;
        if (line.heading && !line.isConcealed) link.append(create("small", line.heading));
        return create("li", link);
      };
      const title = /** @type {HTMLAnchorElement} */ (create("a", renderLine(page.title, isMatch)));
      title.href = bookUrl + page.url;
      const section = create("section", create(`h${box.dataset.level}`, title));
      if (lines.length) section.append(create("ul", ...lines.slice(0, visible).map(renderEntry)));
      const rest = lines.slice(visible);
      if (rest.length) {
        const summary = create("summary", message("more", rest.length));
        section.append(create("details", summary, create("ul", ...rest.map(renderEntry))));
      }
      return section;
    };

    /** Move the focus with the arrow keys; Enter in the field goes to the first result. @param {KeyboardEvent} event */
    const moveFocus = (event) => {
      const links = [...results.querySelectorAll("a, summary")].filter((link) => link.checkVisibility?.() ?? true);
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const inField = event.target === input;
      const current = inField ? -1 : links.indexOf(/** @type {Element} */ (event.target));
      const isEnter = event.key === "Enter" && inField;
      if (!(step || isEnter) || event.isComposing || (current < 0 && !inField)) return;
      const target = isEnter ? 0 : current + step;
      const next = target >= 0 ? links[Math.min(target, links.length - 1)] : input;
      if (next instanceof HTMLElement && (step >= 0 || current >= 0)) {
        event.preventDefault();
        next.focus();
      }
    };

    /** @type {number | undefined} */
    let timer;
    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(update, DELAY);
    });
    guides?.addEventListener("change", update);
    box.addEventListener("keydown", moveFocus);

    const clear = () => {
      input.value = "";
      update();
    };
    document.addEventListener("sanad:exit", clear);
    return { input, clear };
  };

  for (const element of document.querySelectorAll("[data-without-script]")) element.remove();
  const box = document.querySelector("[data-finder]");
  if (!(box instanceof HTMLElement)) return;
  const { input, clear } = mountSearchBox(box);
  const dialog = box.closest("dialog");
  const slashOption = box.querySelector("[data-slash]");

  /** Open the dialog, or focus the field of the search page. @param {HTMLElement | null} [opener] */
  const open = (opener) => {
    if (!dialog) {
      input.focus();
    } else if (!dialog.open) {
      // Screen readers ignore live regions outside of a modal dialog, so this one moves into it.
      const exitStatus = document.querySelector("[data-exit-status]");
      const statusParent = exitStatus?.parentElement;
      const before = opener ?? document.activeElement;
      dialog.showModal();
      if (exitStatus) dialog.append(exitStatus);
      input.focus();
      const restore = () => {
        if (exitStatus) statusParent?.append(exitStatus);
        clear();
        const menu = before?.closest("details[data-menu]")?.querySelector("summary"); // closed by now
        const target = menu && menu !== before ? menu : before;
        if (target instanceof HTMLElement) target.focus({ preventScroll: true });
      };
      dialog.addEventListener("close", restore, { once: true });
    }
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest("a[data-search]");
    if (opener instanceof HTMLElement && dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(opener);
    } else if (dialog?.open) {
      const isResult = target?.closest("a") && box.contains(target); // may lead to a place on this page
      if (target === dialog || target?.closest("[data-close]") || isResult) dialog.close();
    }
  });
  document.addEventListener("sanad:exit", () => dialog?.close());
  dialog?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // browsers would clear the search field instead
    dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const field = "input:not([type=radio], [type=checkbox]), textarea, select";
    const isTyping = target?.isContentEditable || target?.matches(field);
    // Codes, since these keys have other letters on an Arabic keyboard.
    const isCtrlK = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK";
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isEnabled = !(slashOption instanceof HTMLInputElement && !slashOption.checked);
    const isSlash = event.key === "/" || (event.code === "Slash" && /[\u0600-\u06ff]/.test(event.key));
    if (isTyping || event.isComposing || !(isCtrlK || (isPlain && isEnabled && isSlash))) return;
    event.preventDefault();
    open();
  });
})();
