// @ts-check
/**
 * Brings the items of a chapter to life: the same module in the book's pages and in a live notebook.
 *
 * The HTML of an item is written once, by Python, with its inputs disabled and its feedback hidden. This module names
 * and enables the inputs, grades, and shows what is already there. It draws no item of its own.
 *
 * @typedef {"single" | "multiple" | "true_false_reason" | "cloze" | "matching" | "ordering" | "classification" | "short" | "open"} Type
 * @typedef {{ type: Type, key: (number | string[])[], choices: number, strict?: boolean, essential?: boolean[], hash?: string }} Key
 *   `key`: the right choices (single, multiple), else what is right for each part: a choice, a place (ordering), the
 *   accepted texts (typed); for open one 1 a self-check. `choices`: how many choices a part has.
 * @typedef {(number | string | null)[]} Answer the chosen options, else the choice, place or text of each part (null: none)
 * @typedef {{ score: number, right: boolean, parts: boolean[] }} Grade score from 0 to 1
 * @typedef {{ answer: Answer, score: number, right: boolean, attempts: number, done: boolean, solved: boolean,
 *   confidence: number | null }} Entry what is known of an item; answer, score, right and confidence are those of the first attempt
 * @typedef {Record<string, Entry>} Answers by item id
 * @typedef {Record<string, string>} Strings
 * @typedef {{ chapter: string, course: string, keys: Record<string, Key>, strings: Strings }} Data
 * @typedef {{ get(name: string): any, set(name: string, value: any): void, save_changes(): void,
 *   on(name: string, call: () => void): void, off(name: string, call: () => void): void }} Model
 */

// -- grading ------------------------------------------------------------------------------------------------------------

/** @param {string} text */
const tidy = (text) => text.normalize().trim().split(/\s+/).join(" ");

/**
 * Typed Arabic as it is compared: no tashkeel or tatweel, one alef, one yeh, one heh, Western digits. The same as `fold` in
 * sanadbook/language/arabic.py.
 * @param {string} text
 */
const fold = (text) => tidy(text.normalize().replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, "")
  .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647")
  .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).toLowerCase());

/** Whether a typed text is one of those accepted. @param {Key} item @param {string[]} accepted @param {string} given */
const accepts = (item, accepted, given) => accepted.some((text) => (item.strict ? tidy(text) === tidy(given) : fold(text) === fold(given)));

/** Whether two texts differ by one letter: one more, one less or another one. @param {string} a @param {string} b */
function close(a, b) {
  if (a.length > b.length) [a, b] = [b, a];
  if (b.length - a.length > 1 || b.length < 4) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  return a.slice(start + (a.length === b.length ? 1 : 0)) === b.slice(start + 1);
}

/** Whether a typed text that is not accepted is nearly so. @param {string[]} accepted @param {string} given */
const nearly = (accepted, given) => accepted.some((text) => fold(text) === fold(given) || close(fold(text), fold(given)));

/**
 * The one grader. Single: all or nothing. Multiple: the share of the key that was ticked less the share of distractors
 * that was ticked. True/false with a reason: half for the verdict, half for the reason, which counts only with the right
 * verdict. Cloze, matching and short: the share of right parts, a choice used more often than the key does counting
 * nowhere. Ordering: the share of pairs in the right order, less what chance gives. Classification: the share of right
 * cards beyond what one place for all would give. Open: the share of self-checks ticked; right needs the essential ones.
 * @param {Key} item @param {Answer} answer @returns {Grade}
 */
