// How long is left, in plain words, by the server's clock; which date of a case counts now.
import { zoneName } from "../when.js";

const CITIZENS = new Set(["citizen_window", "appeal_window"]);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LOCALES = { en: "en-GB" };

let ahead = 0;

export function setClock(iso, here = Date.now()) {
  ahead = Date.parse(iso) - here;
}

export const now = () => Date.now() + ahead;

function unit(count, name, language) {
  return new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(count);
}

// Two units at most: "3 hari 4 jam", "1 jam 35 menit", "25 menit".
export function span(length, language) {
  const whole = Math.floor(Math.abs(length) / MINUTE);
  const [days, hours, minutes] = [Math.floor(whole / 1440), Math.floor(whole / 60) % 24, whole % 60];
  if (days) return [unit(days, "day", language), hours && unit(hours, "hour", language)].filter(Boolean).join(" ");
  if (hours) return `${unit(hours, "hour", language)} ${unit(minutes, "minute", language)}`;
  return unit(minutes, "minute", language);
}

export function grade(due, at) {
  const left = Date.parse(due) - at;
  if (left < 0) return "late";
  return left <= DAY ? "soon" : "fine";
}

// The office's next date, or why none runs: it waits for the citizen's word on the answer, or is closed and may only be objected to.
export function governing(deadlines, at = now()) {
  const open = deadlines.filter((clock) => !clock.done);
  const running = open.filter((clock) => !clock.paused).sort((a, b) => a.due.localeCompare(b.due));
  const ours = running.find((clock) => !CITIZENS.has(clock.clock));
  if (ours) return { kind: grade(ours.due, at), clock: ours.clock, due: ours.due };
  if (open.some((clock) => clock.paused)) return { kind: "paused" };
  const [theirs] = running;
  if (!theirs) return { kind: "none" };
  return { kind: theirs.clock === "appeal_window" ? "over" : "citizen", clock: theirs.clock, due: theirs.due };
}

export function left(found, say, language, at = now()) {
  if (!found.due) return "";
  return say(`console.left.${found.kind === "late" ? "over" : "still"}`, { span: span(Date.parse(found.due) - at, language) });
}

// "Jum, 27 Nov 16.00 WIB": the year only where it is another one.
export function brief(iso, zone, language, say) {
  const when = new Date(iso);
  const options = { weekday: "short", day: "numeric", month: "short", timeZone: zone };
  const year = when.getFullYear() === new Date(now()).getFullYear() ? {} : { year: "numeric" };
  const day = new Intl.DateTimeFormat(LOCALES[language] ?? language, { ...options, ...year }).format(when);
  const parts = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).formatToParts(when);
  const { hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${day} ${say("date.time", { hour, minute })} ${zoneName(iso, zone, language, say)}`;
}
