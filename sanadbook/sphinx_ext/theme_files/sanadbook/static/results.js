// The results of a class: hands counted for each item, and results files read on this device alone. Keeps nothing, sends nothing.
// The tables are those that a notebook shows (class_report.py). Loaded after class-results.js, which reads and counts.
// @ts-check
"use strict";

(() => {
  /** @typedef {{ chapters: Compiled[], strings: Record<string, string>, enough: number }} Data */
  const count = sanadGroup;

  /** @template {HTMLElement} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E[]} */
  const all = (root, selector) => /** @type {E[]} */ ([...root.querySelectorAll(selector)]);

  /** Fill `{name}` in a string of the catalogue. @param {string} text @param {Record<string, string | number>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  /** An element with texts and elements in it. @param {string} tag @param {...(Node | string)} inside */
  const make = (tag, ...inside) => { const element = document.createElement(tag); element.append(...inside); return element; };

  /** A bar as long as its share of the room; what it says stands in the cell beside it. @param {number} share @param {string} [kind] */
  const bar = (share, kind = "after") => {
    const element = make("span");
    element.className = `sanad-class-bar is-${kind}`;
    element.style.setProperty("--share", String(share));
    return element;
  };

  /** A table whose first column heads its rows. @param {string} caption @param {string[]} heads @param {(Node | string)[][][]} rows */
  const table = (caption, heads, rows) => {
    const made = make("table", ...(caption ? [make("caption", caption)] : []));
    made.className = "sanad-table";
    const head = heads.map((text) => { const cell = make("th", text); cell.setAttribute("scope", "col"); return cell; });
    made.append(make("thead", make("tr", ...head)), make("tbody", ...rows.map(([first, ...others]) => {
      const cell = make("th", ...first);
      cell.setAttribute("scope", "row");
      return make("tr", cell, ...others.map((inside) => make("td", ...inside)));
    })));
    const room = make("div", made);
    room.className = "sanad-scroll";
    return room;
  };

  all(document, ".sanad-class-still").forEach((line) => { line.hidden = true; });
  all(document, ".sanad-class-item").forEach((item) => sanadHands.prepare(item));

  all(document, ".sanad-class-files").forEach((box) => {
    const { chapters, strings, enough } = /** @type {Data} */ (JSON.parse(box.querySelector(".sanad-class-data")?.textContent ?? ""));
    const [tools, shown, status] = [".sanad-class-tools", ".sanad-class-shown", ".sanad-class-said"].map((name) => all(box, name)[0]);
    const chosen = /** @type {HTMLSelectElement} */ (box.querySelector("select"));
    const doubles = /** @type {HTMLInputElement} */ (box.querySelector("[type=checkbox]"));
    const inputs = /** @type {HTMLInputElement[]} */ (all(box, "[type=file]"));
    /** The files of the two rounds, as long as the page is open. @type {File[][]} */
    let files = [[], []];
    let turn = 0;

    /** A choice in words, with the part of the item that it was given for. @param {Chosen} each */
    const named = (each, text = each.text) => (each.part ? fill(strings.in_part, { part: each.part, choice: text }) : text);

    /** Which files count, which do not, and why. @param {Group} group @param {string} name of the round where there are two @returns {Node[]} */
    const account = ({ answers, leftOut }, name) => {
      const line = answers.length ? fill(strings.read, { n: answers.length }) : strings.no_files;
      const said = [make("p", name ? `${name} — ${line}` : line)];
      if (leftOut.length) {
        said.push(make("p", fill(strings.left_out, { n: leftOut.length })));
        said.push(make("ul", ...leftOut.map((file) => make("li", make("bdi", file.name), `: ${strings[`why_${file.why}`]}`))));
      }
      if (answers.length && answers.length < enough) said.push(make("p", make("strong", fill(strings.few, { n: enough }))));
      return said;
    };

    /** The items to go back to, each a link to where it stands. @param {Row[]} rows @returns {Node[]} */
    const back = (rows) => {
      const lines = count.back(rows).map((row) => {
        const link = make("a", fill(strings.back_line, { label: row.label, right: row.right, all: row.answered }));
        link.setAttribute("href", row.href);
        return make("li", link, ` ${row.stem}`, ...(row.instead ? [make("br"), fill(strings.back_instead, { choice: named(row.instead) })] : []));
      });
      return [make("h3", strings.back), lines.length ? make("ol", ...lines) : make("p", strings.back_none)];
    };

    /** How many of those who answered were right, and in percent. @param {Row} row @param {string} kind @returns {(Node | string)[][]} */
    const shares = ({ right, answered }, kind) => (answered
      ? [[fill(strings.of, { right, all: answered })], [fill(strings.percent, { n: count.percent(right, answered) }), bar(right / answered, kind)]] : [["—"], ["—"]]);

    /** @param {Row} row @param {Row} then */
    const difference = (row, then) => {
      if (!row.answered || !then.answered) return "—";
      const points = count.percent(then.right, then.answered) - count.percent(row.right, row.answered);
      return points ? `\u2066${points > 0 ? "+" : ""}${points}\u2069` : "0"; // isolated: the sign stands before the number
    };

    /** @param {Row[]} rows @param {Row[] | null} later @returns {Node} */
    const items = (rows, later) => {
      const heads = later ? [strings.before, strings.share, strings.after, strings.share, strings.difference] : [strings.right, strings.share];
      return table(strings.items, [strings.question, ...heads], rows.map((row, place) => [
        [row.label],
        ...shares(row, later ? "before" : "after"),
        ...(later ? [...shares(later[place], "after"), [difference(row, later[place])]] : []),
      ]));
    };

    /** What was chosen in each item, folded. @param {Row[]} rows @returns {Node[]} */
    const choices = (rows) => rows.filter((row) => row.answered && row.chosen.length).map((row) => make(
      "details", make("summary", fill(strings.choices, { label: row.label })), make("p", row.stem),
      table("", [strings.choice, strings.chosen], row.chosen.map((each) => [
        [named(each, each.isKey ? fill(strings.is_key, { choice: each.text }) : each.text)],
        [String(each.count), bar(each.count / row.answered, each.isKey ? "after" : "before")],
      ])),
    ));

    /** How sure, and how often right; nothing where nobody said. @param {Row[]} rows @returns {Node[]} */
    const confidence = (rows) => {
      const names = /** @type {const} */ (["right", "wrong", "partly"]);
      const levels = count.confidence(rows).filter((level) => names.some((name) => level[name]));
      return levels.length ? [table(strings.confidence, ["sureness", ...names].map((name) => strings[name]), levels.map((level) => [
        [strings[`sure_${level.level}`]], ...names.map((name) => [String(level[name])])]))] : [];
    };

    const show = async () => {
      const mine = ++turn;
      const chapter = chapters[chosen.selectedIndex];
      const [first, second] = await Promise.all(files.map((round) => count.gather(round, chapter, doubles.checked)));
      if (mine !== turn) return; // meanwhile cleared, or asked for again
      const [rows, later] = [count.rows(first, chapter), files[1].length ? count.rows(second, chapter) : null];
      const last = later && second.answers.length ? later : rows;
      const any = first.answers.length || second.answers.length;
      status.replaceChildren(...account(first, later ? strings.before : ""), ...(later ? account(second, strings.after) : []));
      shown.replaceChildren(...(any ? [...back(last), items(rows, later), ...choices(last), ...confidence(last)] : []));
    };

    const clear = () => {
      turn += 1;
      files = [[], []];
      inputs.forEach((input) => { input.value = ""; });
      doubles.checked = false;
      shown.replaceChildren();
      status.textContent = "";
    };

    /** @param {number} round @param {Iterable<File>} more */
    const take = (round, more) => { files[round].push(...more); return show(); };

    inputs.forEach((input, round) => {
      input.addEventListener("change", () => { const more = [...input.files ?? []]; input.value = ""; if (more.length) take(round, more); });
      const zone = /** @type {HTMLElement} */ (input.closest(".sanad-class-drop"));
      zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("is-over"); });
      zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
      zone.addEventListener("drop", (event) => {
        event.preventDefault();
        zone.classList.remove("is-over");
        take(round, [...event.dataTransfer?.files ?? []]);
      });
    });
    // A file that misses the place for it would be opened by the browser, in the place of this page.
    ["dragover", "drop"].forEach((name) => document.addEventListener(name, (event) => event.preventDefault()));
    [chosen, doubles].forEach((field) => field.addEventListener("change", show));
    all(box, ".sanad-class-clear")[0].addEventListener("click", () => { clear(); status.textContent = strings.cleared; });
    document.addEventListener("sanad:exit", clear);
    window.addEventListener("pagehide", clear);
    tools.hidden = false;
  });
})();
