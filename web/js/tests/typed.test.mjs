import assert from "node:assert/strict";
import { test } from "node:test";
import { typed } from "../typed.js";

test("what nobody sees in a pasted text goes, and everything that is read stays", () => {
  assert.equal(typed(" \u202a+62 812\u202c\u0000\u2067 "), "+62 812");
  assert.equal(typed("Baris satu\r\n\tdua\u200d \u200fمرحبا 👩‍👧"), "Baris satu\r\n\tdua\u200d \u200fمرحبا 👩‍👧");
  assert.equal(typed(undefined), "");
});
