// Small pieces that several pages of the console draw alike.
import { make } from "../page.js";
import { nameOf } from "./names.js";
import { brief, governing, left } from "./time.js";

export const said = (say, ...keys) => say(keys.find((key) => say.has(key)) ?? keys.at(-1));

export const statusName = (status, say) => said(say, `console.status.${status}`, `case.status.${status}`);

export function tag(status, say) {
  return make("strong", { class: `govuk-tag con-tag con-tag--${status}`, text: statusName(status, say) });
}

// A word, a bar and the time that is left; the exact date stands below, in the office's zone.
export function mark(complaint, say, language) {
  const found = governing(complaint.deadlines);
  const lines = [make("strong", { class: "con-mark__word", text: say(`console.mark.${found.kind}`) })];
  if (found.due) {
    const counting = make("span", { class: "con-mark__left", text: left(found, say, language) });
    lines.push(counting, make("time", { class: "con-mark__date", datetime: found.due, text: brief(found.due, complaint.office.zone, language, say) }));
  }
  return make("span", { class: `con-mark con-mark--${found.kind}` }, ...lines.flatMap((line) => [line, " "]));
}

// Draw again each minute what `draw` draws, without touching the focus or telling anybody.
export function eachMinute(draw) {
  return setInterval(draw, 60_000);
}

export const caseAddress = (ticket, language) => `/${language}/petugas/pengaduan/?tiket=${encodeURIComponent(ticket)}`;

export function about(complaint, say) {
  return [said(say, `category.${complaint.category}`, complaint.category), said(say, `kind.${complaint.kind}`, complaint.kind)];
}

export function person(id, me, say) {
  return id === me.id ? say("console.you") : nameOf(id, say);
}

// pairs: [label, value]; a value that is null, undefined or "" is left out.
export function facts(pairs) {
  const rows = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return rows.map(([label, value]) => make("div", { class: "con-fact" }, make("dt", { text: label }), make("dd", {}, value)));
}
