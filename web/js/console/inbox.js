// The custodian's inbox: who wants to see an identity, and why. Allowing is told to the citizen by the same write.
import { make, one, show } from "../page.js";
import { moment } from "../when.js";
import { staff } from "./api.js";
import { learn } from "./names.js";
import { caseAddress, person } from "./parts.js";
import { focusOn, problem, settle, start } from "./shell.js";

async function card({ ticket, id }, desk) {
  const { say, language, me } = desk;
  const path = `/complaints/${ticket}/identity-requests/${id}`;
  const found = await staff(path);
  const title = make("h2", { class: "govuk-heading-s con-flush" }, make("a", { class: "govuk-link", href: caseAddress(ticket, language), text: ticket }));
  const made = make("li", { class: "con-card", "data-request": id }, title);
  if (!found.ok) {
    made.append(make("p", { class: "govuk-body con-flush", text: found.data.detail ?? say("console.net.detail") }));
    return made;
  }
  const allow = make("button", { type: "button", class: "govuk-button con-flush", text: say("console.inbox.allow") }, make("span", { class: "govuk-visually-hidden", text: ` ${ticket}` }));
  allow.addEventListener("click", () => approve(`${path}/approvals`, made, allow, desk));
  await learn([found.data.by]);
  made.append(make("p", { class: "con-flush", text: say("console.inbox.by", { name: person(found.data.by, me, say) }) }));
  made.append(make("p", { class: "con-quiet con-flush", text: say("console.inbox.reason") }), make("blockquote", { class: "con-words con-words--internal", text: found.data.reason }), allow);
  return made;
}

// What waits still has its button.
function count(say) {
  one("[data-count]").textContent = say("console.inbox.count", { n: document.querySelectorAll("[data-request] button").length });
}

async function approve(path, made, button, { say, language, me }) {
  button.disabled = true;
  const answer = await staff(path, { method: "POST", body: {} });
  button.disabled = false;
  const note = one(".con-outcome", made) ?? make("p", { class: "govuk-body con-outcome con-flush" });
  made.append(note);
  note.textContent = answer.ok ? say("console.inbox.allowed", { when: moment(answer.data.until, me.offices[0].zone, language, say) }) : (answer.data.detail ?? say("console.net.again"));
  if (answer.ok) button.remove();
  count(say);
  focusOn(note);
}

start(async (desk) => {
  const found = await staff("/identity-requests");
  if (!found.ok) return problem(desk.say, found);
  const cards = await Promise.all(found.data.items.map((item) => card(item, desk)));
  one("[data-requests]").replaceChildren(...cards);
  show(one("[data-none]"), cards.length === 0);
  count(desk.say);
  return settle();
});
