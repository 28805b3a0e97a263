// The search: a dialog on every page, the search page itself. Loads the index when someone searches, and not before.
// What is typed stays in the field: it enters no address, no history and no storage. A classic script, for file://.
// @ts-check
"use strict";

(() => {
  /** @typedef {{sanadSearch: ReturnType<typeof sanadEngine>, sanadSearchGuides: SanadPageEntry[]}} Loaded */
  const SHOWN = 3; // sentences of a page before the rest is folded
  const LATIN = /[@#]?[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9]*(?:[ .&/_:'\u2019@=?#%~+-]{1,3}[A-Za-z\u00c0-\u024f0-9]+)*(?: ?\+{1,2})?/g;
  // Where the book begins, as the template says it: right on the page of a wrong address too.
  const root = (document.querySelector("[data-finder]")?.getAttribute("data-index") ?? "").replace("_static/search-index.js", "");
  const loaded = /** @type {Loaded} */ (/** @type {unknown} */ (window));

  /** @param {string} path */
  const load = (path) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      script.src = path;
      document.head.append(script);
    });

  /** @param {string} name @param {...(Node | string)} children */
  const make = (name, ...children) => {
    const element = document.createElement(name);
    element.append(...children);
    return element;
  };

  /**
   * The text of a line: its Latin runs isolated, the words found marked.
   * @param {SanadLine} line
   * @param {(word: SanadWord) => boolean} marked
   */
  const written = (line, marked) => {
    const fragment = document.createDocumentFragment();
    if (line.isConcealed) return fragment.append(line.text), fragment;
    const put = (/** @type {Node & ParentNode} */ into, /** @type {number} */ from, /** @type {number} */ to) => {
      for (const { word, at, length } of line.tokens) {
        if (at < from || at + length > to || !marked(word)) continue;
        into.append(line.text.slice(from, at), make("mark", line.text.slice(at, at + length)));
        from = at + length;
      }
      into.append(line.text.slice(from, to));
    };
    let end = 0;
    for (const { 0: run, index } of line.text.matchAll(LATIN)) {
      put(fragment, end, index);
      end = index + run.length;
      const isolated = make("bdi");
      put(isolated, index, end);
      fragment.append(isolated);
    }
    put(fragment, end, line.text.length);
    return fragment;
  };

  /**
   * A place to search in: the dialog's or the search page's.
   * @param {HTMLElement} finder
   */
  const enliven = (finder) => {
    const input = /** @type {HTMLInputElement} */ (finder.querySelector("input[type=search]"));
    const guides = /** @type {HTMLInputElement | null} */ (finder.querySelector("[data-with-guides]"));
    const status = /** @type {HTMLElement} */ (finder.querySelector("[role=status]"));
    const results = /** @type {HTMLElement} */ (finder.querySelector("[data-results]"));
    const all = document.querySelector("[data-all-headings]"); // of the search page
    const text = (/** @type {string} */ name, /** @type {string | number} */ value = "") => (finder.dataset[name] ?? "").replace("{n}", String(value));
    const ready = async () => {
      if (!loaded.sanadSearch) await load(text("index"));
      if (guides?.checked && !loaded.sanadSearchGuides) {
        await load(text("guides"));
        loaded.sanadSearch.addGuides(loaded.sanadSearchGuides);
      }
      return loaded.sanadSearch;
    };

    const show = async () => {
      const query = input.value.trim();
      let message = "";
      /** @type {Node[]} */
      const shown = [];
      if (query) {
        try {
          const book = await ready();
          if (query !== input.value.trim()) return; // typed on meanwhile
          const found = book.search(query, guides?.checked ?? false);
          const count = found.results.reduce((sum, { bestCount }) => sum + (bestCount || 1), 0);
          message = count ? text("count", count) : text("none");
          if (found.guesses.length) message = `${text("guess")} ${message}`;
          found.results.forEach(({ page, lines, bestCount, hasAllWords }, index) => {
            if (!hasAllWords && (index === 0 || found.results[index - 1].hasAllWords)) shown.push(make("p", text("some")));
            shown.push(group(page, lines, Math.min(bestCount, SHOWN), found.isMatch));
          });
        } catch {
          message = text("failed");
        }
      }
      results.replaceChildren(...shown);
      status.textContent = message;
      if (all instanceof HTMLElement) all.hidden = query !== "";
    };

    /** @param {SanadPage} page @param {SanadLine[]} lines @param {number} first @param {(word: SanadWord) => boolean} marked */
    const group = (page, lines, first, marked) => {
      const entry = (/** @type {SanadLine} */ line) => {
        const link = /** @type {HTMLAnchorElement} */ (make("a", written(line, marked)));
        link.href = root + line.url;
        if (line.heading && !line.isConcealed) link.append(make("small", line.heading));
        return make("li", link);
      };
      const title = /** @type {HTMLAnchorElement} */ (make("a", written(page.title, marked)));
      title.href = root + page.url;
      const section = make("section", make(`h${finder.dataset.level}`, title));
      if (lines.length) section.append(make("ul", ...lines.slice(0, first).map(entry)));
      const rest = lines.slice(first);
      if (rest.length) section.append(make("details", make("summary", text("more", rest.length)), make("ul", ...rest.map(entry))));
      return section;
    };

    /** @type {number | undefined} */
    let timer;
    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, 120); // a live region that spoke at every letter would not be listened to
    });
    guides?.addEventListener("change", show);
    finder.addEventListener("keydown", (event) => {
      const links = [...results.querySelectorAll("a, summary")].filter((one) => one.checkVisibility?.() ?? true);
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const from = event.target === input ? -1 : links.indexOf(/** @type {Element} */ (event.target));
      const enter = event.key === "Enter" && event.target === input;
      if (!(step || enter) || event.isComposing || (from < 0 && event.target !== input)) return;
      const next = enter || from + step >= 0 ? links[Math.min(enter ? 0 : from + step, links.length - 1)] : input;
      if (next instanceof HTMLElement && (step >= 0 || from >= 0)) {
        event.preventDefault();
        next.focus();
      }
    });

    const clear = () => {
      input.value = "";
      show();
    };
    document.addEventListener("sanad:exit", clear);
    return { input, clear };
  };

  for (const element of document.querySelectorAll("[data-without-script]")) element.remove();
  const finder = document.querySelector("[data-finder]");
  if (!(finder instanceof HTMLElement)) return;
  const { input, clear } = enliven(finder);
  const dialog = finder.closest("dialog");
  const slash = finder.querySelector("[data-slash]");

  /** @param {HTMLElement | null} [opener] */
  const open = (opener) => {
    if (!dialog) {
      input.focus();
    } else if (!dialog.open) {
      const status = document.querySelector("[data-exit-status]"); // outside of the dialog nobody would hear it
      const place = status?.parentElement;
      const before = opener ?? document.activeElement;
      dialog.showModal();
      if (status) dialog.append(status);
      input.focus();
      dialog.addEventListener("close", () => {
        if (status) place?.append(status);
        clear();
        const menu = before?.closest("details[data-menu]")?.querySelector("summary");
        const back = menu && menu !== before ? menu : before;
        if (back instanceof HTMLElement) back.focus({ preventScroll: true });
      }, { once: true });
    }
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest("a[data-search]");
    if (opener instanceof HTMLElement && dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(opener);
    } else if (dialog?.open && (target === dialog || target?.closest("[data-close]") || (target?.closest("a") && finder.contains(target)))) {
      dialog.close(); // beside it, by its button, or by following a result, which may lie on this page
    }
  });
  document.addEventListener("sanad:exit", () => dialog?.close());
  dialog?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // a search field would only empty itself
    dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = target?.isContentEditable || target?.matches("input:not([type=radio], [type=checkbox]), textarea, select");
    // The place of the key on an Arabic keyboard counts too, where it writes another letter.
    const k = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK";
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !(slash instanceof HTMLInputElement && !slash.checked);
    const key = plain && (event.key === "/" || (event.code === "Slash" && /[\u0600-\u06ff]/.test(event.key)));
    if (typing || event.isComposing || !(k || key)) return;
    event.preventDefault();
    open();
  });
})();
