import assert from "node:assert/strict";
import test from "node:test";
import { fold, isAccepted, isNearlyAccepted, isOneEditApart } from "../src/quiz/typed-text.js";

test("folding removes tashkeel and tatweel and unifies alef, yeh, heh and digits", () => {
  assert.equal(fold("مَدْرَسَةٌ"), "مدرسه");
  assert.equal(fold("أحمد إلى آدم"), "احمد الي ادم");
  assert.equal(fold("كتـــاب  "), "كتاب");
  assert.equal(fold("١٢٣ ABC"), "123 abc");
});

test("folding a folded text changes nothing", () => {
  for (const text of ["مَدْرَسَةٌ", "  أ  ب ", "Été", "ـ"]) assert.equal(fold(fold(text)), fold(text));
});

test("a strict comparison forgives only spaces", () => {
  assert.equal(isAccepted(["بيت كبير"], " بيت  كبير ", true), true);
  assert.equal(isAccepted(["بيتٌ"], "بيت", true), false);
  assert.equal(isAccepted(["بيتٌ"], "بيت"), true);
});

test("one letter more, less or another is one edit", () => {
  assert.equal(isOneEditApart("مدرسه", "مدرسهه"), true);
  assert.equal(isOneEditApart("مدرسه", "مدسه"), true);
  assert.equal(isOneEditApart("مدرسه", "مدرصه"), true);
  assert.equal(isOneEditApart("مدرسه", "مرسدة"), false);
  assert.equal(isOneEditApart("بيت", "بنت"), false, "too short");
});

test("a text that only strict comparison refuses is nearly right", () => {
  assert.equal(isNearlyAccepted(["مدرسةٌ"], "مدرسة"), true);
  assert.equal(isNearlyAccepted(["مدرسة"], "جامعة"), false);
});
