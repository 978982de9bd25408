// Drawing up a version: all own days of an office, whole, begun from those of the newest version.
import { counted } from "../count.js";
import { all, held, make, one } from "../page.js";
import { ask } from "./api.js";
import { clear, report } from "./faults.js";
import { group } from "./fields.js";
import { MOST } from "./limits.js";

const HOME = "/v1/admin/calendars";
const CAUSES = ["decree", "regional", "closure", "hours", "correction"];
const WHYS = ["other-national", "other-joint", "regional", "election", "disaster", "office-closed"];
let rows = 0;

function choice(pairs, chosen) {
  return make("select", { class: "govuk-select con-wide" }, ...pairs.map(([value, text]) => make("option", { value, text, selected: value === chosen })));
}

export function reasonField(step, say, chosen = "") {
  const pairs = [["", say("console.choose")], ...CAUSES.map((cause) => [`calendar-${cause}`, say(`reason.calendar-${cause}`)])];
  return group(step, "reason", say("calendars.reason.label"), choice(pairs, chosen), say("calendars.reason.hint"));
}

function input(step, name, label, value, type = "text") {
  return group(step, name, label, make("input", { class: "govuk-input con-wide", type, value, autocomplete: "off", "data-most": MOST[name] }));
}

function estimate(step, say, checked) {
  const box = make("input", { class: "govuk-checkboxes__input", type: "checkbox", id: `${step}-estimate`, name: "estimate", checked });
  const label = make("label", { class: "govuk-label govuk-checkboxes__label", for: box.id, text: say("calendars.unsure") });
  return make("div", { class: "govuk-form-group", "data-field": "estimate" }, make("div", { class: "govuk-checkboxes__item" }, box, label));
}

function frame(kind, title, say, fields) {
  const gone = make("button", { type: "button", class: "govuk-button govuk-button--secondary con-flush", text: say("calendars.remove") });
  const made = make("fieldset", { class: "govuk-fieldset con-day", "data-row": kind }, make("legend", { class: "govuk-fieldset__legend con-strong", text: title }), ...fields, gone);
  counted(made, say);
  gone.addEventListener("click", () => {
    const next = made.nextElementSibling ?? made.previousElementSibling;
    made.remove();
    (next ? one("input,button", next) : one("[data-add]")).focus();
  });
  return made;
}

function closedRow(say, found = {}) {
  const step = `day${(rows += 1)}`;
  const whys = [["", say("console.choose")], ...WHYS.map((why) => [why, say(`holiday.${why}`)])];
  return frame("closed", say("calendars.closed.row"), say, [
    input(step, "day", say("calendars.day"), found.day, "date"),
    group(step, "why", say("calendars.why"), choice(whys, found.why)),
    input(step, "source", say("calendars.source"), found.source),
    estimate(step, say, found.estimate),
  ]);
}

function openRow(say, found = {}) {
  const step = `day${(rows += 1)}`;
  const hours = make("input", { class: "govuk-input con-wide", value: found.hours?.join(", "), autocomplete: "off" });
  return frame("open", say("calendars.open.row"), say, [
    input(step, "day", say("calendars.day"), found.day, "date"),
    group(step, "hours", say("calendars.hours"), hours, say("calendars.hours.hint")),
    input(step, "source", say("calendars.source"), found.source),
  ]);
}

// Each field is named as the API names it in a fault: closed.0.day.
function read(form, kind) {
  return all(`[data-row=${kind}]`, form).map((row, number) => {
    const fields = Object.fromEntries(all("input,select", row).map((field) => [field.name, field]));
    for (const [name, field] of Object.entries(fields)) field.closest("[data-field]").dataset.field = `${kind}.${number}.${name}`;
    const plain = { day: fields.day.value, source: fields.source.value.trim() };
    if (kind === "closed") return { ...plain, why: fields.why.value, estimate: fields.estimate.checked };
    return { ...plain, hours: fields.hours.value.split(",").map((span) => span.trim().replaceAll(".", ":").replace(/\s*[-–]\s*/, "-")).filter(Boolean) };
  });
}

const named = (errors) => errors.map((each) => ({ ...each, field: each.field.replace(/(\.hours)\..*$/, "$1") }));

async function send(form, office, { say }, again) {
  clear(form);
  const body = { office, reason: form.elements.reason.value, closed: read(form, "closed"), open: read(form, "open") };
  const answer = await held(form, () => ask(HOME, { method: "POST", body }));
  if (answer.ok) return again(say("calendars.drawn", { version: answer.data.version }));
  const faults = answer.data.errors ? named(answer.data.errors) : [{ field: "", message: answer.data.detail ?? say("console.net.detail") }];
  return report(form, faults, say, answer.data.title ?? say("console.net.title"));
}

function adder(kind, words, list, fresh) {
  const button = make("button", { type: "button", class: "govuk-button govuk-button--secondary", "data-add": kind, text: words });
  button.addEventListener("click", () => {
    list.append(fresh());
    one("input", list.lastElementChild).focus();
  });
  return button;
}

export function draft({ slug: office, name }, versions, desk, again) {
  const { say } = desk;
  const newest = versions.filter(({ status }) => status === "in_force").at(-1) ?? { closed: [], open: [] };
  const list = make("div", {}, ...newest.closed.map((each) => closedRow(say, each)), ...newest.open.map((each) => openRow(say, each)));
  const adders = make("div", { class: "govuk-button-group" }, adder("closed", say("calendars.add.closed"), list, () => closedRow(say)), adder("open", say("calendars.add.open"), list, () => openRow(say)));
  const form = make("form", { class: "con-prose", novalidate: true, "data-form": "draft" }, list, adders, reasonField("draft", say), make("button", { class: "govuk-button", text: say("calendars.draw_up.of", { office: name }) }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, office, desk, again);
  });
  one("#draft").textContent = say("calendars.draft.of", { office: name });
  one("[data-draft]").replaceChildren(form);
}
