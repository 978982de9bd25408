// Following a complaint: in by code, link or one-time code; then what happened, what is due, and what one may do.
import { actions } from "./actions.js";
import { codeOf, linkOf, ticketOf } from "./codes.js";
import { erase } from "./erase.js";
import { clear, report } from "./errors.js";
import { call } from "./net.js";
import { all, held, make, one, show } from "./page.js";
import * as lists from "./sent.js";
import { mine } from "./mine.js";
import { Papers } from "./papers.js";
import { reach } from "./reach.js";
import { box } from "./store.js";
import { ask } from "./survey.js";
import { drawCase } from "./timeline.js";
import { wordsOf } from "./words.js";

const say = wordsOf(document);
const language = document.documentElement.lang;
const session = box("session");
const views = Object.fromEntries(all("[data-view]").map((view) => [view.dataset.view, view]));
const title = document.title;
const doors = Object.fromEntries(all("[data-door]").map((form) => [form.dataset.door, form]));

const papers = new Papers(one("[data-papers]"), { say, language, enter: async () => session.get() });

let zone = "Asia/Jakarta";
let drawn;
let reasons;

const at = (ticket, rest = "") => `/v1/complaints/${ticket}${rest}`;

function look(view) {
  for (const [name, element] of Object.entries(views)) show(element, name === view);
  if (view === "door") document.title = title;
}

function wrong(form, field, key) {
  report(form, [{ field, message: say(key) }], say);
}

function why(answer) {
  if (answer.status === 0) return say("script.track.offline");
  return answer.data.detail ?? say(answer.status === 404 || answer.status === 401 || answer.status === 403 ? "script.track.refused" : "script.net.failed");
}

async function enter(form, ticket, proof, field) {
  const answer = await held(form, () => call(at(ticket, "/sessions"), { method: "POST", body: JSON.stringify(proof), language }));
  if (!answer.data.token) return report(form, [{ field, message: why(answer) }], say);
  clear(form);
  session.set({ ticket, token: answer.data.token });
  if (drawn && drawn !== ticket) return location.reload();
  papers.clear();
  return open();
}

// The case with what the survey still asks of it, its steps, contact and documents are read side by side and shown together, so that nothing jumps.
async function whole(ticket, token) {
  const found = call(at(ticket), { token, language }).then(async (answer) => {
    if (answer.status === 200) await survey.offer(answer.data);
    return answer;
  });
  papers.looks = 0;
  return Promise.all([found, call(at(ticket, "/steps"), { token, language }), contact.offer(), papers.look()]);
}

// A session that is over leads back to the door. Nobody who left is led back, nor moved while they write.
async function open(notice = "") {
  const { ticket, token } = session.get() ?? {};
  if (!token) return undefined;
  const [found, steps] = await whole(ticket, token);
  if (session.get()?.token !== token) return undefined;
  if (found.status !== 200 || steps.status !== 200) return ended(found.status === 200 ? steps : found);
  const stays = !notice && busy();
  if (!stays) look("case");
  [drawn, reasons] = [ticket, undefined];
  zone = found.data.office.zone;
  drawCase(views.case, found.data, steps.data.items, say, language);
  actions(views.case, found.data, { say, act });
  erasing(found.data);
  for (const details of all("[data-why]", views.case)) details.addEventListener("toggle", explain);
  tell(notice);
  document.title = `${one("[data-heading]", views.case).textContent} – ${title.split(" – ").at(-1)}`;
  if (!notice && !stays) one("h1", views.case).focus();
  return undefined;
}

// Somebody has gone on meanwhile: they write, or look at their contact or the survey.
function busy() {
  return (views.door.hidden && views.case.hidden) || (!views.case.hidden && document.activeElement.matches("textarea,input"));
}

// Why a date is what it is costs a read of the whole record: asked when somebody wants to know, once for all dates.
async function explain({ target }) {
  const place = one(".govuk-details__text", target);
  if (!target.open || place.textContent) return;
  const { ticket, token } = session.get() ?? {};
  reasons ??= call(at(ticket, "/deadlines"), { token, language });
  const answer = await reasons;
  if (!place.isConnected) return;
  if (answer.status !== 200) {
    reasons = undefined;
    place.textContent = why(answer);
    return;
  }
  const texts = Object.fromEntries(answer.data.deadlines.map((each) => [each.clock, each.why.text]));
  for (const details of all("[data-why]", views.case)) one(".govuk-details__text", details).textContent = `${texts[details.dataset.why]}.`;
}

// What became of our messages, and who opened the file, is looked up when somebody wants to know, and afresh each time.
async function listed({ target }) {
  if (!target.open) return;
  const { ticket, token } = session.get() ?? {};
  const { list } = target.dataset;
  const answer = await call(at(ticket, `/${list}`), { token, language });
  one("ul", target).replaceChildren(...(answer.status === 200 ? lists[list](answer.data.items, say, language, zone) : [make("li", { text: why(answer) })]));
}

