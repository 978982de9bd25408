import assert from "node:assert/strict";
import { test } from "node:test";
import { consistent, position, reachable, road, unanswered } from "../steps.js";

const offer = {
  categories: [
    { slug: "payment", kinds: ["complaint"] },
    { slug: "other", kinds: ["complaint", "praise"] },
  ],
  stages: [{ slug: "bank", categories: ["payment"] }],
};
const empty = { kind: "", category: "", stage: "", office: "", narrative: "", day: "", month: "", year: "", mode: "", name: "", email: "", phone: "", channels: [] };
const whole = { ...empty, kind: "complaint", category: "other", office: "pusat", narrative: "x", mode: "anonymous" };
const today = "2026-11-22";

test("the stage is asked only where the category has stages", () => {
  assert.ok(road({ ...whole, category: "payment" }, offer).includes("stage"));
  assert.ok(!road(whole, offer).includes("stage"));
  assert.deepEqual(position(road(whole, offer), "check"), { n: 8, m: 8 });
});

test("a citizen who follows an old link is brought to the first question without an answer", () => {
  const path = road(empty, offer);
  assert.equal(reachable(path, "check", empty, today), "kind");
  assert.equal(reachable(path, "nonsense", empty, today), "kind");
  assert.equal(reachable(road(whole, offer), "office", whole, today), "office");
});

test("somebody who answered everything is shown the answers", () => {
  assert.equal(unanswered(road(whole, offer), whole, today), "check");
});

test("a category that does not fit the new kind is taken back, with its stage", () => {
  const now = consistent({ ...whole, kind: "praise", category: "payment", stage: "bank" }, offer);
  assert.deepEqual([now.category, now.stage], ["", ""]);
});
