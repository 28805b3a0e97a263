// @ts-check
/**
 * Brings the items of a chapter to life: the same module in the book's pages and in a live notebook.
 *
 * The HTML of an item is written once, by Python, with its inputs disabled and its feedback hidden. This module names
 * and enables the inputs, grades, and shows what is already there. It draws no item of its own.
 *
 * @typedef {"single" | "multiple" | "true_false_reason" | "cloze" | "matching" | "classification" | "open"} Type
 * @typedef {{ type: Type, key: number[], choices: number, uses?: number[], essential?: boolean[] }} Key
 *   `key`: the right choices (single, multiple), else the right choice of each part; for open: one 1 a self-check.
 *   `choices`: how many choices a part has.
 * @typedef {(number | null)[]} Answer the chosen options, else the choice of each part (null: none)
 * @typedef {{ score: number, right: boolean, parts: boolean[] }} Grade score from 0 to 1
 * @typedef {{ answer: Answer, score: number, right: boolean, attempts: number, done: boolean, solved: boolean,
 *   confidence: number | null }} Entry what is known of an item; answer, score and right are those of the first attempt
 * @typedef {Record<string, string>} Strings
 * @typedef {{ chapter: string, keys: Record<string, Key>, strings: Strings }} Data
 * @typedef {{ get(name: string): any, set(name: string, value: any): void, save_changes(): void,
 *   on(name: string, call: () => void): void, off(name: string, call: () => void): void }} Model
 */

/**
 * The one grader. Single: all or nothing. Multiple: the share of the key that was ticked less the share of distractors
 * that was ticked. True/false with a reason: half for the verdict, half for the reason, which counts only with the right
 * verdict. Cloze and matching: the share of right parts, a choice used more often than the key does counting nowhere.
 * Classification: the share of right cards beyond what one place for all cards would give, so that this earns nothing.
 * Open: the share of self-checks ticked; right needs the essential ones.
 * @param {Key} item @param {Answer} answer @returns {Grade}
 */
function grade(item, answer) {
  const { type, key, choices } = item;
  if (type === "single" || type === "multiple") {
    const ticked = new Set(answer);
    const parts = Array.from({ length: choices }, (_, choice) => ticked.has(choice) === key.includes(choice));
    const hits = key.filter((choice) => ticked.has(choice)).length;
    const right = parts.every(Boolean);
    const score = type === "single" ? Number(right) : Math.max(0, hits / key.length - (ticked.size - hits) / (choices - key.length));
    return { score, right, parts };
  }
  if (type === "open") {
    const parts = key.map((_, point) => answer[point] === 1);
    const share = parts.filter(Boolean).length / key.length;
    return { score: share, right: share >= 0.75 && (item.essential ?? []).every((needed, point) => !needed || parts[point]), parts };
  }
  const times = (/** @type {Answer} */ list, /** @type {number | null} */ choice) => list.filter((other) => other === choice).length;
  let parts = key.map((choice, part) => answer[part] === choice);
  if (type === "true_false_reason") parts = [parts[0], parts[0] && parts[1]];
  if (type === "cloze" || type === "matching") parts = parts.map((right, part) => right && times(answer, key[part]) <= times(key, key[part]));
  const count = parts.filter(Boolean).length;
  const free = type === "classification" ? Math.max(...key.map((choice) => times(key, choice))) : 0;
  const score = Math.max(0, (count - free) / (key.length - free));
  return { score, right: count === key.length, parts };
}

/** @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E[]} */
const all = (root, selector) => /** @type {E[]} */ ([...root.querySelectorAll(selector)]);

/** @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E} */
const one = (root, selector) => /** @type {E} */ (root.querySelector(selector));

/**
 * Fill `{name}` in a string of the catalogue.
 * @param {string} text @param {Record<string, string | number>} values
 */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @param {boolean} calm */
