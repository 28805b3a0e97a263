import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { grade } from "../src/quiz/grade.js";
import { parseNumber } from "../src/quiz/items/numeric.js";

const { numbers } = JSON.parse(readFileSync(new URL("./vectors.json", import.meta.url), "utf8"));

for (const [text, value] of numbers) {
  test(`${JSON.stringify(text)} is ${value ?? "no number"}`, () => assert.equal(parseNumber(text), value));
}

const key = { type: "numeric", key: [["0.3"]], choices: 0, min: 0.1 + 0.2, max: 0.3 };

test("both ends of the range are right, whatever floating point makes of them", () => {
  assert.deepEqual(grade(key, ["0.3"]), { score: 1, right: true, parts: [true] });
  assert.deepEqual(grade({ ...key, min: 10, max: 12 }, ["١٠"]), { score: 1, right: true, parts: [true] });
  assert.deepEqual(grade({ ...key, min: 10, max: 12 }, ["12"]), { score: 1, right: true, parts: [true] });
});

test("other numbers and other texts are wrong", () => {
  for (const answer of ["9.99", "12.01", "-11", "eleven", "", null]) {
    assert.deepEqual(grade({ ...key, min: 10, max: 12 }, [answer]), { score: 0, right: false, parts: [false] });
  }
});
