// The fields of a step's form, made from what the vocabulary says that the step asks for.
import { make, one } from "../page.js";
import { ask, staff } from "./api.js";
import { MOST } from "./limits.js";
import { choice } from "./names.js";
import { said } from "./parts.js";

export function group(step, name, label, control, hint) {
  const id = `${step}-${name}`;
  control.id = id;
  control.name = name;
  const parts = [make("label", { class: "govuk-label con-strong", for: id, text: label })];
  if (hint) {
    parts.push(make("p", { class: "govuk-hint", id: `${id}-hint`, text: hint }));
    control.setAttribute("aria-describedby", `${id}-hint`);
  }
  return make("div", { class: "govuk-form-group", "data-field": name }, ...parts, control);
}

function option(value, text, selected = false) {
  return make("option", { value, text, selected });
}

function select(...options) {
  return make("select", { class: "govuk-select con-wide" }, ...options);
}

// A narrow screen cuts off what is chosen: there it stands below as well, whole.
function whole(made) {
  const control = one("select", made);
  const told = make("p", { class: "con-chosen", "aria-hidden": "true" });
  const tell = () => (told.textContent = control.selectedOptions[0]?.textContent ?? "");
  control.addEventListener("change", tell);
  tell();
  made.append(told);
  return made;
}

function sorting({ step }, { complaint, vocabulary, desk: { say } }) {
  const classes = vocabulary.classes.map(({ slug, name }) => option(slug, name, slug === complaint.class));
  const suiting = vocabulary.categories.filter(({ kinds }) => kinds.includes(complaint.kind));
  const categories = suiting.map(({ slug, name }) => option(slug, name, slug === complaint.category));
  return [
    whole(group(step, "class", say("console.field.class"), select(...classes), say("console.field.class.hint"))),
    group(step, "category", say("console.field.category"), select(...categories)),
  ];
}

function reasons({ step, reasons: list }, { desk: { say } }) {
  const options = list.map(({ slug, name }) => option(slug, said(say, `console.reason.${slug}`, `reason.${slug}`, name)));
  return whole(group(step, "reason", say("console.field.reason"), select(option("", say("console.choose")), ...options)));
}

// Filled when the form is first opened: it costs a request that most visits do not need.
function target({ step, to }, { desk: { say } }) {
  return group(step, "to", say(`console.field.to.${to}`), select(option("", say("console.choose"))), say(`console.field.to.${to}.hint`));
}

function writing(known, { complaint, desk: { say } }) {
  const { step, text, hearing } = known;
  const label = [say(`console.field.text.${step}`), text === "optional" && say("console.optional")].filter(Boolean).join(" ");
  const area = make("textarea", { class: "govuk-textarea", rows: text === "required" ? 6 : 3, lang: hearing === "public" ? complaint.language : undefined, "data-most": MOST.text });
  const hint = `console.field.text.${step}.hint`;
  return group(step, "text", label, area, say.has(hint) ? say(hint) : "");
}

// The day on which an alert comes back; the API names those that can be chosen.
function waking({ step }, { desk: { say } }) {
  return group(step, "until", say("console.field.until"), make("input", { class: "govuk-input", type: "date" }), say("console.field.until.hint"));
}

export function fieldsOf(known, work) {
  return [
    ...(known.sorts ? sorting(known, work) : []),
    ...(known.to ? [target(known, work)] : []),
    ...(known.reasons.length ? [reasons(known, work)] : []),
    ...(known.step === "snooze" ? [waking(known, work)] : []),
    ...(known.text === "none" ? [] : [writing(known, work)]),
  ];
}

async function colleagues({ complaint, desk: { say, me } }) {
  const found = await staff(`/colleagues?office=${encodeURIComponent(complaint.office.slug)}`);
  const items = found.ok ? found.data.items : [];
  const self = items.filter(({ id }) => id === me.id);
  return [...self, ...items.filter(({ id }) => id !== me.id)].map((one) => option(one.id, one.id === me.id ? say("console.you") : choice(one, say)));
}

async function offices({ complaint, vocabulary, desk: { say } }) {
  const found = await ask("/v1/offices");
  const groups = new Map();
  for (const office of found.ok ? found.data.items : []) {
    if (office.handled_by !== office.slug || office.slug === complaint.office.slug) continue;
    const label = ["pusat", "meja", "perwakilan"].includes(office.kind) ? say("console.group.other") : office.province;
    groups.set(label, [...(groups.get(label) ?? []), option(office.slug, office.name)]);
  }
  const sorted = [...groups].sort(([a], [b]) => a.localeCompare(b));
  if (vocabulary.agencies.length) sorted.unshift([say("console.group.agencies"), vocabulary.agencies.map(({ slug, name }) => option(slug, name))]);
  return sorted.map(([label, options]) => make("optgroup", { label }, ...options));
}

export async function fillTargets(known, work, control) {
  const chosen = control.value;
  const options = known.to === "person" ? await colleagues(work) : await offices(work);
  control.append(...options);
  control.value = chosen;
  return options.length > 0;
}
