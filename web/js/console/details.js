// The facts beside a case: its dates, what it is, and as much of the complainant as may be seen.
import { make } from "../page.js";
import { moment } from "../when.js";
import { facts, person, said } from "./parts.js";
import { grade, left, now } from "./time.js";

export const tongue = (code, language) => new Intl.DisplayNames([language], { type: "language" }).of(code);

export function channels({ channels: list }, say) {
  return list.length ? list.map((channel) => said(say, `form.channels.${channel}`, channel)).join(", ") : say("console.channels.none");
}

function day(iso, language) {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

export function details(complaint, { say, language, me }) {
  const at = (iso) => moment(iso, complaint.office.zone, language, say);
  return facts([
    [say("console.fact.office"), complaint.office.name],
    [say("console.fact.referred"), complaint.referred_to?.name],
    [say("console.fact.agency"), complaint.agency && (complaint.agency.names[language] ?? complaint.agency.names.id)],
    [say("console.fact.assignee"), complaint.assignee ? person(complaint.assignee, me, say) : say("console.nobody")],
    [say("console.fact.taken"), complaint.taken_by && person(complaint.taken_by, me, say)],
    [say("console.fact.class"), said(say, `class.${complaint.class}`, complaint.class)],
    [say("console.fact.stage"), complaint.stage && said(say, `stage.${complaint.stage}`, complaint.stage)],
    [say("console.fact.place"), complaint.place.name],
    [say("console.fact.happened"), complaint.happened_on && day(complaint.happened_on, language)],
    [say("console.fact.received"), at(complaint.received_at)],
    [say("console.fact.appealed"), complaint.appealed ? say("console.yes") : ""],
    [say("console.fact.delivered"), complaint.delivered === null ? "" : say(complaint.delivered ? "console.yes" : "console.delivered.not")],
    [say("console.fact.erasure"), wish(complaint.erasure, say, at)],
  ]);
}

function wish({ asked, due, erased_at: gone }, say, at) {
  if (gone) return say("console.erasure.done", { when: at(gone) });
  if (!asked) return "";
  return due ? say("console.erasure.due", { when: at(due) }) : say("console.erasure.asked");
}

function state({ late, paused, done, due }, say, language) {
  if (done) return say(late ? "console.clock.done.late" : "console.clock.done");
  if (paused) return say("console.clock.paused");
  const at = now();
  const kind = grade(due, at);
  return `${say(`console.mark.${kind}`)}, ${left({ kind, due }, say, language, at)}`;
}

const CITIZENS = new Set(["citizen_window", "appeal_window"]);

function stateClass(clock) {
  if (clock.done || clock.paused || CITIZENS.has(clock.clock)) return "con-due con-due--quiet";
  return `con-due con-due--${grade(clock.due, now())}`;
}

export function deadlines(complaint, { say, language }) {
  const lines = complaint.deadlines.map((clock) => {
    const when = make("time", { datetime: clock.paused ? clock.paused_until : clock.due, text: moment(clock.paused ? clock.paused_until : clock.due, complaint.office.zone, language, say) });
    const words = CITIZENS.has(clock.clock) && !clock.done ? left({ kind: "fine", due: clock.due }, say, language) : state(clock, say, language);
    return make("li", { class: stateClass(clock) }, make("strong", { text: said(say, `console.clock.${clock.clock}`, `clock.${clock.clock}`) }), make("span", { text: words }), when);
  });
  return lines.length ? lines : [make("li", { text: say("console.clock.none") })];
}

// Masked by the API; a citizen who wants to stay secret or unnamed is told as such, never as a blank.
export function complainant(complaint, { say, language }) {
  const masked = complaint.complainant ?? {};
  return facts([
    [say("console.fact.mode"), said(say, `console.mode.${complaint.mode}`, complaint.mode)],
    [say("console.fact.name"), masked.name],
    [say("console.fact.email"), masked.email],
    [say("console.fact.phone"), masked.phone],
    [say("console.fact.mandate"), complaint.mandate && said(say, `relation.${complaint.mandate}`, complaint.mandate)],
    [say("console.fact.language"), tongue(complaint.language, language)],
    [say("console.fact.channels"), channels(complaint, say)],
  ]);
}
