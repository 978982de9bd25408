// What somebody else did while this officer was writing.
import { make } from "../page.js";
import { person, said, statusName } from "./parts.js";

const named = {
  status: (complaint, say) => statusName(complaint.status, say),
  office: ({ office }) => office.name,
  assignee: ({ assignee }, say, me) => (assignee ? person(assignee, me, say) : say("console.nobody")),
  class: (complaint, say) => said(say, `class.${complaint.class}`, complaint.class),
  category: ({ category }, say) => said(say, `category.${category}`, category),
};

export function differences(before, after, { say, me }) {
  return Object.entries(named)
    .map(([name, words]) => [say(`console.fact.${name}`), words(before, say, me), words(after, say, me)])
    .filter(([, was, is]) => was !== is);
}

export function panel(title, before, after, news, desk) {
  const { say, me } = desk;
  const lines = differences(before, after, desk).map(([name, was, is]) => make("li", { text: say("console.conflict.was", { name, was, is }) }));
  const events = news.map((item) => {
    const what = said(say, `console.did.${item.step}.${item.by}`, `console.did.${item.step}`, "case.step.other");
    const who = item.by === "citizen" ? say("console.by.citizen") : item.actor ? person(item.actor, me, say) : say("console.by.system");
    const quoted = item.text ? [make("p", { class: "con-words__text con-flush", text: item.text })] : [];
    return make("li", {}, `${what} (${who})`, ...quoted);
  });
  return [
    make("h3", { class: "govuk-heading-s con-flush", text: title, tabindex: "-1" }),
    make("ul", { class: "govuk-list govuk-list--bullet" }, ...lines, ...events),
    make("p", { class: "govuk-body con-flush", text: say("console.conflict.kept") }),
  ];
}
