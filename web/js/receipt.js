// A receipt, checked on this device: the signature against our public keys, the text against its salted hash.
import { typed as clean } from "./typed.js";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

// What a saved receipt says: { head, payload, signed, signature }; undefined for what is none.
export function read(text) {
  try {
    return unpack(JSON.parse(text).receipt.jws);
  } catch {
    return undefined;
  }
}

// The same from the code on paper, which holds the signed part alone.
export function unpack(jws) {
  try {
    const [head, payload, signature] = jws.split(".");
    const said = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));
    return { head: said(head), payload: said(payload), signed: new TextEncoder().encode(`${head}.${payload}`), signature: bytes(signature) };
  } catch {
    return undefined;
  }
}

// Whether one of our keys signed it. The algorithm is ours to choose, never the receipt's.
export async function genuine({ head, signed, signature }, keys, subtle = crypto.subtle) {
  const jwk = keys.find((key) => key.kid === head.kid);
  if (!jwk || head.alg !== "ES256") return false;
  const { kty, crv, x, y } = jwk;
  const key = await subtle.importKey("jwk", { kty, crv, x, y }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed);
}

// Whether this is the text that was filed: the salt, then the words as they were kept, composed and with plain line ends.
// Our form takes away blanks at both ends and what nobody sees, other programs may not.
export async function sameWords({ payload }, typed, subtle = crypto.subtle) {
  const kept = typed.replace(/\r\n/g, "\n").normalize("NFC");
  const found = await Promise.all([kept, kept.trim(), clean(kept)].map((words) => fits(payload, words, subtle)));
  return found.includes(true);
}

async function fits({ salt, text }, words, subtle) {
  const whole = new Uint8Array([...bytes(salt), ...new TextEncoder().encode(words)]);
  const digest = new Uint8Array(await subtle.digest("SHA-256", whole));
  const expected = bytes(text);
  return digest.length === expected.length && digest.every((byte, at) => byte === expected[at]);
}
