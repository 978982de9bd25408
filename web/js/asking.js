// The category's questions on the form: fetched when they may be needed, each a page of its own like those that are there from the start.
import { counted } from "./count.js";
import { fillIn } from "./fields.js";
import { make } from "./page.js";
import { asked, known, nameOf } from "./questions.js";
import { fill } from "./words.js";

const PATIENCE = 8_000;

export class Asking {
  constructor(form, say, sections) {
    Object.assign(this, { form, say, sections, pending: {}, seen: new Set(), ready: false });
  }

  // True once the questions are there; a try that failed is made again when somebody asks again.
  load() {
    this.loading ??= this.fetched().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  async fetched() {
    if (this.ready) return true;
    try {
      const answer = await fetch(this.form.dataset.asking, { signal: AbortSignal.timeout?.(PATIENCE) });
      Object.assign(known, await answer.json());
    } catch {
      return false;
    }
    for (const question of known.questions) this.add(question);
    this.ready = true;
    fillIn(this.form, this.pending);
    this.pending = {};
    return true;
  }

  // False where answers wait for their questions: without those they could not be sent.
  async complete() {
    return (await this.load()) || !Object.keys(this.pending).length;
  }

  // Answers that came back before their questions did.
  keep(answers) {
    if (!this.ready) this.pending = Object.fromEntries(Object.entries(answers).filter(([name]) => name.startsWith("ask-")));
  }

  // The first question that goes with these answers and was not shown yet.
  fresh(answers) {
    return asked(answers).map(nameOf).find((step) => !this.seen.has(step));
  }

  add(question) {
    const step = nameOf(question);
    this.sections[step] = make("div", { class: "app-step", "data-step": step, hidden: true }, this.field(question, step));
    counted(this.sections[step], this.say);
    this.sections.office.before(this.sections[step]);
  }

  field(question, id) {
    const hint = question.hint ? [make("div", { id: `${id}-hint`, class: "govuk-hint", text: question.hint })] : [];
    const described = hint.length ? `${id}-hint` : undefined;
    const group = (...parts) => make("div", { class: "govuk-form-group", "data-field": id }, ...parts);
    if (question.form !== "choice" && question.form !== "date") return group(label(question, id), ...hint, line(question, id, described));
    const role = question.form === "date" ? "group" : undefined;
    const inner = question.form === "date" ? days(id) : radios(question, id);
    return group(make("fieldset", { class: "govuk-fieldset", role, "aria-describedby": described }, legend(question), ...hint, inner));
  }
}

// What stands in the place of "step 2 of 9", and the question itself.
const heading = ({ title }) => [make("span", { class: "govuk-caption-l", "data-position": true }), " ", make("span", { "data-title": true, text: title })];

function legend(question) {
  return make("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--l" }, make("h1", { class: "govuk-fieldset__heading", tabindex: "-1" }, ...heading(question)));
}

function label(question, id) {
  return make("h1", { class: "govuk-label-wrapper", tabindex: "-1" }, make("label", { class: "govuk-label govuk-label--l", for: id }, ...heading(question)));
}

function line({ form, most }, id, described) {
  const money = form === "money";
  return make("input", { class: `govuk-input${money ? " govuk-input--width-20" : ""}`, id, name: id, type: "text", dir: "auto", inputmode: money ? "numeric" : undefined, "aria-describedby": described, "data-most": most });
}

function radios({ choices, required }, name) {
  const all = required ? choices : [...choices, { slug: "", name: known.skip }];
  const items = all.map(({ slug, name: text }, at) => {
    const id = at ? `${name}-${slug}` : name;
    return make(
      "div",
      { class: "govuk-radios__item" },
      make("input", { class: "govuk-radios__input", id, name, type: "radio", value: slug }),
      make("label", { class: "govuk-label govuk-radios__label", for: id, text }),
    );
  });
  return make("div", { class: "govuk-radios" }, ...items);
}

function days(name) {
  const items = ["day", "month", "year"].map((part, at) => {
    const id = at ? `${name}-${part}` : name;
    return make(
      "div",
      { class: "govuk-date-input__item" },
      make("label", { class: "govuk-label govuk-date-input__label", for: id, text: known[part] }),
      make("input", { class: `govuk-input govuk-date-input__input govuk-input--width-${part === "year" ? 4 : 2}`, id, name: `${name}-${part}`, type: "text", inputmode: "numeric" }),
    );
  });
  return make("div", { class: "govuk-date-input" }, ...items);
}

export const rupiah = (amount) => fill(known.amount, { amount: String(amount).replace(/\B(?=(\d{3})+$)/g, known.group) });
