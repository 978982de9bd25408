import assert from "node:assert/strict";
import { test } from "node:test";
import { call, insist, pause } from "../net.js";

test("no network is an answer, not an exception", async () => {
  const answer = await call("/x", { fetcher: () => Promise.reject(new TypeError("offline")) });
  assert.equal(answer.status, 0);
});

test("a broken body does not break the page", async () => {
  const answer = await call("/x", { fetcher: async () => new Response("<html>", { status: 502 }) });
  assert.deepEqual([answer.status, answer.data], [502, {}]);
});

test("key, session and language go along", async () => {
  let sent;
  const fetcher = async (_, options) => {
    sent = options.headers;
    return new Response("{}");
  };
  await call("/x", { method: "POST", body: "{}", key: "k", token: "t", language: "id", fetcher });
  assert.deepEqual([sent["Idempotency-Key"], sent.Authorization, sent["Accept-Language"], sent["Content-Type"]], ["k", "Bearer t", "id", "application/json"]);
});

test("it tries again while trying again may help, waits longer each time, and stops when told to", async () => {
  const statuses = [0, 503, 201];
  const heard = [];
  const slept = [];
  const rest = async (seconds) => slept.push(seconds) > 0;
  const answer = await insist(async () => ({ status: statuses.shift(), after: 0 }), { waiting: (status) => heard.push(status), rest });
  assert.deepEqual([answer.status, heard, slept], [201, [0, 503], [2, 4]]);
  const stopped = await insist(async () => ({ status: 0, after: 0 }), { waiting() {}, rest: async () => false });
  assert.equal(stopped.status, 0);
  assert.deepEqual([pause(10), pause(1, 120)], [30, 120]);
});