function grade(item, answer) {
  const { type, key, choices } = item;
  if (type === "single" || type === "multiple") {
    const ticked = new Set(answer);
    const parts = Array.from({ length: choices }, (_, choice) => ticked.has(choice) === key.includes(choice));
    const hits = key.filter((choice) => ticked.has(/** @type {number} */ (choice))).length;
    const right = parts.every(Boolean);
    const score = type === "single" ? Number(right) : Math.max(0, hits / key.length - (ticked.size - hits) / (choices - key.length));
    return { score, right, parts };
  }
  if (type === "open") {
    const parts = key.map((_, point) => answer[point] === 1);
    const share = parts.filter(Boolean).length / key.length;
    return { score: share, right: share >= 0.75 && (item.essential ?? []).every((needed, point) => !needed || parts[point]), parts };
  }
  const times = (/** @type {unknown[]} */ list, /** @type {unknown} */ choice) => list.filter((other) => other === choice).length;
  let parts = key.map((want, part) => (Array.isArray(want) ? accepts(item, want, String(answer[part] ?? "")) : answer[part] === want));
  if (type === "true_false_reason") parts = [parts[0], parts[0] && parts[1]];
  if (type === "cloze" || type === "matching") parts = parts.map((right, part) => right && (Array.isArray(key[part]) || times(answer, key[part]) <= times(key, key[part])));
  const count = parts.filter(Boolean).length;
  const free = type === "classification" ? Math.max(...key.map((choice) => times(key, choice))) : 0;
  let score = Math.max(0, (count - free) / (key.length - free));
  if (type === "ordering") {
    const pairs = key.flatMap((want, one) => key.slice(one + 1).map((other, more) => (Number(want) - Number(other)) * (Number(answer[one]) - Number(answer[one + 1 + more])) > 0));
    score = Math.max(0, (2 * pairs.filter(Boolean).length) / pairs.length - 1);
  }
  return { score, right: count === key.length, parts };
}

// -- small things -------------------------------------------------------------------------------------------------------

/** @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E[]} */
const all = (root, selector) => /** @type {E[]} */ ([...root.querySelectorAll(selector)]);

/** @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E} */
const one = (root, selector) => /** @type {E} */ (root.querySelector(selector));

/** Fill `{name}` in a string of the catalogue. @param {string} text @param {Record<string, string | number>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @returns {ScrollBehavior} */
const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/**
 * Move the focus, and the page no further than it must. Who uses the keyboard is to see the focus; who points sees what was
 * said, if that is somewhere else.
 * @param {HTMLElement} target @param {HTMLElement} [said]
 */
function go(target, said = target) {
  target.focus({ preventScroll: true });
  (target.matches(":focus-visible") ? target : said).scrollIntoView({ block: "nearest", behavior: motion() });
}

/** @param {Entry | undefined} entry */
const state = (entry) => (!entry ? "none" : entry.right ? "right" : entry.solved ? "later" : "again");

let mounted = 0;

// -- one item -----------------------------------------------------------------------------------------------------------

/**
 * One item: its inputs, its states, its record. Returns what shows a record that was kept.
 * @param {HTMLElement} element @param {Key} key @param {Strings} strings
 * @param {(entry: Entry) => void} changed @param {(text: string) => void} say
 * @returns {(kept: Entry) => void}
 */
