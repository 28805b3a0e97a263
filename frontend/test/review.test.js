import assert from "node:assert/strict";
import test from "node:test";
import { calibration, stateOf } from "../src/quiz/counts.js";
import { dueItems, shuffle } from "../src/review/due.js";

const DAY = 24 * 60 * 60 * 1000;
const DATA = {
  course: "x",
  days: [1, 7, 30],
  chapters: [{ name: "01", href: "", items: { Q1: "a", Q2: "b" }, later: { R1: "r" } }],
  texts: {},
};
const stored = (hash, when, streak = 0) => ({ hash, when, streak, entry: {} });

test("nothing is due before anything is stored", () => assert.deepEqual(dueItems(DATA, {}, 100 * DAY), []));

test("an item is due after the days of its streak", () => {
  for (const [streak, days] of [
    [0, 1],
    [1, 7],
    [2, 30],
    [9, 30],
  ]) {
    const items = { Q1: stored("a", 0, streak), R1: stored("r", 1e15) };
    assert.deepEqual(dueItems(DATA, items, days * DAY - 1), []);
    assert.deepEqual(dueItems(DATA, items, days * DAY), ["Q1"]);
  }
});

test("items kept for later are due a day after the last answer in their chapter", () => {
  const items = { Q1: stored("a", 0, 2), Q2: stored("b", 2 * DAY, 2) };
  assert.deepEqual(dueItems(DATA, items, 3 * DAY - 1), []);
  assert.deepEqual(dueItems(DATA, items, 3 * DAY), ["R1"]);
});

test("the longest due comes first, and an item that has changed is not due", () => {
  const items = { Q1: stored("a", 5 * DAY), Q2: stored("b", 2 * DAY), R1: stored("r", 0) };
  assert.deepEqual(dueItems(DATA, items, 9 * DAY), ["R1", "Q2", "Q1"]);
  assert.deepEqual(dueItems(DATA, { Q1: stored("other", 0) }, 9 * DAY), []);
});

test("shuffling keeps every item", () => {
  const list = Array.from({ length: 20 }, (_, number) => number);
  assert.deepEqual(
    shuffle(list).sort((a, b) => a - b),
    list,
  );
});

test("the state of an item", () => {
  assert.equal(stateOf(undefined), "none");
  assert.equal(stateOf({ right: true, solved: true }), "right");
  assert.equal(stateOf({ right: false, solved: true }), "later");
  assert.equal(stateOf({ right: false, solved: false }), "again");
});

test("calibration counts fully right and fully wrong answers by confidence", () => {
  const entry = (confidence, score) => ({ confidence, score, right: score === 1 });
  const answers = { a: entry(3, 1), b: entry(3, 0), c: entry(3, 0.5), d: entry(1, 1), e: entry(null, 1) };
  assert.deepEqual(calibration(answers), [
    { level: 3, right: 1, all: 2 },
    { level: 1, right: 1, all: 1 },
  ]);
});
