import assert from "node:assert/strict";
import { test } from "node:test";
import { locate, nearest } from "../near.js";

const ROWS = [["kupang", "", "", "", [-10.2, 123.6]], ["makassar", "", "", "", [-5.15, 119.4]], ["port", "", "", ""], ["bantaeng", "", "", "", [-5.55, 119.95]]];

test("the nearest comes first, and what has no position is left out", () => {
  const found = nearest(ROWS, { latitude: -5.5, longitude: 120 });
  assert.deepEqual(found.map(([slug]) => slug), ["bantaeng", "makassar", "kupang"]);
});

test("the other side of the date line is near, too", () => {
  const found = nearest([["west", "", "", "", [0, 170]], ["east", "", "", "", [0, -179]]], { latitude: 0, longitude: 179 });
  assert.equal(found[0][0], "east");
});

test("a device without a position, or whose owner refuses, says so", async () => {
  await assert.rejects(locate(null));
  await assert.rejects(locate({ getCurrentPosition: (_, refused) => refused(new Error("denied")) }));
  assert.deepEqual(await locate({ getCurrentPosition: (found) => found({ coords: { latitude: 1 } }) }), { latitude: 1 });
});