function bring(element, key, strings, changed, say) {
  const name = `sanad-${++mounted}`;
  const listed = key.type === "single" || key.type === "multiple";
  const groups = all(element, ".sanad-group");
  const inputs = /** @type {(HTMLInputElement | HTMLSelectElement | HTMLButtonElement)[]} */ (
    all(element, ".sanad-group :is(input, select, button)"));
  const confidence = /** @type {HTMLInputElement[]} */ (all(element, ".sanad-confidence input"));
  const [error, verdict] = [one(element, ".sanad-error"), one(element, ".sanad-verdict")];
  const button = (/** @type {string} */ kind) => /** @type {HTMLButtonElement} */ (one(element, `.sanad-${kind}`));
  const order = key.type === "ordering" ? one(element, ".sanad-order") : null;
  let moved = false;
  /** @type {Entry} */
  const entry = { answer: [], score: 0, right: false, attempts: 0, done: false, solved: false, confidence: null };

  groups.forEach((group, part) => all(group, "input").forEach((input) => input.setAttribute("name", `${name}-${part}`)));
  confidence.forEach((input) => { input.name = `${name}-confidence`; input.disabled = false; });
  error.id = `${name}-error`;

  const place = (/** @type {Element} */ group) => [...(order?.children ?? [])].indexOf(group);

  const typing = (/** @type {Element} */ group) => /** @type {HTMLInputElement | HTMLSelectElement | null} */ (one(group, "select, [type=text]"));

  /** @returns {Answer} */
  const answer = () => {
    if (listed) return inputs.flatMap((input, index) => (input.matches(":checked") ? [index] : []));
    if (key.type === "open") return inputs.map((input) => Number(input.matches(":checked")));
    if (order) return groups.map((group) => (moved ? place(group) : null));
    return groups.map((group) => {
      const field = typing(group);
      if (field) return field.value.trim() === "" ? null : field instanceof HTMLSelectElement ? Number(field.value) : field.value;
      const found = all(group, "input").findIndex((input) => input.matches(":checked"));
      return found < 0 ? null : found;
    });
  };

  /** Tick a kept choice, if there is such a one. @param {Element[]} list @param {unknown} at */
  const tick = (list, at) => { const input = list[Number(at)]; if (input instanceof HTMLInputElement) input.checked = true; };

  /** Put an answer back into the inputs. @param {Answer} given */
  const refill = (given) => {
    if (order && given.length) {
      moved = true;
      order.append(...[...groups].sort((a, b) => Number(given[groups.indexOf(a)]) - Number(given[groups.indexOf(b)])));
    } else if (listed) given.forEach((choice) => tick(inputs, choice));
    else if (key.type === "open") given.forEach((ticked, point) => { if (ticked === 1) tick(inputs, point); });
    else groups.forEach((group, part) => {
      const [field, choice] = [typing(group), given[part] ?? null];
      if (choice === null) return;
      if (field) field.value = String(choice);
      else tick(all(group, "input"), choice);
    });
  };

  const enable = (/** @type {boolean} */ on) => inputs.forEach((input) => { input.disabled = !on; });

  /** A word before the feedback, so that colour is never alone. @param {Element} home @param {string} text */
  const mark = (home, text) => { const sign = one(home, ".sanad-sign"); if (sign) { sign.textContent = text; sign.hidden = !text; } };

  /** The right answer of a part in words. @param {Element} group @param {number} part */
  const solution = (group, part) => {
    const want = key.key[part];
    const select = /** @type {HTMLSelectElement | null} */ (one(group, "select"));
    if (Array.isArray(want)) return want[0];
    if (order) return want + 1;
    return select ? select.options[want + 1].text : all(group, "label")[want].textContent?.trim() ?? "";
  };

  /** Show what was right and what was not; the whole key when the item is done. @param {Grade} result @param {boolean} whole */
  const show = (result, whole) => {
    const given = answer();
    groups.forEach((group, part) => {
      const options = all(group, ".sanad-option");
      options.forEach((option, choice) => {
        const ticked = listed ? given.includes(choice) : given[part] === choice;
        const wanted = listed ? key.key.includes(choice) : key.key[part] === choice;
        option.classList.toggle("is-right", wanted && (ticked || whole));
        option.classList.toggle("is-wrong", ticked && !wanted);
        one(option, ".sanad-feedback").hidden = !(ticked || (whole && wanted));
        mark(option, ticked ? strings[wanted ? "sign_right" : "sign_wrong"] : wanted && whole ? strings.sign_missed : "");
      });
      if (options.length) return;
      const home = all(element, ".sanad-parts > li")[part] ?? group;
      const right = result.parts[part];
      const want = key.key[part];
      const near = !right && Array.isArray(want) && nearly(want, String(given[part]));
      [group, home].forEach((each) => { each.classList.toggle("is-right", right); each.classList.toggle("is-wrong", !right); });
      mark(home, right ? strings.sign_right : whole ? fill(strings.sign_key, { answer: solution(group, part) }) : strings[near ? "sign_near" : "sign_wrong"]);
      const own = right ? null : one(home, `.sanad-feedback[data-choice="${CSS.escape(String(given[part]))}"]`);
      all(home, ".sanad-feedback").forEach((feedback) => {
        const when = feedback.dataset.when;
        feedback.hidden = whole || right ? when !== "right" : own ? feedback !== own : near || when !== "wrong";
      });
    });
  };

  const clear = () => {
    all(element, ".sanad-feedback, .sanad-evidence, .sanad-sign").forEach((part) => { part.hidden = true; });
    all(element, ".is-right, .is-wrong").forEach((part) => part.classList.remove("is-right", "is-wrong"));
    verdict.hidden = true;
  };

  const offer = (/** @type {string[]} */ kinds) => ["check", "again", "key"].forEach((kind) => { button(kind).hidden = !kinds.includes(kind); });

  const complain = (/** @type {string} */ text) => {
    error.textContent = text;
    error.hidden = !text;
    inputs.forEach((input) => (text ? input.setAttribute("aria-describedby", error.id) : input.removeAttribute("aria-describedby")));
  };

  const check = () => {
    const given = answer();
    if (!given.length || given.includes(null)) {
      complain(strings[listed ? "choose_first" : order ? "order_first" : "complete_first"]);
      const empty = groups.find((_, part) => given[part] === null) ?? element;
      (inputs.find((input) => empty.contains(input)) ?? inputs[0]).focus();
      return;
    }
    complain("");
    const result = grade(key, given);
    entry.attempts += 1;
    if (entry.attempts === 1) {
      const level = confidence.findIndex((input) => input.checked);
      Object.assign(entry, { answer: given, score: result.score, right: result.right, confidence: level < 0 ? null : level + 1 });
    }
    entry.solved = result.right;
    entry.done = result.right || entry.attempts > 1;
    finish(result, true);
    changed({ ...entry });
  };

  /** @param {Grade} result @param {boolean} now whether somebody has just answered, and is to be told */
  const finish = (result, now) => {
    enable(false);
    confidence.forEach((input) => { input.disabled = true; });
    show(result, entry.done);
    one(element, ".sanad-evidence").hidden = false;
    verdict.textContent = strings[result.right ? (entry.attempts === 1 ? "right_first" : "right_later")
      : entry.done ? "see_key" : result.score > 0 ? "partly" : "not_yet"];
    verdict.hidden = false;
    offer(entry.done ? [] : ["again", "key"]);
    if (!now) return;
    verdict.tabIndex = -1;
    say(verdict.textContent);
    // What is said is painted first: moving the focus makes the browser lay out, and perhaps scroll. The first of the two frames is
    // the one that it is painted in.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      go(entry.done ? verdict : button("again"), all(element, ".sanad-feedback").find((part) => !part.hidden));
    }));
  };

  const again = () => {
    clear();
    enable(true);
    offer(["check"]);
    go(inputs[0]);
  };

  all(element, ".sanad-show").forEach((link) => link.addEventListener("click", (event) => {
    if (find(link, element, strings)) event.preventDefault();
  }));
  if (key.type === "open") {
    enable(true);
    /** @type {HTMLTextAreaElement} */ (one(element, "textarea")).disabled = false;
    const weigh = () => {
      const given = answer();
      const result = grade(key, given);
      Object.assign(entry, { answer: given, score: result.score, right: result.right, attempts: 1, done: true, solved: result.right });
      const lacking = (key.essential ?? []).some((needed, point) => needed && !result.parts[point]);
      verdict.textContent = fill(strings[result.right ? "open_whole" : lacking ? "open_lacking" : "open_partly"],
        { ticked: result.parts.filter(Boolean).length, all: key.key.length });
      verdict.hidden = false;
      return verdict.textContent;
    };
    element.addEventListener("change", (event) => {
      if (event.target instanceof HTMLTextAreaElement) return;
      say(weigh());
      changed({ ...entry });
    });
    return (kept) => { refill(kept.answer); weigh(); };
  }
  groups.forEach((group) => all(group, ".sanad-move").forEach((mover) => mover.addEventListener("click", () => {
    const [other, up] = mover.dataset.move === "up" ? [group.previousElementSibling, true] : [group.nextElementSibling, false];
    if (other) { moved = true; other[up ? "before" : "after"](group); }
    mover.focus();
    say(fill(strings.moved, { place: place(group) + 1, all: groups.length }));
  })));
  enable(true);
  one(element, ".sanad-actions").hidden = false;
  offer(["check"]);
  button("again").addEventListener("click", again);
  button("key").addEventListener("click", () => { entry.done = true; finish(grade(key, answer()), true); changed({ ...entry }); });
  element.addEventListener("submit", (event) => { event.preventDefault(); if (!button("check").hidden) check(); });
  return (kept) => {
    Object.assign(entry, kept);
    refill(kept.answer);
    tick(confidence, (kept.confidence ?? 0) - 1);
    if (kept.answer.length) finish(grade(key, answer()), false);
  };
}

