import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, fieldOf } from "../body.js";
import { isoDate } from "../check.js";
import { amountOf, answered, asked, faultOf, known } from "../questions.js";
import { road } from "../steps.js";

const lists = { kinds: ["complaint"], categories: ["detention"], when: [], choices: [] };
known.edition = "2025-10-20";
known.errors = { missing: "{question} missing", too_long: "{question} {max_length}", date: "date", future_date: "future", money: "money" };
known.questions = [
  { ...lists, slug: "since", title: "Since?", form: "date" },
  { ...lists, slug: "need", title: "Need?", form: "choice", required: true },
  { ...lists, slug: "care", title: "Care?", form: "text", most: 3, after: "need", when: ["health"] },
  { ...lists, slug: "paid", title: "Paid?", form: "money", kinds: ["information"] },
  { ...lists, slug: "until", title: "Until?", form: "date", ahead: true, kinds: ["information"] },
];
const held = { kind: "complaint", category: "detention", "ask-need": "health" };
const told = (answers) => ({ ...held, kind: "information", ...answers });
const today = "2026-11-22";
const said = (step, answers) => faultOf(`ask-${step}`, answers, today).map((fault) => fault.message);

test("an amount is read as people write it, in whatever digits", () => {
  assert.deepEqual(["Rp1.500.000", "1,500,000.00", "500000,-", "\u0665\u0660"].map(amountOf), [1500000, 1500000, 500000, 50]);
  assert.deepEqual(["banyak", "1.5", ""].map(amountOf), [undefined, undefined, undefined]);
  assert.equal(isoDate({ day: "\u0662", month: "\u06f3", year: "2026" }), "2026-03-02");
});

test("a question comes with its kind and category, and with the answer that it hangs on", () => {
  assert.deepEqual(asked(held).map((one) => one.slug), ["since", "need", "care"]);
  assert.deepEqual(asked({ ...held, "ask-need": "visit" }).map((one) => one.slug), ["since", "need"]);
  assert.deepEqual(asked({ ...held, category: "payment" }), []);
  assert.deepEqual(road({ ...held, "ask-need": "" }, { categories: [], stages: [] }).slice(0, 3), ["kind", "ask-since", "ask-need"]);
});

test("what is wrong names the question; what may be empty is not wrong", () => {
  assert.deepEqual(said("need", { ...held, "ask-need": "" }), ["Need? missing"]);
  assert.deepEqual(said("since", held), []);
  assert.deepEqual(said("since", { ...held, "ask-since-day": "31", "ask-since-month": "2", "ask-since-year": "2026" }), ["date"]);
  assert.deepEqual(said("since", { ...held, "ask-since-day": "23", "ask-since-month": "11", "ask-since-year": "2026" }), ["future"]);
  assert.deepEqual(said("until", told({ "ask-until-day": "23", "ask-until-month": "11", "ask-until-year": "2027" })), []);
  assert.deepEqual(said("care", { ...held, "ask-care": "four" }), ["Care? 3"]);
  assert.deepEqual(said("paid", told({ "ask-paid": "0" })), ["money"]);
  assert.deepEqual(said("paid", told({ "ask-paid": "10" })), []);
});

test("what is not called for is not sent", () => {
  const given = { ...held, "ask-need": "visit", "ask-care": "yes", channels: [], mode: "anonymous" };
  assert.deepEqual(answered(given), { need: "visit" });
  assert.equal(bodyOf(given, "id").questions, "2025-10-20");
  assert.ok(!("answers" in bodyOf({ ...given, category: "payment" }, "id")));
  assert.equal(fieldOf("answers.need"), "ask-need");
});
