// Asking to see who filed a complaint, and seeing it once a custodian has allowed it. Every look is recorded by the API.
import { counted } from "../count.js";
import { held, make, one, show } from "../page.js";
import { moment } from "../when.js";
import { staff } from "./api.js";
import { report, clear } from "./faults.js";
import { group } from "./fields.js";
import * as kept from "./kept.js";
import { MOST } from "./limits.js";
import { facts } from "./parts.js";
import { focusOn, handles } from "./shell.js";
import { now } from "./time.js";

// The number of one's own request outlives the tab: approval may take longer than a session. It opens nothing for anybody else.
const nameOf = ({ ticket, desk }) => `request.${desk.me.id}.${ticket}`;

export function identity(work) {
  const may = handles(work.desk.me) && work.complaint.mode !== "anonymous";
  show(one("[data-identity]"), may);
  if (may) stand(work);
}

function place(...parts) {
  one("[data-identity-body]").replaceChildren(...parts);
}

async function stand(work) {
  const id = kept.get(nameOf(work), localStorage);
  const found = id && (await staff(`${work.path}/identity-requests/${id}`));
  if (!found?.ok || (found.data.until && Date.parse(found.data.until) <= now())) return place(form(work));
  return found.data.status === "allowed" ? place(...allowed(work, found.data)) : place(...waiting(work));
}

function again(text, run) {
  const made = make("button", { type: "button", class: "govuk-button govuk-button--secondary", text });
  made.addEventListener("click", run);
  return made;
}

function waiting(work) {
  const { say } = work.desk;
  return [make("p", { class: "govuk-body", text: say("console.identity.waiting") }), again(say("console.identity.look"), () => stand(work))];
}

function allowed(work, { id, until }) {
  const { say, language } = work.desk;
  const when = moment(until, work.complaint.office.zone, language, say);
  return [make("p", { class: "govuk-body", text: say("console.identity.allowed", { when }) }), again(say("console.identity.show"), () => reveal(work, id, until, when))];
}

async function reveal(work, id, until, when) {
  const { say } = work.desk;
  const found = await staff(`${work.path}/identity-requests/${id}/identity`);
  if (!found.ok) return found.status === 404 ? over(work) : stand(work);
  const { name, email, phone } = found.data;
  const shown = make("dl", { class: "con-facts con-secret" }, ...facts([[say("console.fact.name"), name], [say("console.fact.email"), email], [say("console.fact.phone"), phone]]));
  const title = make("h3", { class: "govuk-heading-s con-flush", text: say("console.identity.shown", { when }) });
  place(title, shown, again(say("console.identity.hide"), () => stand(work)));
  setTimeout(() => title.isConnected && over(work), Date.parse(until) - now());
  return focusOn(title);
}

// An hour is an hour on the screen, too: a name does not stay there because nobody pressed anything.
function over(work) {
  place(make("p", { class: "govuk-body", role: "status", text: work.desk.say("console.identity.over") }), form(work));
}

function form(work) {
  const { say } = work.desk;
  const area = make("textarea", { class: "govuk-textarea", rows: 3, "data-most": MOST.text });
  const made = make("form", { novalidate: true }, group("identity", "reason", say("console.identity.reason"), area, say("console.identity.reason.hint")));
  made.append(make("button", { class: "govuk-button govuk-button--secondary", text: say("console.identity.ask") }));
  counted(made, say);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    send(work, made, area);
  });
  return make("details", { class: "con-do con-do--internal" }, make("summary", { text: say("console.identity.ask") }), make("div", { class: "con-do__inside" }, made));
}

async function send(work, made, area) {
  const { say } = work.desk;
  clear(made);
  if (!area.value.trim()) return report(made, [{ field: "reason", message: say("rule.missing") }], say);
  const answer = await held(made, () => staff(`${work.path}/identity-requests`, { method: "POST", body: { reason: area.value } }));
  if (!answer.ok) return report(made, answer.data.errors ?? [{ field: "", message: answer.data.detail ?? say("console.net.again") }], say, answer.data.title ?? say("console.net.title"));
  kept.set(nameOf(work), answer.data.id, localStorage);
  place(...waiting(work));
  return focusOn(one("[data-identity] h2"));
}