// -- evidence in the passage --------------------------------------------------------------------------------------------

/**
 * Where a span stands in some elements, note marks left out, or null.
 * @param {HTMLElement[]} elements @param {string} span
 */
function range(elements, span) {
  /** @type {[Text, number][]} */
  const letters = [];
  let text = "";
  elements.forEach((element, index) => {
    const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    if (index) { text += " "; letters.push(letters[letters.length - 1]); }
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".sanad-note-ref")) continue;
      const data = /** @type {Text} */ (node).data;
      for (let at = 0; at < data.length; at += 1) letters.push([/** @type {Text} */ (node), at]);
      text += data;
    }
  });
  const start = text.indexOf(span);
  if (start < 0) return null;
  const found = elements[0].ownerDocument.createRange();
  const last = letters[start + span.length - 1];
  found.setStart(...letters[start]);
  found.setEnd(last[0], last[1] + 1);
  return found;
}

/**
 * Show a span of the passage where it stands on the page, with a way back. Returns whether it is there. A sentence's id is
 * tried first; JupyterLab drops ids, so the class of the same name is the fallback. Where the browser can't highlight a
 * range, the whole sentence is marked.
 * @param {HTMLElement} link @param {HTMLElement} item @param {Strings} strings
 */
function find(link, item, strings) {
  const page = item.ownerDocument;
  const found = (link.dataset.at ?? "").split(" ").flatMap((name) => page.getElementById(name) ?? all(page, `.${CSS.escape(name)}`).slice(0, 1));
  if (!found.length) return false;
  const unlight = () => {
    all(page, ".sanad-highlighted").forEach((part) => part.classList.remove("sanad-highlighted"));
    all(page, ".sanad-back").forEach((part) => part.remove());
    CSS.highlights?.delete("sanad-highlighted");
  };
  unlight();
  const exact = CSS.highlights ? range(found, link.parentElement?.querySelector("mark")?.textContent ?? "") : null;
  if (exact) CSS.highlights.set("sanad-highlighted", new Highlight(exact));
  else found.forEach((part) => part.classList.add("sanad-highlighted"));
  const back = page.createElement("button");
  back.type = "button";
  back.className = "sanad-back";
  back.textContent = strings.back;
  back.addEventListener("click", () => {
    unlight();
    link.scrollIntoView({ block: "center", behavior: motion() });
    link.focus({ preventScroll: true });
  });
  found[found.length - 1].after(back);
  found[0].scrollIntoView({ block: "center", behavior: motion() });
  back.focus({ preventScroll: true });
  return true;
}

