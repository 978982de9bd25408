// Who is signed in at this tab, and until when by this machine's clock.
import * as kept from "./kept.js";

const WARN = 120_000;

export function keep({ token, claims }, now = Date.now()) {
  kept.set("session", { token, until: now + (claims.exp - claims.iat) * 1000, name: claims.name ?? claims.email ?? claims.sub });
}

export function current(now = Date.now()) {
  const found = kept.get("session");
  return found && found.until > now ? found : undefined;
}

export function end() {
  kept.drop("session");
}

// "fine", "ending" in the last two minutes, "over".
export function phase(until, now = Date.now()) {
  if (now >= until) return "over";
  return until - now <= WARN ? "ending" : "fine";
}
