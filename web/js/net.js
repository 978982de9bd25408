// Talking to the API: one call, and one that does not give up. Status 0 is no network.

const PATIENCE = 30_000;
const AGAIN = new Set([0, 408, 429, 502, 503, 504]);
const LONGEST = 30;

export async function call(path, { method = "GET", body, key, token, language, fetcher = fetch } = {}) {
  const headers = { Accept: "application/json, application/problem+json" };
  if (language) headers["Accept-Language"] = language;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  if (token) headers.Authorization = `Bearer ${token}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const answer = await fetcher(path, { method, headers, body, signal: abort.signal, cache: "no-store", credentials: "omit" });
    const text = await answer.text();
    return { status: answer.status, text, data: read(text), after: Number(answer.headers.get("Retry-After")) || 0 };
  } catch {
    return { status: 0, data: {}, after: 0 };
  } finally {
    clearTimeout(timer);
  }
}

function read(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

// Seconds before the next attempt: 2, 4, 8 … 30, or what the server asked for.
export function pause(attempts, after = 0) {
  return Math.max(after, Math.min(LONGEST, 2 ** attempts));
}

// Call until there is an answer that trying again would not change; `waiting` hears why, `rest` sleeps and says whether to go on.
export async function insist(once, { waiting, rest }) {
  for (let attempts = 1; ; attempts += 1) {
    const answer = await once();
    if (!AGAIN.has(answer.status)) return answer;
    waiting(answer.status);
    if (!(await rest(pause(attempts, answer.after)))) return answer;
  }
}
