// From answers to the body of POST /v1/complaints, and from the API's field names to ours.
import { isoDate } from "./check.js";
import { answered, asked, isAsked, known } from "./questions.js";
import { typed } from "./typed.js";

const TEXTS = ["kind", "category", "stage", "office", "narrative", "mode", "name", "email", "phone", "day", "month", "year", "relation", "subject", "help"];

export function read(form) {
  const data = new FormData(form);
  const texts = TEXTS.map((name) => [name, typed(data.get(name))]);
  const more = [...data].filter(([name]) => isAsked(name)).map(([name, value]) => [name, typed(value)]);
  return { ...Object.fromEntries([...texts, ...more]), about_staff: data.has("about_staff"), channels: data.getAll("channels") };
}

const given = (entries) => Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== "" && value !== false && value !== undefined));

// Who chose no name is not named, whatever stands in the field.
export function bodyOf(answers, language) {
  const { kind, category, stage, office, narrative, about_staff, mode, email, phone, channels } = answers;
  const name = mode === "anonymous" ? "" : answers.name;
  const happened_on = isoDate(answers);
  const { help, relation } = answers;
  const subject = mode === "anonymous" ? "" : answers.subject;
  const mandate = relation || subject ? { on_behalf: given({ relation: relation || "other", name: subject }) } : {};
  return {
    ...given({ kind, category, stage, office, narrative, happened_on, about_staff, help }),
    ...mandate,
    ...(asked(answers).length ? { questions: known.edition, answers: answered(answers) } : {}),
    language,
    channels,
    identity: given({ mode, name, email, phone }),
  };
}

// identity.email is email, channels[0] is channels; what is no field of ours belongs to the page.
export function fieldOf(name) {
  if (name.startsWith("answers.")) return name.replace("answers.", "ask-");
  return name.split(/[.[]/).find((part) => part && part !== "identity") ?? "mode";
}

const HOME = { on_behalf: "contact", relation: "contact", subject: "contact", help: "contact", name: "contact", email: "contact", phone: "contact", channels: "contact", about_staff: "office" };

export function stepOf(field) {
  return HOME[field] ?? field;
}