// -- a quiz, a chapter, a page ------------------------------------------------------------------------------------------

/**
 * Bring every item below `root` to life. Returns what shows a kept record, by item id.
 * @param {HTMLElement} root @param {Data} data @param {(id: string, entry: Entry) => void} changed
 */
function enliven(root, data, changed) {
  const live = one(root, ".sanad-live");
  all(root, ".lm-mod-hidden").forEach((part) => part.classList.remove("lm-Widget", "lm-mod-hidden")); // `hidden` says it here
  /** @type {Record<string, (kept: Entry) => void>} */
  const restore = {};
  all(root, ".sanad-item").forEach((element) => {
    const id = element.dataset.id ?? "";
    restore[id] = bring(element, data.keys[id], data.strings, (entry) => changed(id, entry), (text) => { live.textContent = text; });
  });
  root.classList.add("is-live");
  return restore;
}

/**
 * How sure one was and how often one was then right; only of answers that were fully right or fully wrong.
 * @param {Answers} answers @returns {{ level: number, right: number, all: number }[]}
 */
const calibration = (answers) => [3, 2, 1].map((level) => {
  const sure = Object.values(answers).filter((entry) => entry.confidence === level && (entry.right || entry.score === 0));
  return { level, right: sure.filter((entry) => entry.right).length, all: sure.length };
}).filter((row) => row.all);

