// Calendars for administrators: an office's year, what waits for a second person, and drawing up another version.
import { held, make, one, show } from "../page.js";
import { day, edition } from "../when.js";
import { ask } from "./api.js";
import { draft, reasonField } from "./draft.js";
import { clear, report } from "./faults.js";
import { learn } from "./names.js";
import { focusOn, problem, settle, start } from "./shell.js";
import { now } from "./time.js";
import { card } from "./versions.js";

const HOME = "/v1/admin/calendars";
const given = new URLSearchParams(location.search);

function wanted({ me }) {
  const own = me.scope.split("/").pop();
  const known = (slug) => me.offices.some((office) => office.slug === slug);
  const office = [given.get("office"), own, me.offices[0]?.slug].find(known);
  return { office, year: given.get("year") || String(new Date(now()).getFullYear()) };
}

function filters({ me }, { office, year }) {
  one("#office").replaceChildren(...me.offices.map(({ slug, name }) => make("option", { value: slug, text: name, selected: slug === office })));
  one("#year").value = year;
}

function cell(label, ...content) {
  return make("td", { role: "cell", class: "con-cell" }, make("span", { class: "con-label", "aria-hidden": "true", text: label }), make("div", { class: "con-value" }, ...content));
}

function row(listed, { say }) {
  const what = listed.reason ? listed.name : say("calendars.worked", { hours: listed.hours.join(", ") });
  const cells = [cell(say("calendars.day"), day(`${listed.day}T12:00:00Z`, "UTC", say)), cell(say("calendars.what"), what), cell(say("calendars.sure"), say(listed.estimate ? "calendars.estimate" : "calendars.decreed"))];
  return make("tr", { role: "row", class: "con-row", "data-day": listed.day }, ...cells);
}

function year(found, desk) {
  one("[data-title]").textContent = desk.say("calendars.of", { office: found.office.name, year: found.year });
  one("[data-count]").textContent = desk.say("calendars.count", { n: found.days.length, edition: edition(found.edition, desk.say) });
  one("tbody").replaceChildren(...found.days.map((each) => row(each, desk)));
  show(one("[data-table]"), found.days.length > 0);
}

function tell(words) {
  const notice = one("[data-notice]");
  notice.textContent = words;
  show(notice, true);
  focusOn(notice);
}

function said(form, answer, say) {
  const none = answer.status === 0 || !answer.data.title;
  report(form, answer.data.errors ?? [{ field: "", message: answer.data.detail ?? say("console.net.detail") }], say, none ? say("console.net.title") : answer.data.title);
}

// A release brought another edition: open cases go over to it by a version of the centre that two persons agree on.
function shipped(list, desk, again) {
  const { say, me } = desk;
  const behind = list.shipped !== list.adopted && me.scope.split("/").length === 1;
  show(one("[data-shipped]"), behind);
  if (!behind) return;
  one("[data-shipped-text]").textContent = say("calendars.shipped.text", { shipped: edition(list.shipped, say), adopted: edition(list.adopted, say) });
  const form = make("form", { novalidate: true }, reasonField("edition", say), make("button", { class: "govuk-button", text: say("calendars.shipped.go") }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear(form);
    const answer = await held(form, () => ask(`${HOME}/editions`, { method: "POST", body: { reason: form.elements.reason.value } }));
    if (!answer.ok) return said(form, answer, say);
    return again(say("calendars.drawn", { version: answer.data.version }));
  });
  one("[data-shipped-form]").replaceChildren(form);
}

async function waitingOf(list) {
  const offices = [...new Set(list.waiting.map(({ office }) => office))];
  const found = await Promise.all(offices.map((office) => ask(`${HOME}/${office}/versions`)));
  return found.flatMap(({ ok, data }) => (ok ? data.items.filter(({ status }) => status === "draft") : []));
}

function cards(name, none, versions, desk, again) {
  one(name).replaceChildren(...versions.map((version) => card(version, desk, again)));
  show(one(none), versions.length === 0);
}

async function draw(desk) {
  const asked = wanted(desk);
  filters(desk, asked);
  const paths = ["", `/${asked.office}/days?year=${encodeURIComponent(asked.year)}`, `/${asked.office}/versions`];
  const answers = await Promise.all(paths.map((path) => ask(HOME + path)));
  const refused = answers.find(({ ok }) => !ok);
  if (refused) return problem(desk.say, refused);
  const [list, listed, { items }] = answers.map(({ data }) => data);
  const waiting = await waitingOf(list);
  await learn([...waiting, ...items].flatMap((one) => [one.drawn_up_by, one.signed_off_by]));
  const again = async (words) => {
    await draw(desk);
    tell(words);
  };
  shipped(list, desk, again);
  year(listed, desk);
  cards("[data-waiting]", "[data-none]", waiting, desk, again);
  cards("[data-versions]", "[data-no-versions]", items.filter(({ status }) => status !== "draft").reverse(), desk, again);
  draft(listed.office, items, desk, again);
  return settle();
}

start(draw);
