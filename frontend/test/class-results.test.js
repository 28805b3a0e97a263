import assert from "node:assert/strict";
import test from "node:test";
import { countByConfidence, hardestItems, percent, resultRows } from "../src/class-results/count.js";
import { isTooDeep, readFiles } from "../src/class-results/read-files.js";

const choice = (id) => ({
  key: { type: "single", key: [0], choices: 3 },
  label: id,
  stem: `stem of ${id}`,
  parts: [{ name: "", choices: ["a", "b", "c"] }],
  graded: true,
  href: `01.html#${id}`,
});
const CHAPTER = {
  chapter: "01",
  course: "x",
  items: {
    Q1: choice("Q1"),
    Q2: choice("Q2"),
    Q3: { ...choice("Q3"), key: { type: "short", key: [["yes"]], choices: 0 }, parts: [{ name: "", choices: [] }] },
    Q4: { ...choice("Q4"), graded: false },
  },
};
const entry = (option, more = {}) => {
  const right = option === 0;
  const score = Number(right);
  return { answer: [option], score, right, attempts: 1, done: true, solved: right, confidence: null, ...more };
};
const fileOf = (answers, name = "a.json", change = {}) =>
  new File([JSON.stringify({ schema: 1, course: "x", chapter: "01", answers, ...change })], name);
const reasonFor = async (file) => {
  const { answers, rejected } = await readFiles([file], CHAPTER, false);
  assert.deepEqual([answers.length, rejected.length], [0, 1]);
  return rejected[0].why;
};

test("valid files count", async () => {
  const { answers, rejected } = await readFiles([fileOf({ Q1: entry(0) }), fileOf({ Q1: entry(1) })], CHAPTER, false);
  assert.equal(answers.length, 2);
  assert.deepEqual(rejected, []);
});

test("other files are rejected with the reason", async () => {
  assert.equal(await reasonFor(new File(["{"], "a.json")), "not_json");
  assert.equal(await reasonFor(new File([new Uint8Array([0xff, 0xfe, 0x00])], "a.json")), "not_json");
  assert.equal(await reasonFor(new File(["[]"], "a.json")), "not_results");
  assert.equal(await reasonFor(new File(["[".repeat(50)], "a.json")), "not_results");
  assert.equal(await reasonFor(new File([" ".repeat(1_000_001)], "a.json")), "too_big");
  assert.equal(await reasonFor(fileOf({ Q1: entry(0) }, "a.json", { chapter: "02" })), "wrong_chapter");
  assert.equal(await reasonFor(fileOf({ Q1: entry(0) }, "a.json", { name: "somebody" })), "not_results");
  assert.equal(await reasonFor(fileOf({})), "empty");
});

test("answers that the page cannot give are rejected", async () => {
  const invalid = [
    { Q9: entry(0) },
    { Q1: entry(7) },
    { Q1: entry(1, { right: true, score: 1 }) },
    { Q1: entry(0, { answer: [0, 1] }) },
    { Q1: entry(0, { attempts: -1 }) },
    { Q1: { ...entry(0), note: "mine" } },
    { Q3: entry(0) },
  ];
  for (const answers of invalid)
    assert.equal(await reasonFor(fileOf(answers)), "invalid_answer", JSON.stringify(answers));
});

test("a record from a paper code counts without an answer", async () => {
  const { answers } = await readFiles([fileOf({ Q1: entry(0, { answer: [] }) })], CHAPTER, false);
  assert.equal(answers.length, 1);
});

test("the second of two equal files is rejected unless duplicates are kept", async () => {
  const files = [fileOf({ Q1: entry(0) }, "b.json"), fileOf({ Q1: entry(0) }, "a.json")];
  const { answers, rejected } = await readFiles(files, CHAPTER, false);
  assert.equal(answers.length, 1);
  assert.deepEqual(rejected, [{ name: "b.json", why: "duplicate" }]);
  assert.equal((await readFiles(files, CHAPTER, true)).answers.length, 2);
});

test("brackets inside strings are not nesting", () => {
  assert.equal(isTooDeep(`{"a": "${"[".repeat(50)}\\"${"[".repeat(50)}"}`), false);
  assert.equal(isTooDeep("[".repeat(9)), true);
});

test("rows count the graded items, their options and the confidence", () => {
  const answers = [
    { Q1: entry(0, { confidence: 3 }) },
    { Q1: entry(1, { confidence: 3 }), Q4: entry(0) },
    { Q1: entry(1) },
    { Q3: entry(0, { answer: ["yes"] }) },
  ];
  const rows = resultRows({ answers, rejected: [] }, CHAPTER);
  assert.deepEqual(
    rows.map((row) => [row.item, row.answered, row.right]),
    [
      ["Q1", 3, 1],
      ["Q2", 0, 0],
      ["Q3", 1, 1],
    ],
  );
  assert.deepEqual(
    rows[0].options.map(({ text, count, isKey }) => [text, count, isKey]),
    [
      ["a", 1, true],
      ["b", 2, false],
      ["c", 0, false],
    ],
  );
  assert.equal(rows[0].topDistractor.text, "b");
  assert.equal(rows[1].topDistractor, null);
  assert.deepEqual(rows[2].options, [], "typed answers are not shown");
  assert.deepEqual(countByConfidence(rows)[0], { level: 3, right: 1, wrong: 1, partial: 0 });
});

test("the hardest items come first, and those that everybody had right are left out", () => {
  const row = (item, right, answered) => ({ item, right, answered });
  const rows = [row("a", 2, 2), row("b", 1, 2), row("c", 0, 1), row("d", 2, 4), row("e", 3, 4), row("f", 0, 0)];
  assert.deepEqual(
    hardestItems(rows).map(({ item }) => item),
    ["c", "d", "b"],
  );
});

test("percentages round halves up", () => {
  assert.deepEqual([percent(1, 3), percent(2, 3), percent(1, 8), percent(0, 5), percent(5, 5)], [33, 67, 13, 0, 100]);
});
