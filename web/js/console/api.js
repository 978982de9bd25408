// Asking the API as the officer who is signed in. Status 0 is no network.
import * as session from "./session.js";

const PATIENCE = 30_000;

export const codeOf = ({ data }) => String(data.type ?? "").split(":").pop();

export async function ask(path, { method = "GET", body, key, version } = {}) {
  const headers = { Accept: "application/json, application/problem+json", "Accept-Language": document.documentElement.lang };
  headers.Authorization = `Bearer ${session.current()?.token ?? ""}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal: abort.signal, cache: "no-store", credentials: "omit" });
    const found = { status: answer.status, ok: answer.ok, data: await answer.json().catch(() => ({})) };
    if (answer.status === 401) document.dispatchEvent(new Event("signedout"));
    return found;
  } catch {
    return { status: 0, ok: false, data: {} };
  } finally {
    clearTimeout(timer);
  }
}

export const staff = (path, options) => ask(`/v1/staff${path}`, options);
