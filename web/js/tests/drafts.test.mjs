import assert from "node:assert/strict";
import { test } from "node:test";
import { KEPT, shelf } from "../drafts.js";

function storage() {
  const kept = new Map();
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text), removeItem: (name) => kept.delete(name) };
}

test("a draft written again replaces itself and leaves the others", () => {
  const shelved = shelf(storage(), () => 1);
  for (const [id, text] of [["a", "1"], ["b", "2"], ["a", "3"]]) shelved.put({ id, text });
  assert.deepEqual(shelved.all().map(({ id, text }) => id + text), ["a3", "b2"]);
});

test("what is past its time is gone from the device as soon as anybody looks", () => {
  const place = storage();
  shelf(place, () => 0).put({ id: "a" });
  assert.deepEqual(shelf(place, () => KEPT).all(), []);
  assert.equal(place.kept.size, 0);
});

test("the last draft to go leaves no trace", () => {
  const place = storage();
  const shelved = shelf(place, () => 1);
  shelved.put({ id: "a" });
  shelved.drop("a");
  assert.equal(place.kept.size, 0);
});

test("a browser that keeps nothing says so and breaks nothing", () => {
  const full = { getItem: () => "{", setItem: () => { throw new Error("full"); }, removeItem: () => { throw new Error("no"); } };
  assert.equal(shelf(full).put({ id: "a" }), false);
  assert.deepEqual(shelf(full).all(), []);
  assert.deepEqual(shelf(undefined).all(), []);
});
