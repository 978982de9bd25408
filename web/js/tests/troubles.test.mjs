import assert from "node:assert/strict";
import { test } from "node:test";
import { troublesAt } from "../troubles.js";

const lasting = { begins: "2026-11-20T00:00+07:00", ends: "2026-11-25T00:00+07:00", offices: [], categories: [] };
const all = [
  { ...lasting, title: "everywhere" },
  { ...lasting, title: "payment", categories: ["payment"] },
  { ...lasting, title: "one office", offices: ["bogor"] },
  { ...lasting, title: "its counter", offices: ["bogor"], categories: ["payment"] },
];
const now = Date.parse("2026-11-22T12:00Z");
const said = (step, answers, at = now) => troublesAt(step, all, answers, at).map(({ title }) => title);

test("a trouble is told at the question that decides whom it meets", () => {
  assert.deepEqual(said("category", {}), ["everywhere"]);
  assert.deepEqual(said("category", { category: "payment", office: "bogor" }), ["everywhere", "payment"]);
  assert.deepEqual(said("office", { category: "payment", office: "bogor" }), ["one office", "its counter"]);
  assert.deepEqual(said("office", { category: "detention", office: "bogor" }), ["one office"]);
  assert.deepEqual(said("office", { category: "payment", office: "medan" }), []);
});

test("what is over, or to come, is not told", () => {
  assert.deepEqual(said("category", {}, Date.parse(lasting.ends)), []);
  assert.deepEqual(said("category", {}, Date.parse(lasting.begins) - 1), []);
});
