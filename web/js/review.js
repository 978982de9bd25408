// "Check your answers": every answer in its own words, each with a way back to its question.
import { rupiah } from "./asking.js";
import { isoDate } from "./check.js";
import { make, one } from "./page.js";
import { asked, known, nameOf, valueOf } from "./questions.js";
import { day } from "./when.js";

function labelOf(form, name, value) {
  const input = one(`input[name="${name}"][value="${CSS.escape(value)}"]`, form);
  return input ? one(`label[for="${CSS.escape(input.id)}"]`, form).textContent.trim() : "";
}

export function answersIn(form, answers, place, say) {
  const date = isoDate(answers);
  const ways = answers.channels.map((channel) => say(`form.channels.${channel}`)).join(", ");
  const name = answers.mode === "anonymous" ? "" : answers.name;
  return {
    kind: labelOf(form, "kind", answers.kind),
    category: answers.category && labelOf(form, "category", answers.category),
    stage: answers.stage ? labelOf(form, "stage", answers.stage) : say("form.stage.none"),
    office: [place?.[1], answers.about_staff && say("form.check.about")].filter(Boolean).join("\n"),
    narrative: answers.narrative,
    happened_on: date && day(`${date}T00:00:00Z`, "UTC", say),
    mode: [labelOf(form, "mode", answers.mode), name].filter(Boolean).join("\n"),
    ...Object.fromEntries(asked(answers).map((question) => [nameOf(question), shownOf(form, question, answers, say)])),
    contact: [answers.email, answers.phone, ways, behalf(form, answers, say), answers.help].filter(Boolean).join("\n"),
  };
}

function shownOf(form, question, answers, say) {
  const value = valueOf(question, answers);
  if (!value) return "";
  if (question.form === "date") return day(`${value}T00:00:00Z`, "UTC", say);
  if (question.form === "money") return rupiah(value);
  return question.form === "choice" ? labelOf(form, nameOf(question), value) : value;
}

function behalf(form, { mode, relation, subject }, say) {
  const part = relation && one(`#relation option[value="${relation}"]`, form).textContent;
  const shown = [part, mode !== "anonymous" && subject].filter(Boolean).join(", ");
  return shown && say("form.check.behalf", { who: shown });
}

export function draw(list, path, shown, say) {
  const rows = path.filter((step) => step !== "check").map((step) => row(step, shown[step], say));
  list.replaceChildren(...rows);
}

function row(step, answer, say) {
  const question = known.questions.find((one_) => nameOf(one_) === step);
  const key = question ? question.title : say(`form.check.${step}`);
  const change = make("a", { class: "govuk-link", href: `#/${step}`, "data-change": step, text: say("form.check.change") }, make("span", { class: "govuk-visually-hidden", text: ` ${key}` }));
  return make(
    "div",
    { class: "govuk-summary-list__row" },
    make("dt", { class: "govuk-summary-list__key", text: key }),
    make("dd", { class: "govuk-summary-list__value app-answer", text: answer || say("form.check.empty") }),
    make("dd", { class: "govuk-summary-list__actions" }, change),
  );
}
