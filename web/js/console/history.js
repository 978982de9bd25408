// What happened, newest first. Words of citizens and colleagues are text, never markup; what citizens cannot read looks different.
import { make } from "../page.js";
import { moment } from "../when.js";
import { person, said } from "./parts.js";

const fact = (title, value) => make("p", { class: "con-flush" }, make("strong", { text: title }), " ", value);

export function narrative(items, { language: tongue }, { say }) {
  const first = items.find((item) => item.step === "receive");
  if (!first?.text) return make("p", { class: "govuk-body con-quiet", text: say("console.narrative.hidden") });
  const told = make("blockquote", { class: "con-words con-words--citizen", lang: tongue, dir: "auto", text: first.text });
  const beside = (first.answers ?? []).map(({ title, text }) => fact(title, make("bdi", { text })));
  if (first.help) beside.push(fact(`${say("console.fact.help")}:`, make("bdi", { lang: tongue, text: first.help })));
  return beside.length ? make("div", {}, told, ...beside) : told;
}

const named = ({ names }, language) => names[language] ?? names.id;

function who(item, { say, me, language }) {
  if (item.by === "agency") return item.agency ? named(item.agency, language) : say("console.by.agency");
  if (item.by === "citizen") return say("console.by.citizen");
  if (item.by === "system" || !item.actor) return say("console.by.system");
  return [person(item.actor, me, say), item.office?.name].filter(Boolean).join(", ");
}

function words(item, internal, complaint, say) {
  const label = say(internal ? "console.internal" : "console.public");
  const kind = item.by === "citizen" ? "citizen" : internal ? "internal" : "public";
  const tongue = internal ? undefined : complaint.language;
  const shown = make("p", { class: "con-words__text", lang: tongue, dir: "auto", text: item.text });
  return make("div", { class: `con-words con-words--${kind}` }, make("p", { class: "con-words__label", text: label }), shown);
}

function line(item, hearing, complaint, desk) {
  const { say, language } = desk;
  const at = make("time", { datetime: item.at, text: moment(item.at, complaint.office.zone, language, say) });
  const parts = [
    make("h3", { class: "con-event", text: said(say, `console.did.${item.step}.${item.by}`, `console.did.${item.step}`, "case.step.other") }),
    make("p", { class: "con-quiet con-flush" }, at, ` · ${who(item, desk)}`),
  ];
  const notes = [
    item.clock && said(say, `console.clock.${item.clock}`, `clock.${item.clock}`),
    item.level && say(`case.step.level.${item.level}`),
    item.document && say("documents.item", { number: item.document }),
    item.reason && say("case.reason", { reason: said(say, `console.reason.${item.reason}`, `reason.${item.reason}`, item.reason) }),
    item.agency && item.by !== "agency" && say("console.to", { to: named(item.agency, language) }),
    item.to && say("console.to", { to: item.to.name ?? item.to }),
    item.given_to && say("console.to", { to: person(item.given_to, desk.me, say) }),
  ].filter(Boolean);
  parts.push(...notes.map((text) => make("p", { class: "con-flush", text })));
  if (item.text && item.step !== "receive") parts.push(words(item, hearing === "internal", complaint, say));
  return make("li", { class: "con-history__item", "data-version": item.version }, ...parts);
}

export function history(items, complaint, vocabulary, desk) {
  const hearing = new Map(vocabulary.steps.map((each) => [each.step, each.hearing]));
  return [...items].reverse().map((item) => line(item, hearing.get(item.step) ?? "public", complaint, desk));
}