const motion = (calm) => /** @type {ScrollBehavior} */ (calm || matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

let mounted = 0;

/**
 * One item: its inputs, its states, its record.
 * @param {HTMLElement} element @param {Key} key @param {Strings} strings
 * @param {(entry: Entry) => void} changed @param {(text: string) => void} say
 */
function bring(element, key, strings, changed, say) {
  const name = `sanad-${++mounted}`;
  const groups = all(element, ".sanad-group");
  const inputs = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (all(element, ".sanad-group input, .sanad-group select"));
  const confidence = all(element, ".sanad-confidence input");
  const error = one(element, ".sanad-error");
  const verdict = one(element, ".sanad-verdict");
  const button = (/** @type {string} */ kind) => /** @type {HTMLButtonElement} */ (one(element, `.sanad-${kind}`));
  /** @type {Entry} */
  const entry = { answer: [], score: 0, right: false, attempts: 0, done: false, solved: false, confidence: null };

  groups.forEach((group, index) => all(group, "input").forEach((input) => input.setAttribute("name", `${name}-${index}`)));
  confidence.forEach((input) => { input.setAttribute("name", `${name}-confidence`); input.removeAttribute("disabled"); });
  error.id = `${name}-error`;

  /** @returns {Answer} */
  const answer = () => {
    if (key.type === "single" || key.type === "multiple") return inputs.flatMap((input, index) => ("checked" in input && input.checked ? [index] : []));
    if (key.type === "open") return inputs.map((input) => Number("checked" in input && input.checked));
    return groups.map((group) => {
      const select = /** @type {HTMLSelectElement | null} */ (one(group, "select"));
      if (select) return select.value === "" ? null : Number(select.value);
      const found = /** @type {HTMLInputElement[]} */ (all(group, "input")).findIndex((input) => input.checked);
      return found < 0 ? null : found;
    });
  };

  const enable = (/** @type {boolean} */ on) => inputs.forEach((input) => { input.disabled = !on; });

  /** What a feedback belongs to: an option, or a part with a verdict. @param {Grade} result @param {boolean} whole */
  const show = (result, whole) => {
    const given = answer();
    groups.forEach((group, part) => {
      const options = all(group, ".sanad-option");
      options.forEach((option, choice) => {
        const ticked = key.type === "multiple" ? given.includes(choice) : (key.type === "single" ? given[0] : given[part]) === choice;
        const wanted = key.type === "single" || key.type === "multiple" ? key.key.includes(choice) : key.key[part] === choice;
        option.classList.toggle("is-right", wanted && (ticked || whole));
        option.classList.toggle("is-wrong", ticked && !wanted);
        const feedback = one(option, ".sanad-feedback");
        if (feedback) feedback.hidden = !(ticked || (whole && wanted));
        mark(option, ticked && !wanted ? strings.sign_wrong : wanted && whole && !ticked ? strings.sign_missed : wanted && ticked ? strings.sign_right : "");
      });
      if (options.length) return;
      const home = all(element, ".sanad-parts > li")[part] ?? group;
      const right = result.parts[part];
      group.classList.toggle("is-right", right);
      group.classList.toggle("is-wrong", !right);
      home.classList.toggle("is-right", right);
      home.classList.toggle("is-wrong", !right);
      mark(home, right ? strings.sign_right : strings.sign_wrong);
      const chosen = given[part];
      const own = chosen === null || right ? null : one(home, `.sanad-feedback[data-choice="${chosen}"]`);
      all(home, ".sanad-feedback").forEach((feedback) => {
        const when = feedback.dataset.when;
        feedback.hidden = !(feedback === own || (!own && when === (right ? "right" : "wrong")) || (whole && !right && when === "right"));
      });
    });
  };

  /** A word before the feedback, so that colour is never alone. @param {Element} element @param {string} text */
  const mark = (element, text) => { const sign = one(element, ".sanad-sign"); if (sign) { sign.textContent = text; sign.hidden = !text; } };

  const clear = () => {
    all(element, ".sanad-feedback, .sanad-evidence, .sanad-sign").forEach((part) => { part.hidden = true; });
    all(element, ".is-right, .is-wrong").forEach((part) => part.classList.remove("is-right", "is-wrong"));
    verdict.hidden = true;
  };

  const offer = (/** @type {string[]} */ kinds) => ["check", "again", "key"].forEach((kind) => { const b = button(kind); if (b) b.hidden = !kinds.includes(kind); });

  const complain = (/** @type {string} */ text) => {
    error.textContent = text;
    error.hidden = !text;
    inputs.forEach((input) => (text ? input.setAttribute("aria-describedby", error.id) : input.removeAttribute("aria-describedby")));
  };

  const missing = (/** @type {Answer} */ given) => given.length === 0 || given.includes(null);

  const check = () => {
    const given = answer();
    if (missing(given)) {
      complain(strings[key.type === "single" || key.type === "multiple" ? "choose_first" : "complete_first"]);
      (inputs.find((input) => (input instanceof HTMLSelectElement ? !input.value : !groups.find((g) => g.contains(input))?.querySelector(":checked"))) ?? inputs[0]).focus();
      return;
    }
    complain("");
    const result = grade(key, given);
    entry.attempts += 1;
    if (entry.attempts === 1) {
      const level = confidence.findIndex((input) => /** @type {HTMLInputElement} */ (input).checked);
      Object.assign(entry, { answer: given, score: result.score, right: result.right, confidence: level < 0 ? null : level + 1 });
      confidence.forEach((input) => { /** @type {HTMLInputElement} */ (input).disabled = true; });
    }
    entry.solved = result.right;
    entry.done = result.right || entry.attempts > 1;
    finish(result);
  };

  /** @param {Grade} result */
  const finish = (result) => {
    enable(false);
    show(result, entry.done);
    one(element, ".sanad-evidence").hidden = false;
    verdict.textContent = result.right ? strings[entry.attempts === 1 ? "right_first" : "right_later"]
      : entry.done ? strings.see_key : result.score > 0 ? strings.partly : strings.not_yet;
    verdict.hidden = false;
    offer(entry.done ? [] : ["again", "key"]);
    if (!entry.done) button("again").focus();
    else { verdict.tabIndex = -1; verdict.focus(); }
    say(verdict.textContent);
    changed({ ...entry });
  };

  const again = () => {
    clear();
    enable(true);
    offer(["check"]);
    inputs[0].focus();
  };

  const reveal = () => {
    entry.done = true;
    finish(grade(key, answer()));
  };

  all(element, ".sanad-show").forEach((link) => link.addEventListener("click", (event) => {
    if (find(link, element, strings)) event.preventDefault();
  }));
  if (key.type === "open") {
    enable(true);
    const writing = /** @type {HTMLTextAreaElement} */ (one(element, "textarea"));
    writing.disabled = false;
    element.addEventListener("change", () => {
      const given = answer();
      const result = grade(key, given);
      Object.assign(entry, { answer: given, score: result.score, right: result.right, attempts: 1, done: true, solved: result.right });
      const ticked = result.parts.filter(Boolean).length;
      const lacking = (item => item.some((needed, point) => needed && !result.parts[point]))(key.essential ?? []);
      verdict.textContent = fill(strings[result.right ? "open_whole" : lacking ? "open_lacking" : "open_partly"], { ticked, all: key.key.length });
      verdict.hidden = false;
      say(verdict.textContent);
      changed({ ...entry });
    });
    return;
  }
  enable(true);
  one(element, ".sanad-actions").hidden = false;
  offer(["check"]);
  button("again").addEventListener("click", again);
  button("key").addEventListener("click", reveal);
  element.addEventListener("submit", (event) => { event.preventDefault(); if (!button("check").hidden) check(); });
}

/**
 * Show a sentence of the passage where it stands on the page, with a way back. Returns whether it is there.
 * Its id is tried first; JupyterLab drops ids, so the class of the same name is the fallback.
 * @param {HTMLElement} link @param {HTMLElement} item @param {Strings} strings
 */
function find(link, item, strings) {
  const page = item.ownerDocument;
  const names = (link.dataset.at ?? "").split(" ");
  const found = names.flatMap((name) => page.getElementById(name) ?? all(page, `.${CSS.escape(name)}`).slice(0, 1));
  if (!found.length) return false;
  all(page, ".sanad-lit").forEach((part) => part.classList.remove("sanad-lit"));
  all(page, ".sanad-back").forEach((part) => part.remove());
  found.forEach((part) => part.classList.add("sanad-lit"));
  const back = page.createElement("button");
  back.type = "button";
  back.className = "sanad-back";
  back.textContent = strings.back;
  back.addEventListener("click", () => {
    found.forEach((part) => part.classList.remove("sanad-lit"));
    back.remove();
    link.scrollIntoView({ block: "center", behavior: motion(false) });
    link.focus({ preventScroll: true });
  });
  found[found.length - 1].after(back);
  found[0].scrollIntoView({ block: "center", behavior: motion(false) });
  back.focus({ preventScroll: true });
  return true;
}

/**
 * Bring every item below `root` to life.
 * @param {HTMLElement} root @param {Data} data @param {(id: string, entry: Entry) => void} changed
 */
function enliven(root, data, changed) {
  const live = one(root, ".sanad-live");
  all(root, ".lm-mod-hidden").forEach((part) => part.classList.remove("lm-Widget", "lm-mod-hidden")); // `hidden` says it here
  all(root, ".sanad-item").forEach((element) => {
    const id = element.dataset.id ?? "";
    bring(element, data.keys[id], data.strings, (entry) => changed(id, entry), (text) => { live.textContent = text; });
  });
  root.classList.add("is-live");
}

/**
 * The summary of a chapter in a page: how many were right at first, and where each item is.
 * @param {HTMLElement} element @param {Record<string, Entry>} answers @param {Strings} strings
 */
function summarise(element, answers, strings) {
  const items = all(element.ownerDocument, `.sanad-quiz[data-chapter="${element.dataset.chapter}"] .sanad-item`);
  const graded = items.filter((item) => item.dataset.type !== "open");
  const right = graded.filter((item) => answers[item.dataset.id ?? ""]?.right).length;
  const met = graded.filter((item) => answers[item.dataset.id ?? ""]).length;
  const line = one(element, ".sanad-total");
  line.textContent = met ? fill(strings.total, { right, met, all: graded.length }) : strings.total_none;
  const list = one(element, ".sanad-list");
  list.replaceChildren(...items.map((item) => {
    const entry = answers[item.dataset.id ?? ""];
    const row = item.ownerDocument.createElement("li");
    const link = item.ownerDocument.createElement("a");
    const state = !entry ? "state_none" : entry.right ? "state_right" : entry.solved ? "state_later" : "state_again";
    link.href = `#${item.id}`;
    link.textContent = item.dataset.label ?? "";
    row.append(link, " ", strings[state]);
    row.className = `is-${state.slice(6)}`;
    return row;
  }));
  list.hidden = false;
}

/**
 * Bring a page of the book to life: every quiz on it, and the summary of its chapter.
 * @param {Document} page
 */
function mount(page) {
  /** @type {Record<string, Record<string, Entry>>} */
  const chapters = {};
  all(page, ".sanad-quiz").forEach((root) => {
    const text = one(root, "script.sanad-data").textContent ?? "";
    const data = /** @type {Data} */ (JSON.parse(text));
    const answers = (chapters[data.chapter] ??= {});
    const tell = () => all(page, `.sanad-summary[data-chapter="${data.chapter}"]`).forEach((element) => summarise(element, answers, data.strings));
    enliven(root, data, (id, entry) => { answers[id] = entry; tell(); });
    tell();
  });
}

/**
 * Draw a live quiz in a notebook: the model holds the written HTML, the keys and, as one answers, the record.
 * @param {{ model: Model, el: HTMLElement }} view
 */
function render({ model, el }) {
  el.innerHTML = model.get("html");
  const root = /** @type {HTMLElement} */ (el.firstElementChild);
  const data = { chapter: model.get("chapter"), keys: model.get("key"), strings: model.get("strings") };
  enliven(root, data, (id, entry) => {
    model.set("answers", { ...model.get("answers"), [id]: entry });
    model.save_changes();
  });
}

export default { render };
