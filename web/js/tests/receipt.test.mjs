import assert from "node:assert/strict";
import { test } from "node:test";
import { genuine, read, sameWords } from "../receipt.js";

const { subtle } = globalThis.crypto;
const b64 = (raw) => Buffer.from(raw).toString("base64url");
const SALT = new Uint8Array(16).fill(7);

async function made(words) {
  const pair = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const text = b64(await subtle.digest("SHA-256", new Uint8Array([...SALT, ...new TextEncoder().encode(words)])));
  const signed = `${b64(JSON.stringify({ alg: "ES256", kid: "k1" }))}.${b64(JSON.stringify({ ticket: "IMI-K7QF-2M9X-C", salt: b64(SALT), text }))}`;
  const signature = await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, new TextEncoder().encode(signed));
  const keys = [{ ...(await subtle.exportKey("jwk", pair.publicKey)), kid: "k1" }];
  return { file: JSON.stringify({ receipt: { jws: `${signed}.${b64(signature)}` } }), keys };
}

test("a receipt of ours is genuine, and its words are those that were filed", async () => {
  const { file, keys } = await made("Paspor saya belum jadi.\nMohon kabar.");
  const found = read(file);
  assert.equal(found.payload.ticket, "IMI-K7QF-2M9X-C");
  assert.equal(await genuine(found, keys, subtle), true);
  assert.equal(await sameWords(found, " Paspor saya belum jadi.\r\nMohon kabar. ", subtle), true);
  assert.equal(await sameWords(found, "Paspor saya sudah jadi.", subtle), false);
});

test("one changed sign, another key or another algorithm is found out", async () => {
  const { file, keys } = await made("x");
  const other = await made("x");
  const found = read(file);
  assert.equal(await genuine(found, other.keys, subtle), false);
  assert.equal(await genuine({ ...found, signed: found.signed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) }, keys, subtle), false);
  assert.equal(await genuine({ ...found, head: { ...found.head, alg: "none" } }, keys, subtle), false);
  assert.equal(await genuine({ ...found, head: { ...found.head, kid: "k2" } }, keys, subtle), false);
});

test("what is no receipt is none", () => {
  for (const text of ["", "{}", "[1]", '{"receipt":{"jws":"a.b"}}', "\u0000"]) assert.equal(read(text), undefined);
});
