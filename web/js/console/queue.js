// The queue: open complaints of the offices in scope, by deadline. Filters and page are the address.
import { make, one, show } from "../page.js";
import { ticketOf } from "../codes.js";
import { ask, staff } from "./api.js";
import * as kept from "./kept.js";
import { learn } from "./names.js";
import { about, caseAddress, eachMinute, mark, person, said, tag } from "./parts.js";
import { focusOn, handles, problem, settle, start } from "./shell.js";

const MANY = 40;
const given = new URLSearchParams(location.search);

function address(changes) {
  const next = new URLSearchParams(given);
  for (const [name, value] of Object.entries(changes)) if (value) next.set(name, value);
  else next.delete(name);
  const query = next.toString();
  return query ? `?${query}` : location.pathname;
}

// Every office at once costs a query each: who sees very many starts at their own.
function asked(me) {
  const own = me.scope.split("/").pop();
  const first = me.offices.some(({ slug }) => slug === own) ? own : me.offices[0]?.slug;
  const office = given.get("office") || (me.offices.length > MANY ? first : "");
  return { office, status: given.get("status") || "", cursor: given.get("cursor") || "" };
}

function filters({ say, me }, { office, status }) {
  const choose = one("#office");
  if (me.offices.length <= MANY) choose.append(make("option", { value: "", text: say("console.queue.offices") }));
  choose.append(...me.offices.map((each) => make("option", { value: each.slug, text: each.name, selected: each.slug === office })));
  one("#status").value = status;
  show(one("[data-clear]"), Boolean(given.get("office") || status));
}

function cell(label, ...content) {
  return make("td", { role: "cell", class: "con-cell" }, make("span", { class: "con-label", "aria-hidden": "true", text: label }), make("div", { class: "con-value" }, ...content));
}

function taken({ taken_by: id }, { say, me }) {
  return id ? [make("span", { class: "con-line con-quiet", text: say("console.queue.taken", { person: person(id, me, say) }) })] : [];
}

function row(complaint, desk) {
  const { say, language, me } = desk;
  const link = make("a", { class: "govuk-link con-ticket", href: caseAddress(complaint.ticket, language), text: complaint.ticket });
  const [subject, kind] = about(complaint, say);
  const deadline = cell(say("console.queue.due"), mark(complaint, say, language));
  const cells = [
    deadline,
    cell(say("console.queue.ticket"), link),
    cell(say("console.queue.about"), make("span", { class: "con-line", text: subject }), make("span", { class: "con-quiet", text: kind })),
    cell(say("console.queue.office"), complaint.office.name),
    cell(say("console.queue.status"), tag(complaint.status, say), ...(complaint.task ? [make("strong", { class: "con-line", text: say(`console.task.${complaint.task}`) })] : [])),
    cell(say("console.queue.assignee"), complaint.assignee ? person(complaint.assignee, me, say) : say("console.nobody"), ...taken(complaint, desk)),
  ];
  eachMinute(() => one(".con-value", deadline).replaceChildren(mark(complaint, say, language)));
  return make("tr", { role: "row", class: "con-row", "data-ticket": complaint.ticket }, ...cells);
}

function empty({ say, me }, wanted) {
  const office = me.offices.find(({ slug }) => slug === wanted.office)?.name;
  const kind = wanted.status || given.get("office") ? "console.queue.empty.filtered" : office ? "console.queue.empty.one" : "console.queue.empty";
  one("[data-empty-why]").textContent = say(kind, { office });
  one("[data-empty-next]").textContent = say(`${kind}.next`);
}

function draw(desk, wanted, { items, next }) {
  one("tbody").replaceChildren(...items.map((complaint) => row(complaint, desk)));
  one("[data-count]").textContent = desk.say(items.length ? "console.queue.count" : "console.queue.none", { n: items.length });
  show(one("[data-table]"), items.length > 0);
  show(one("[data-empty]"), items.length === 0);
  if (!items.length) empty(desk, wanted);
  one("[data-next]").href = address({ cursor: next });
  show(one("[data-next]"), Boolean(next));
  one("[data-first]").href = address({ cursor: "" });
  show(one("[data-first]"), Boolean(wanted.cursor));
}

// Whoever comes back from a case finds the row that they left.
function comeBack() {
  const ticket = kept.take("row");
  if (!ticket) return;
  const link = one(`[data-ticket="${CSS.escape(ticket)}"] a`);
  if (document.activeElement === document.body) focusOn(link ?? one("[data-part=view] h1"));
}

function opener({ say, language }) {
  one("[data-open]").addEventListener("submit", (event) => {
    event.preventDefault();
    const ticket = ticketOf(one("#ticket").value);
    show(one("#ticket-error"), !ticket);
    one("#ticket-error").textContent = ticket ? "" : say("console.open.wrong");
    one("#ticket").setAttribute("aria-invalid", String(!ticket));
    if (ticket) location.assign(caseAddress(ticket, language));
    else one("#ticket").focus();
  });
}

// What an administrator finds when they come in: how much waits for a second person, and where.
async function drafts({ say, language, me }) {
  const found = await ask("/v1/admin/calendars");
  const n = found.ok ? found.data.waiting.filter((each) => each.drawn_up_by !== me.id).length : 0;
  if (!n) return;
  const link = make("a", { class: "govuk-link", href: `/${language}/petugas/kalender/`, text: say("console.noqueue.admin.look") });
  one("[data-no-queue]").append(" ", make("strong", { text: say("console.noqueue.admin.waiting", { n }) }), " ", link);
}

start(async (desk) => {
  opener(desk);
  const works = handles(desk.me);
  show(one("[data-queue]"), works);
  show(one("[data-no-queue]"), !works);
  one("[data-no-queue]").textContent = works ? "" : said(desk.say, `console.noqueue.${desk.me.role}`, "console.noqueue");
  if (desk.me.role === "admin") await drafts(desk);
  if (!works) return settle();
  const wanted = asked(desk.me);
  filters(desk, wanted);
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  const found = await staff(`/queue?${query}`);
  if (!found.ok) return problem(desk.say, found);
  kept.set("queue", location.search);
  await learn(found.data.items.flatMap((one) => [one.assignee, one.taken_by]));
  draw(desk, wanted, found.data);
  settle();
  return comeBack();
});