/** @param {HTMLElement} table @param {Answers} answers @param {Strings} strings */
function picture(table, answers, strings) {
  const rows = calibration(answers);
  table.hidden = !rows.length;
  one(table, "tbody").replaceChildren(...rows.map(({ level, right, all: count }) => {
    const page = table.ownerDocument;
    const [row, head, dots, cell] = ["tr", "th", "td", "td"].map((tag) => page.createElement(tag));
    head.setAttribute("scope", "row");
    head.textContent = strings[`sure_${level}`];
    cell.textContent = fill(strings.of, { right, all: count });
    const svg = page.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${count * 14} 12`);
    svg.setAttribute("height", "12");
    svg.setAttribute("aria-hidden", "true");
    for (let dot = 0; dot < count; dot += 1) {
      const circle = page.createElementNS(svg.namespaceURI, "circle");
      Object.entries({ cx: (count - dot) * 14 - 7, cy: 6, r: 5, class: dot < right ? "is-full" : "is-empty" }).forEach(([k, v]) => circle.setAttribute(k, String(v)));
      svg.append(circle);
    }
    dots.append(svg);
    row.append(head, dots, cell);
    return row;
  }));
}

/**
 * The summary of a chapter in a page: how many were right at first, where each item is, how well one knew it.
 * @param {HTMLElement} element @param {Answers} answers @param {Strings} strings
 */
function summarise(element, answers, strings) {
  const page = element.ownerDocument;
  const items = all(page, `.sanad-quiz[data-chapter="${element.dataset.chapter}"] .sanad-item`);
  const graded = items.filter((item) => item.dataset.type !== "open").map((item) => answers[item.dataset.id ?? ""]);
  const met = graded.filter(Boolean);
  one(element, ".sanad-total").textContent = met.length
    ? fill(strings.total, { right: met.filter((entry) => entry.right).length, met: met.length, all: graded.length }) : strings.total_none;
  const list = one(element, ".sanad-list");
  list.replaceChildren(...items.map((item) => {
    const [row, link] = [page.createElement("li"), page.createElement("a")];
    const how = state(answers[item.dataset.id ?? ""]);
    link.href = `#${item.id}`;
    link.textContent = item.dataset.label ?? "";
    row.append(link, " ", strings[`state_${how}`]);
    row.className = `is-${how}`;
    return row;
  }));
  list.hidden = false;
  picture(one(element, ".sanad-calibration"), answers, strings);
}

/**
 * Bring a page of the book to life: every quiz on it, and the summary of its chapter. Run while the page is still arriving,
 * it does so with what is there, and with the rest once that is there too. `document.dispatchEvent` tells the rest of the
 * page (saving, progress) of each answer by `sanad:answer`, and takes kept ones by `sanad:restore`.
 * @param {Document} page
 */
function mount(page) {
  /** @type {Record<string, { data: Data, answers: Answers, restore: Record<string, (kept: Entry) => void> }>} */
  const chapters = {};
  const tell = (/** @type {string} */ name) => all(page, `.sanad-summary[data-chapter="${name}"]`)
    .forEach((element) => summarise(element, chapters[name].answers, chapters[name].data.strings));
  const meet = () => all(page, ".sanad-quiz:not(.is-live)").forEach((root) => {
    const data = /** @type {Data} */ (JSON.parse(one(root, "script.sanad-data").textContent ?? ""));
    const chapter = (chapters[data.chapter] ??= { data, answers: {}, restore: {} });
    Object.assign(chapter.data.keys, data.keys);
    Object.assign(chapter.restore, enliven(root, data, (id, entry) => {
      chapter.answers[id] = entry;
      tell(data.chapter);
      page.dispatchEvent(new CustomEvent("sanad:answer", { detail: { chapter: data.chapter, id, entry, hash: data.keys[id].hash } }));
    }));
  });
  const finish = () => {
    meet();
    Object.keys(chapters).forEach(tell);
    page.dispatchEvent(new CustomEvent("sanad:ready", { detail: chapters }));
  };
  page.addEventListener("sanad:restore", (event) => {
    const { chapter, answers } = /** @type {CustomEvent<{ chapter: string, answers: Answers }>} */ (event).detail;
    Object.entries(answers).forEach(([id, entry]) => {
      if (!chapters[chapter]?.restore[id] || chapters[chapter].answers[id]) return;
      chapters[chapter].answers[id] = entry;
      chapters[chapter].restore[id](entry);
    });
    if (chapters[chapter]) tell(chapter);
  });
  meet();
  if (page.readyState === "loading") page.addEventListener("readystatechange", finish, { once: true });
  else finish();
}

/**
 * Draw a live quiz in a notebook: the model holds the written HTML, the keys and, as one answers, the record.
 * @param {{ model: Model, el: HTMLElement }} view
 */
function render({ model, el }) {
  el.innerHTML = model.get("html");
  const root = /** @type {HTMLElement} */ (el.firstElementChild);
  const data = { chapter: model.get("chapter"), course: "", keys: model.get("key"), strings: model.get("strings") };
  const restore = enliven(root, data, (id, entry) => {
    model.set("answers", { ...model.get("answers"), [id]: entry });
    model.save_changes();
  });
  Object.entries(/** @type {Answers} */ (model.get("answers"))).forEach(([id, entry]) => restore[id]?.(entry));
}

export default { render };
