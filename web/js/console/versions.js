// One version of an office's own days: what is in it, who stands behind it, and the button of the second person.
import { make, one } from "../page.js";
import { day, moment } from "../when.js";
import { ask } from "./api.js";
import { hush } from "./faults.js";
import { facts, person } from "./parts.js";
import { focusOn } from "./shell.js";

const HOME = "/v1/admin/calendars";

function listed(label, days, told) {
  if (!days.length) return [];
  return [make("p", { class: "con-quiet con-flush", text: label }), make("ul", { class: "govuk-list govuk-list--bullet con-flush" }, ...days.map((each) => make("li", { text: told(each) })))];
}

function content(version, { say }) {
  const on = (one) => day(`${one.day}T12:00:00Z`, "UTC", say);
  const closed = (each) => say(each.estimate ? "calendars.closed.unsure" : "calendars.closed.one", { day: on(each), why: each.name, source: each.source });
  const open = (each) => say("calendars.open.one", { day: on(each), hours: each.hours.join(", "), source: each.source });
  const none = version.closed.length + version.open.length === 0;
  const plain = none ? [make("p", { class: "govuk-body con-flush", text: say("calendars.as_edition") })] : [];
  return [...listed(say("calendars.closed"), version.closed, closed), ...listed(say("calendars.open"), version.open, open), ...plain];
}

function people(version, { say, language, me }) {
  const who = (id, at) => (id ? say("calendars.by", { person: person(id, me, say), when: moment(at, version.office.zone, language, say) }) : "");
  return make("dl", { class: "con-facts" }, ...facts([
    [say("calendars.reason"), say(`reason.${version.reason}`)],
    [say("calendars.drawn_up"), who(version.drawn_up_by, version.drawn_up_at)],
    [say("calendars.signed_off"), who(version.signed_off_by, version.signed_off_at)],
    [say("calendars.withdrawn_at"), version.withdrawn_at && moment(version.withdrawn_at, version.office.zone, language, say)],
  ]));
}

async function press(version, made, button, { way, done, say }, again) {
  hush();
  button.disabled = true;
  const answer = await ask(`${HOME}/${version.office.slug}/versions/${version.version}/${way}`, { method: "POST" });
  button.disabled = false;
  if (answer.ok) return again(say(`calendars.${done}`, { version: version.version, office: version.office.name }));
  const note = one(".con-outcome", made) ?? make("p", { class: "govuk-body con-outcome con-flush", role: "alert" });
  made.append(note);
  note.textContent = answer.data.detail ?? say("console.net.detail");
  return focusOn(note);
}

// One's own draft is for another one to sign off, and for oneself to take back.
function action(version, made, desk, again) {
  const { say, me } = desk;
  if (version.status !== "draft") return [];
  const own = version.drawn_up_by === me.id;
  const [act, kind, hint, done] = own ? ["withdraw", "govuk-button--secondary", "own", "withdrawn"] : ["sign", "", "sign.hint", "in_force"];
  const about = make("span", { class: "govuk-visually-hidden", text: ` ${say("calendars.version", { version: version.version, office: version.office.name })}` });
  const button = make("button", { type: "button", class: `govuk-button ${kind} con-flush`, text: say(`calendars.${act}`) }, about);
  button.addEventListener("click", () => press(version, made, button, { way: own ? "withdrawals" : "approvals", done, say }, again));
  return [make("p", { class: "govuk-body con-flush", text: say(`calendars.${hint}`) }), button];
}

export function card(version, desk, again) {
  const { say } = desk;
  const title = make("h3", { class: "govuk-heading-s con-flush", text: say("calendars.version", { version: version.version, office: version.office.name }) });
  const state = make("strong", { class: "govuk-tag", text: say(`calendars.status.${version.status}`) });
  const made = make("li", { class: "con-card", "data-version": `${version.office.slug}/${version.version}` }, title, state, ...content(version, desk), people(version, desk));
  made.append(...action(version, made, desk, again));
  return made;
}
