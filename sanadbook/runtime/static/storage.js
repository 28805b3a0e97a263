// @ts-check
/**
 * What a reader may keep of their answers: saving on this device (off until switched on), a code to note on paper, a file.
 * Listens to what quiz.mjs says of answers; the quiz works without it.
 *
 * @typedef {{ answer: (number | string | null)[], score: number, right: boolean, attempts: number, done: boolean,
 *   solved: boolean, confidence: number | null }} Entry
 * @typedef {{ hash: string, entry: Entry, when: number, box: number }} Kept `when`: ms since 1970; `box`: reviews passed in a row
 * @typedef {Record<string, Kept>} Items by item id
 * @typedef {{ data: { chapter: string, course: string, keys: Record<string, { type: string, hash?: string }>, strings: Record<string, string> },
 *   answers: Record<string, Entry> }} Chapter
 */
(() => {
  const VERSION = 1;
  const PREFIX = "sanad.";

  /** @param {string} course */
  const place = (course) => `${PREFIX}v${VERSION}.${course}`;

  /** Storage may be blocked, full, corrupt or somebody else's: then there is none. @template T @param {() => T} use @param {T} otherwise */
  const attempt = (use, otherwise) => { try { return use(); } catch { return otherwise; } };

  /** @param {any} entry @returns {entry is Entry} */
  const isEntry = (entry) => entry && Array.isArray(entry.answer) && entry.answer.every((/** @type {unknown} */ part) => part === null || ["number", "string"].includes(typeof part))
    && typeof entry.score === "number" && entry.score >= 0 && entry.score <= 1 && [entry.right, entry.done, entry.solved].every((flag) => typeof flag === "boolean")
    && Number.isInteger(entry.attempts) && entry.attempts >= 0 && (entry.confidence === null || [1, 2, 3].includes(entry.confidence));

  /** What is kept of a course, or null while saving is off. @param {string} course @returns {Items | null} */
  const read = (course) => attempt(() => {
    const text = localStorage.getItem(place(course));
    if (text === null) return null;
    const items = attempt(() => JSON.parse(text).items, {});
    return Object.fromEntries(Object.entries(items && typeof items === "object" ? items : {})
      .filter(([, kept]) => kept && typeof kept.hash === "string" && Number.isFinite(kept.when) && Number.isInteger(kept.box) && isEntry(kept.entry)));
  }, null);

  /** @param {string} course @param {Items} items @returns {boolean} whether it could be kept */
  const write = (course, items) => attempt(() => { localStorage.setItem(place(course), JSON.stringify({ items })); return true; }, false);

  /** Keep one answer; what another tab kept meanwhile stays. @param {string} course @param {string} id @param {Kept} kept */
  const keep = (course, id, kept) => { const items = read(course); return items ? write(course, { ...items, [id]: kept }) : true; };

  /** Remove all that any version of the course kept here. @param {string} course @returns {boolean} whether nothing is left */
  const clear = (course) => attempt(() => {
    const ours = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && name.endsWith(`.${course}`));
    ours().forEach((name) => localStorage.removeItem(name));
    return !ours().length;
  }, true);

  /** Remove what a chapter's notebook, run in this browser, may have kept: the stores are those that sanadbook/jupyter/lite names. @returns {Promise<boolean>} whether it is gone */
  const sweep = async () => (await Promise.all(["contents", "settings", "workspaces"].map((what) => new Promise((tell) => {
    const request = attempt(() => indexedDB.deleteDatabase(`sanad-lite-${what}`), null);
    if (!request) return tell(true);
    request.onsuccess = () => tell(true);
    request.onerror = request.onblocked = () => tell(false);
  })))).every(Boolean);

  // -- a code of digits: two bits an item, then two check digits (ISO 7064, as in bank account numbers) --

  /** @param {Entry | undefined} entry */
  const state = (entry) => (!entry ? 0 : entry.right ? 1 : entry.solved ? 2 : 3);

  /** @param {number} count */
  const width = (count) => (4n ** BigInt(count) - 1n).toString().length;

  /** Two digits that a code of another chapter, or with a slip, does not have. @param {string} chapter @param {string} digits */
  const check = (chapter, digits) => {
    const name = [...chapter].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);
    return String(98n - (BigInt(`1${name}${digits}`) * 100n) % 97n).padStart(2, "0");
  };

  /** @param {string} chapter @param {string[]} ids @param {Record<string, Entry>} answers */
  const encode = (chapter, ids, answers) => {
    const digits = ids.reduce((code, id) => code * 4n + BigInt(state(answers[id])), 0n).toString().padStart(width(ids.length), "0");
    return (digits + check(chapter, digits)).replace(/(?=(?:\d{3})+$)(?!^)/g, " ");
  };

  /** The answers that a code tells of, or null for a code that is not of this chapter. @param {string} chapter @param {string[]} ids @param {string} text */
  const decode = (chapter, ids, text) => {
    const digits = text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[\s-]/g, "");
    const body = digits.slice(0, -2);
    if (!/^\d+$/.test(digits) || body.length !== width(ids.length) || check(chapter, body) !== digits.slice(-2)) return null;
    let code = BigInt(body);
    /** @type {Record<string, Entry>} */
    const answers = {};
    [...ids].reverse().forEach((id) => {
      const how = Number(code % 4n);
      code /= 4n;
      if (how) answers[id] = { answer: [], score: Number(how === 1), right: how === 1, attempts: how === 1 ? 1 : 2, done: true, solved: how < 3, confidence: null };
    });
    return code ? null : answers;
  };

  // -- files --

  /** @param {string} name @param {string} type @param {string} text */
  const download = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  /** @param {Chapter} chapter */
  const asJson = ({ data, answers }) => JSON.stringify({ schema: VERSION, course: data.course, chapter: data.chapter, answers }, null, 1);

  /** @param {Chapter} chapter */
  const asCsv = ({ data, answers }) => [
    "item,score,right,solved,attempts,confidence",
    ...Object.keys(data.keys).filter((id) => answers[id]).map((id) => {
      const { score, right, solved, attempts, confidence } = answers[id];
      return [id, score, right, solved, attempts, confidence ?? ""].join(",");
    }),
  ].join("\r\n") + "\r\n";

  /** The answers of a results file for this chapter, or null. @param {Chapter} chapter @param {string} text */
  const fromJson = ({ data }, text) => attempt(() => {
    const file = JSON.parse(text);
    if (file.schema !== VERSION || file.course !== data.course || file.chapter !== data.chapter) return null;
    const answers = Object.entries(file.answers).filter(([id, entry]) => data.keys[id] && isEntry(entry));
    return /** @type {Record<string, Entry>} */ (Object.fromEntries(answers));
  }, null);

  // -- the page --

  /** @param {ParentNode} root @param {string} selector */
  const one = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

  /** @param {Chapter} chapter @param {HTMLElement} tools */
  function equip(chapter, tools) {
    const { data } = chapter;
    const { strings, course } = data;
    const ids = Object.keys(data.keys).filter((id) => data.keys[id].type !== "open").sort();
    const [code, typed, saving, say] = [".sanad-code", ".sanad-code-typed", ".sanad-saving", ".sanad-save-status"].map((selector) => one(tools, selector));
    const tell = (/** @type {string} */ text) => { say.textContent = text; };
    const refresh = () => { code.textContent = encode(data.chapter, ids, chapter.answers); };
    const restore = (/** @type {Record<string, Entry> | null} */ answers) => {
      if (!answers) return tell(strings.not_ours);
      document.dispatchEvent(new CustomEvent("sanad:restore", { detail: { chapter: data.chapter, answers } }));
      refresh();
      return tell(strings.restored);
    };
    const box = /** @type {HTMLInputElement} */ (saving);
    const save = (/** @type {string} */ id, /** @type {Entry} */ entry, /** @type {string | undefined} */ hash) => {
      if (box.checked && !keep(course, id, { hash: hash ?? "", entry, when: Date.now(), box: 0 })) tell(strings.saving_failed);
    };
    box.checked = read(course) !== null;
    box.addEventListener("change", () => {
      if (!box.checked) return tell(strings[clear(course) ? "cleared" : "not_cleared"]);
      const now = Object.entries(chapter.answers).map(([id, entry]) => [id, { hash: data.keys[id].hash ?? "", entry, when: Date.now(), box: 0 }]);
      const kept = write(course, { ...read(course), ...Object.fromEntries(now) });
      box.checked = kept;
      return tell(strings[kept ? "saving_on" : "saving_failed"]);
    });
    one(tools, ".sanad-clear").addEventListener("click", async () => { const gone = clear(course); box.checked = false; tell(strings[await sweep() && gone ? "cleared" : "not_cleared"]); });
    one(tools, ".sanad-restore").addEventListener("click", () => restore(decode(data.chapter, ids, /** @type {HTMLInputElement} */ (typed).value)));
    one(tools, ".sanad-csv").addEventListener("click", () => download(`sanad-${data.chapter}.csv`, "text/csv", asCsv(chapter)));
    one(tools, ".sanad-json").addEventListener("click", () => download(`sanad-${data.chapter}.json`, "application/json", asJson(chapter)));
    const file = /** @type {HTMLInputElement} */ (one(tools, ".sanad-import"));
    file.addEventListener("change", async () => { if (file.files?.[0]) restore(fromJson(chapter, await file.files[0].text())); file.value = ""; });
    document.addEventListener("sanad:answer", (event) => {
      const { chapter: name, id, entry, hash } = /** @type {CustomEvent} */ (event).detail;
      if (name !== data.chapter) return;
      refresh();
      save(id, entry, hash);
    });
    window.addEventListener("storage", (event) => { if (event.key === place(course) || event.key === null) box.checked = read(course) !== null; });
    const early = Object.entries(chapter.answers); // given while the page was still arriving
    const kept = Object.entries(read(course) ?? {}).filter(([id, each]) => data.keys[id] && each.hash === data.keys[id].hash);
    if (kept.length) restore(Object.fromEntries(kept.map(([id, each]) => [id, each.entry])));
    refresh();
    tell("");
    early.forEach(([id, entry]) => save(id, entry, data.keys[id].hash));
    tools.hidden = false;
  }

  document.addEventListener("sanad:ready", (event) => {
    const chapters = /** @type {CustomEvent<Record<string, Chapter>>} */ (event).detail;
    Object.entries(chapters).forEach(([name, chapter]) => {
      const tools = document.querySelector(`.sanad-summary[data-chapter="${CSS.escape(name)}"] .sanad-tools-kept`);
      if (tools instanceof HTMLElement) equip(chapter, tools);
    });
  });
  Object.assign(globalThis, { sanadStorage: { read, write, keep, clear, encode, decode, isEntry } });
})();