function ended(answer) {
  if ([401, 403, 404].includes(answer.status)) session.clear();
  look("door");
  report(doors.code, [{ field: "ticket", message: session.get() ? why(answer) : say("track.ended") }], say);
}

// What the citizen thinks of it: asked once the case is over; an answer that was counted before is counted all the same.
const survey = ask(views, {
  look,
  say,
  send: (body) => call(at(session.get()?.ticket, "/survey"), { method: "POST", body: JSON.stringify(body), token: session.get()?.token, language }),
  parts: () => call(at(session.get()?.ticket, "/survey"), { token: session.get()?.token, language }),
  done: () => open(say("survey.thanks")),
  why,
});

// How the citizen is told: asked beside the rest, since messages that came back should be said at once.
const contact = reach(views, {
  look,
  say,
  get: () => call(at(session.get().ticket, "/contact"), { token: session.get().token, language }),
  put: (body, key) => call(at(session.get()?.ticket, "/contact"), { method: "PUT", body, key, token: session.get()?.token, language }),
  done: () => open(say("case.done.contact")),
  why,
});

const erasing = erase(views.case, { say, language, act });

mine(views.case, {
  say,
  why,
  get: async () => {
    const { ticket = "", token } = session.get() ?? {};
    return { ticket, answer: await call(at(ticket, "/copy.html"), { token, language }) };
  },
});

function tell(notice) {
  const box_ = one("[data-notice]", views.case);
  box_.textContent = notice;
  show(box_, Boolean(notice));
}

async function act(form, body, key, field = `text-${body.step}`) {
  const { ticket, token } = session.get();
  const answer = await call(at(ticket, "/steps"), { method: "POST", body: JSON.stringify(body), key, token, language });
  if (answer.status >= 200 && answer.status < 300) {
    clear(views.case);
    form.reset();
    return open(say(`case.done.${body.step}`));
  }
  const errors = answer.data.errors?.map(({ message }) => ({ field, message }));
  return report(form, errors ?? [{ field, message: why(answer) }], say);
}

function byCode(event) {
  event.preventDefault();
  const form = event.target;
  const { ticket, code } = Object.fromEntries(new FormData(form));
  if (!ticket.trim()) return wrong(form, "ticket", "script.track.ticket.required");
  if (!ticketOf(ticket)) return wrong(form, "ticket", "script.track.ticket.wrong");
  if (!code.trim()) return wrong(form, "code", "script.track.code.required");
  return enter(form, ticketOf(ticket), { code: codeOf(code) }, "code");
}

async function byMessage(event) {
  event.preventDefault();
  const form = event.target;
  const { ticket_lost, channel = "email" } = Object.fromEntries(new FormData(form));
  if (!ticketOf(ticket_lost)) return wrong(form, "ticket_lost", "script.track.ticket.wrong");
  const answer = await held(form, () => call(at(ticketOf(ticket_lost), "/one-time-codes"), { method: "POST", body: JSON.stringify({ channel }), language }));
  if (answer.status !== 202) return report(form, [{ field: "ticket_lost", message: why(answer) }], say);
  clear(form);
  one("[name=ticket_once]", doors.once).value = ticket_lost;
  show(one("[data-sent]"), true);
  return one("[name=one_time_code]", doors.once).focus();
}

function once(event) {
  event.preventDefault();
  const form = event.target;
  const { ticket_once, one_time_code } = Object.fromEntries(new FormData(form));
  if (!ticketOf(ticket_once)) return wrong(form, "ticket_once", "script.track.ticket.wrong");
  if (!one_time_code.trim()) return wrong(form, "one_time_code", "script.track.once.required");
  return enter(form, ticketOf(ticket_once), { one_time_code: one_time_code.trim() }, "one_time_code");
}

// Nothing of a complaint stays on the page that the next person sees, nor comes with an answer that is still under way.
function leave() {
  session.clear();
  look("");
  location.replace(location.pathname);
}

// A link's secret leaves the address bar before anything else is done.
function begin() {
  const link = linkOf(location.hash);
  if (link) history.replaceState(null, "", location.pathname);
  if (link) for (const field of all("[name^=ticket]")) field.value = link.ticket;
  if (link?.token) enter(doors.code, link.ticket, { link_token: link.token }, "ticket");
  else if (session.get() && (!link || link.ticket === session.get().ticket)) open();
}

doors.code.addEventListener("submit", byCode);
doors.lost.addEventListener("submit", byMessage);
doors.once.addEventListener("submit", once);
one("[data-refresh]").addEventListener("click", () => open());
one("[data-leave]").addEventListener("click", leave);
for (const details of all("[data-list]")) details.addEventListener("toggle", listed);
addEventListener("hashchange", () => linkOf(location.hash) && location.reload());
begin();
