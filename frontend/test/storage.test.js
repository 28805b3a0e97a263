import assert from "node:assert/strict";
import test from "node:test";
import { fromJson, toCsv, toJson } from "../src/storage/files.js";
import { clearItems, readItems, storageKey, storeItem, writeItems } from "../src/storage/store.js";

/** A `localStorage` with these entries: like the real one, its own enumerable properties are the entries. */
function useStorage(entries = {}) {
  const storage = Object.create({
    getItem(name) {
      return Object.hasOwn(this, name) ? this[name] : null;
    },
    setItem(name, text) {
      this[name] = text;
    },
    removeItem(name) {
      delete this[name];
    },
  });
  globalThis.localStorage = Object.assign(storage, entries);
  return storage;
}

const ENTRY = { answer: [1], score: 1, right: true, attempts: 1, done: true, solved: true, confidence: null };
const ITEM = { hash: "abc", entry: ENTRY, when: 5, streak: 2 };
const TEXT = JSON.stringify({ items: { "x:Q1": ITEM } });

test("nothing is read or stored while saving is off", () => {
  const storage = useStorage();
  assert.equal(readItems("x"), null);
  assert.equal(storeItem("x", "x:Q1", ITEM), true);
  assert.deepEqual(Object.keys(storage), []);
});

test("what is written is read again", () => {
  useStorage();
  assert.equal(writeItems("x", {}), true);
  assert.equal(storeItem("x", "x:Q1", ITEM), true);
  assert.deepEqual(readItems("x"), { "x:Q1": ITEM });
  assert.equal(readItems("y"), null);
});

test("answers of version 1 are taken over, and newer ones win", () => {
  const { streak, ...rest } = ITEM;
  const old = { items: { "x:Q1": { ...rest, box: streak }, "x:Q2": { ...rest, box: 0 } } };
  const storage = useStorage({ [storageKey("x", 1)]: JSON.stringify(old) });
  assert.deepEqual(readItems("x"), { "x:Q1": ITEM, "x:Q2": { ...ITEM, streak: 0 } });
  assert.deepEqual(Object.keys(storage), [storageKey("x")]);

  const newer = { "x:Q1": { ...ITEM, when: 9 } };
  useStorage({ [storageKey("x", 1)]: JSON.stringify(old), [storageKey("x")]: JSON.stringify({ items: newer }) });
  assert.deepEqual(readItems("x"), { "x:Q1": newer["x:Q1"], "x:Q2": { ...ITEM, streak: 0 } });
});

test("answers of version 1 stay if the storage is full", () => {
  const old = JSON.stringify({ items: { "x:Q1": { hash: "abc", entry: ENTRY, when: 5, box: 2 } } });
  const storage = useStorage({ [storageKey("x", 1)]: old });
  Object.getPrototypeOf(storage).setItem = () => {
    throw new Error("full");
  };
  assert.deepEqual(readItems("x"), { "x:Q1": ITEM });
  assert.equal(storage[storageKey("x", 1)], old);
});

test("a text that is not ours holds no answers, and saving stays on", () => {
  const broken = { ...ITEM, entry: { ...ENTRY, score: 2 } };
  for (const text of ["", "{", "null", "[]", '{"items": 5}', '{"items": {"x:Q1": 1}}', "<img src=x>"]) {
    useStorage({ [storageKey("x")]: text });
    assert.deepEqual(readItems("x"), {});
  }
  useStorage({ [storageKey("x")]: JSON.stringify({ items: { "x:Q1": broken, "x:Q2": ITEM } }) });
  assert.deepEqual(readItems("x"), { "x:Q2": ITEM });
});

test("a blocked storage means that saving is off", () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("blocked");
    },
  });
  assert.equal(readItems("x"), null);
  assert.equal(writeItems("x", {}), false);
  assert.equal(clearItems("x"), true);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: undefined });
});

test("clearing removes every version of the course and nothing else", () => {
  const others = { "sanad.v2.y": TEXT, theirs: "1" };
  const storage = useStorage({ [storageKey("x")]: TEXT, [storageKey("x", 1)]: TEXT, "sanad.v0.x": "?", ...others });
  assert.equal(clearItems("x"), true);
  assert.deepEqual(Object.keys(storage).sort(), Object.keys(others).sort());
});

const CHAPTER = {
  data: { chapter: "01", course: "x", keys: { "x:Q1": {}, "x:Q2": {} }, strings: {} },
  answers: { "x:Q1": ENTRY },
};

test("a results file is read back, without the items that the chapter does not have", () => {
  assert.deepEqual(fromJson(CHAPTER, toJson(CHAPTER)), { "x:Q1": ENTRY });
  const more = { ...CHAPTER, answers: { "x:Q1": ENTRY, "x:Q9": ENTRY, "x:Q2": { score: 1 } } };
  assert.deepEqual(fromJson(CHAPTER, toJson(more)), { "x:Q1": ENTRY });
});

test("a file of another chapter, course or form is refused", () => {
  for (const change of [{ chapter: "02" }, { course: "y" }, { schema: 2 }]) {
    assert.equal(fromJson(CHAPTER, JSON.stringify({ ...JSON.parse(toJson(CHAPTER)), ...change })), null);
  }
  for (const text of ["", "{", "null", "5"]) assert.equal(fromJson(CHAPTER, text), null);
});

test("the table has a line per answered item", () => {
  assert.equal(toCsv(CHAPTER), "item,score,right,solved,attempts,confidence\r\nx:Q1,1,true,true,1,\r\n");
});
