// A complaint in plain words: where it stands, what is due, what happened.
import { make, one } from "./page.js";
import { moment } from "./when.js";

const said = (say, ...keys) => say(keys.find((key) => say.has(key)) ?? keys.at(-1));

export function drawCase(view, complaint, items, say, language) {
  const named = ({ names }) => names[language] ?? names.id;
  const at = (iso) => moment(iso, complaint.office.zone, language, say);
  const [before, after] = say("case.title", { ticket: "\n" }).split("\n");
  one("[data-heading]", view).replaceChildren(before, make("bdi", { class: "app-ticket", text: complaint.ticket }), after);
  one("[data-status]", view).replaceChildren(...status(complaint, say, at, named));
  one("[data-due]", view).replaceChildren(...due(complaint.deadlines, say, at));
  one("[data-history]", view).replaceChildren(...[...items].reverse().map((item) => event(item, say, at, named)));
}

function status(complaint, say, at, named) {
  const lines = [
    [say("case.office"), complaint.office.name],
    [say("case.about"), [complaint.kind && say(`kind.${complaint.kind}`), complaint.category && say(`category.${complaint.category}`)].filter(Boolean).join(" – ")],
    [say("case.received"), at(complaint.received_at)],
  ];
  if (complaint.agency) lines.push([say("case.agency"), elsewhere(complaint, say, named)]);
  return [
    make("p", { class: "govuk-heading-m app-flush", text: say(`case.status.${complaint.status}`) }),
    make("p", { class: "govuk-body", text: say(`case.next.${complaint.status}`) }),
    ...lines.map(([key, value]) => make("p", { class: "govuk-body app-flush" }, make("strong", { text: `${key}: ` }), value)),
  ];
}

function elsewhere({ status: now, agency }, say, named) {
  return say(now === "referred" ? "case.agency.asked" : "case.agency.has", { agency: named(agency), site: agency.site });
}

function due(deadlines, say, at) {
  const running = deadlines.filter((clock) => !clock.done);
  if (!running.length) return [make("li", { text: say("case.due.none") })];
  return running.map(({ clock, due: when, late, paused, paused_until: until }) => {
    const text = paused ? say("clock.paused", { when: at(until) }) : say(late ? "clock.late" : "clock.by", { when: at(when) });
    const why = make("details", { class: "govuk-details app-why", "data-why": clock }, make("summary", { class: "govuk-details__summary" }, make("span", { class: "govuk-details__summary-text", text: say("why.title") })), make("div", { class: "govuk-details__text", "aria-live": "polite" }));
    return make("li", { class: late && !paused ? "app-late" : undefined }, make("strong", { text: `${say(`clock.${clock}`)}: ` }), make("time", { datetime: when, text }), why);
  });
}

function event(item, say, at, named) {
  const agency = item.agency && named(item.agency);
  const who = item.by === "agency" ? agency : item.by === "citizen" ? say("case.by.citizen") : item.office?.name || say("case.by.system");
  const parts = [
    make("h3", { class: "govuk-heading-s", text: said(say, `case.step.${item.step}.${item.by}`, `case.step.${item.step}`, "case.step.other") }),
    make("p", { class: "govuk-body-s" }, make("time", { datetime: item.at, text: at(item.at) }), ` · ${who}`),
  ];
  if (item.document) parts.push(make("p", { class: "govuk-body app-flush", text: say("documents.item", { number: item.document }) }));
  if (item.reason) parts.push(make("p", { class: "govuk-body", text: say("case.reason", { reason: said(say, `reason.${item.reason}`, item.reason) }) }));
  if (item.level) parts.push(make("p", { class: "govuk-body", text: `${say(`clock.${item.clock}`)}. ${say(`case.step.level.${item.level}`)}` }));
  if (agency && item.step === "refer") parts.push(make("p", { class: "govuk-body", text: agency }));
  if (item.text) parts.push(make("p", { class: "govuk-body app-words", text: item.text }));
  for (const { title, text } of item.answers ?? []) parts.push(make("p", { class: "govuk-body app-words" }, make("strong", { text: title }), make("br"), make("bdi", { text })));
  return make("li", {}, ...parts);
}
