// Documents: what is worked out without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { weight } from "../paper.js";
import { fit } from "../shrink.js";
import { visit } from "../visit.js";

test("a photo keeps its shape and gets no larger than 2048 pixels", () => {
  assert.deepEqual(fit(4096, 1024), [2048, 512]);
  assert.deepEqual(fit(3000, 4000), [1536, 2048]);
  assert.deepEqual(fit(800, 600), [800, 600]);
  assert.deepEqual(fit(90_000, 1), [2048, 1]);
});

test("sizes are told as people say them", () => {
  assert.equal(weight(12), "1 kB");
  assert.equal(weight(340_200), "340 kB");
  assert.equal(weight(9_960_000), "10.0 MB");
});

test("the link of the complaint opens one session, until it is nearly over", async () => {
  const asked = [];
  globalThis.fetch = async (path, { body }) => {
    asked.push([path, JSON.parse(body)]);
    return { status: 201, text: async () => JSON.stringify({ token: `t${asked.length}` }), headers: new Headers() };
  };
  let made;
  let now = 0;
  const enter = visit(() => made, "id", () => now);
  assert.equal(await enter(), undefined);
  made = { ticket: "IMI-K7QF-2M9X-C", link: "https://aduan.example/id/lacak/#IMI-K7QF-2M9X-C.00ff" };
  assert.equal((await enter()).token, "t1");
  assert.equal((await enter()).token, "t1");
  now = 14 * 60_000;
  assert.equal((await enter()).token, "t2");
  assert.deepEqual(asked[0], ["/v1/complaints/IMI-K7QF-2M9X-C/sessions", { link_token: "00ff" }]);
});
