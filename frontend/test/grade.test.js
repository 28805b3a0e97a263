import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { grade } from "../src/quiz/grade.js";
import { itemTypes } from "../src/quiz/items/index.js";

const table = JSON.parse(readFileSync(new URL("./vectors.json", import.meta.url), "utf8"));

for (const { item, answer, score, right, parts } of table.vectors) {
  test(`${item} graded for ${JSON.stringify(answer)}`, () => {
    const result = grade(table.keys[item], answer);
    assert.ok(Math.abs(result.score - score) < 1e-6, `score ${result.score}, expected ${score}`);
    assert.equal(result.right, right);
    assert.deepEqual(result.parts, parts);
  });
}

test("an empty answer scores nothing", () => {
  for (const key of Object.values(table.keys)) {
    const { score, right } = grade(
      key,
      key.key.map(() => null),
    );
    assert.deepEqual({ score, right }, { score: 0, right: false });
  }
});

test("every type has the parts that the item view uses", () => {
  for (const [name, type] of Object.entries(itemTypes)) {
    for (const method of ["grade", "read", "restore", "show"]) assert.equal(typeof type[method], "function", name);
    assert.equal(typeof type.incompleteMessage, "string", name);
  }
});
