import assert from "node:assert/strict";
import test from "node:test";
import { formatMinute, parseTime } from "../src/page/clock.js";
import { formatPreferences, parsePreferences } from "../src/page/display.js";
import { splitRows } from "../src/slides/split-rows.js";
import { formatTimer } from "../src/slides/timer.js";

test("times of day in every usual form", () => {
  for (const typed of ["18:30", "18.30", "1830", " 18:30 ", "١٨:٣٠"]) assert.equal(parseTime(typed), 18 * 60 + 30);
  assert.equal(parseTime("18"), 18 * 60);
  assert.equal(parseTime("0:05"), 5);
  for (const typed of ["", "24:00", "12:60", "abc", "1:2", "12345"]) assert.equal(parseTime(typed), undefined, typed);
});

test("a minute is shown as a time of day, also past midnight", () => {
  assert.deepEqual([0, 65, 545, 23 * 60 + 50, 24 * 60 + 5].map(formatMinute), [
    "0:00",
    "1:05",
    "9:05",
    "23:50",
    "0:05",
  ]);
});

test("preferences survive the tab's name, and other names mean the defaults", () => {
  for (const size of ["1", "2", "3"]) {
    for (const colours of ["auto", "light", "dark"]) {
      assert.deepEqual(parsePreferences(formatPreferences({ size, colours })), { size, colours });
    }
  }
  assert.equal(formatPreferences({ size: "1", colours: "auto" }), "");
  for (const name of ["", "somebody", "9 dark", "2 pink", "<script>"]) {
    assert.deepEqual(parsePreferences(name), { size: "1", colours: "auto" });
  }
});

test("rows are divided into pages that fit, and a heading begins a page", () => {
  const row = (size, head = "a") => ({ size, head });
  const fits = (rows) => rows.reduce((sum, { size }) => sum + size, 0) <= 10;
  const sizes = (rows) => splitRows(rows, fits).map((page) => page.map(({ size }) => size));
  assert.deepEqual(sizes([]), []);
  assert.deepEqual(sizes([row(4), row(4), row(4)]), [[4, 4], [4]]);
  assert.deepEqual(sizes([row(1), row(1, "b"), row(1, "b")]), [[1], [1, 1]]);
  assert.deepEqual(sizes([row(20), row(1)]), [[20], [1]], "too long for any page");
});

test("the timer shows minutes and seconds", () => {
  assert.deepEqual([0, 65, 3605].map(formatTimer), ["00:00", "01:05", "60:05"]);
});
