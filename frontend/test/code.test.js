import assert from "node:assert/strict";
import test from "node:test";
import { decode, encode } from "../src/storage/code.js";

const idsOf = (count) => Array.from({ length: count }, (_, number) => `x:Q${number}`);
const STATES = [
  undefined,
  { right: true, solved: true },
  { right: false, solved: true },
  { right: false, solved: false },
];
const answersFor = (ids) =>
  Object.fromEntries(ids.map((id, n) => [id, STATES[(n * 7 + 3) % 4]]).filter(([, entry]) => entry));

test("a code restores the state of every item", () => {
  for (const count of [1, 2, 13, 60]) {
    const ids = idsOf(count);
    const answers = answersFor(ids);
    const found = decode("01", ids, encode("01", ids, answers));
    assert.deepEqual(Object.keys(found).sort(), Object.keys(answers).sort());
    for (const [id, { right, solved }] of Object.entries(answers)) {
      assert.deepEqual({ right: found[id].right, solved: found[id].solved }, { right, solved });
      assert.deepEqual(found[id].answer, []);
    }
  }
});

test("spaces, hyphens and Arabic-Indic digits do not matter", () => {
  const ids = idsOf(13);
  const code = encode("01", ids, answersFor(ids));
  const eastern = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
  for (const typed of [code.replaceAll(" ", ""), code.replaceAll(" ", "-"), eastern, ` ${code} `]) {
    assert.deepEqual(decode("01", ids, typed), decode("01", ids, code));
  }
});

test("a code of another chapter is refused", () => {
  const names = ["01", "02", "03", "04", "05"];
  for (const count of [1, 7, 20]) {
    const ids = idsOf(count);
    for (const name of names) {
      const code = encode(name, ids, { "x:Q0": { right: true, solved: true } });
      for (const other of names.filter((each) => each !== name)) assert.equal(decode(other, ids, code), null);
    }
  }
});

test("a code with a slip is refused", () => {
  const ids = idsOf(20);
  const digits = encode("04", ids, answersFor(ids)).replaceAll(" ", "");
  const slips = [digits.slice(0, -1), `${digits}0`, "", "abc", "-5", "9".repeat(digits.length)];
  for (let at = 0; at < digits.length; at += 1) {
    slips.push(digits.slice(0, at) + ((Number(digits[at]) + 1) % 10) + digits.slice(at + 1));
    const swapped = digits.slice(0, at) + (digits[at + 1] ?? "") + digits[at] + digits.slice(at + 2);
    if (swapped !== digits && at + 1 < digits.length) slips.push(swapped);
  }
  for (const slip of slips) assert.equal(decode("04", ids, slip), null, slip);
});

test("texts that are no codes are refused", () => {
  for (const text of ["<img src=x onerror=alert(1)>", "__proto__", "1e9", "\u0000", "NaN", "٠٫٥"]) {
    assert.equal(decode("x", ["x:Q1"], text), null);
  }
});
