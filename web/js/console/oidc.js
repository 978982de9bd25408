// Signing in by OpenID Connect: authorization code with PKCE (RFC 7636), for a client that has no secret.
import * as kept from "./kept.js";

const SCOPE = "openid email profile";
const OURS = /^\/[a-z]{2,3}\/petugas\//;

export class NotSignedIn extends Error {}

async function json(address, options = {}) {
  const answer = await fetch(address, { ...options, credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new NotSignedIn(`${address}: ${answer.status}`);
  return answer.json();
}

async function issuer() {
  const config = await json("/config.json");
  const found = await json(`${config.issuer}/.well-known/openid-configuration`);
  if (found.issuer !== config.issuer) throw new NotSignedIn("the issuer calls itself by another name");
  return { ...config, ...found };
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function random(bytes = 32) {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

export async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

export function claimsOf(token) {
  const middle = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(middle), (sign) => sign.charCodeAt(0))));
}

const callback = (language) => `${location.origin}/${language}/petugas/masuk/`;

// Leaves the page; what was typed is kept by then.
export async function begin(language, back) {
  const known = await issuer();
  const going = { state: random(), nonce: random(), verifier: random(48), back };
  kept.set("going", going);
  const asked = new URL(known.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: known.client_id,
    redirect_uri: callback(language),
    scope: SCOPE,
    state: going.state,
    nonce: going.nonce,
    code_challenge: await challenge(going.verifier),
    code_challenge_method: "S256",
  })) {
    asked.searchParams.set(name, value);
  }
  location.assign(asked.href);
}

// The token comes straight from the issuer over TLS, and the API verifies its signature: here only what an attacker in the browser could swap.
export function trusted(claims, { issuer: name, client_id: client }, nonce) {
  return claims.iss === name && [claims.aud].flat().includes(client) && claims.nonce === nonce;
}

export async function finish(language, search) {
  const given = new URLSearchParams(search);
  const going = kept.take("going");
  if (!going || given.get("state") !== going.state || !given.get("code")) throw new NotSignedIn(given.get("error") ?? "no such sign-in");
  const known = await issuer();
  const form = { grant_type: "authorization_code", client_id: known.client_id, redirect_uri: callback(language), code: given.get("code"), code_verifier: going.verifier };
  const { id_token: token } = await json(known.token_endpoint, { method: "POST", body: new URLSearchParams(form) });
  const claims = claimsOf(token);
  if (!trusted(claims, known, going.nonce)) throw new NotSignedIn("the token is not the one that was asked for");
  return { token, claims, back: OURS.test(going.back) ? going.back : `/${language}/petugas/` };
}

// Where the issuer ends its own session; both spellings of where to come back, Cognito's and the standard's.
export async function farewell(language) {
  const known = await issuer();
  const home = `${location.origin}/${language}/petugas/`;
  if (!known.end_session_endpoint) return home;
  const out = new URL(known.end_session_endpoint);
  for (const [name, value] of Object.entries({ client_id: known.client_id, logout_uri: home, post_logout_redirect_uri: home })) out.searchParams.set(name, value);
  return out.href;
}
