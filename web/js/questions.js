// The questions of a category: which ones these answers call for, what was answered, and what is wrong with it. The API judges again.
import { isoDate, plain } from "./check.js";
import { fill } from "./words.js";

// What the build wrote for this language, once it was fetched: edition, questions, troubles, and words.
export const known = { edition: "", questions: [], errors: {} };

export const nameOf = ({ slug }) => `ask-${slug}`;
export const isAsked = (step) => step.startsWith("ask-");

const partsOf = (question, answers) => Object.fromEntries(["day", "month", "year"].map((part) => [part, answers[`${nameOf(question)}-${part}`] ?? ""]));

// Whole rupiah as people write them, Rp1.500.000 or 1,500,000.00; undefined for what is none.
export function amountOf(typed) {
  const found = /^(?:rp\.?|idr)?\s*(\d{1,3}(?:[., ٬]\d{3})+|\d+)(?:[.,](?:00|-))?$/i.exec(plain(typed).trim());
  return found ? Number(found[1].replace(/\D/g, "")) : undefined;
}

// As the contract has it; undefined where there is no answer, or none that can be read.
export function valueOf(question, answers) {
  if (question.form === "date") return isoDate(partsOf(question, answers)) || undefined;
  const typed = answers[nameOf(question)] || undefined;
  return typed && question.form === "money" ? amountOf(typed) : typed;
}

// In the order of the data; what hangs on an earlier answer only where that one calls for it.
export function asked(answers) {
  const given = {};
  return known.questions.filter((question) => {
    const fits = question.kinds.includes(answers.kind) && question.categories.includes(answers.category);
    if (!fits || (question.after && !question.when.includes(given[question.after]))) return false;
    given[question.slug] = valueOf(question, answers);
    return true;
  });
}

export function answered(answers) {
  const values = asked(answers).map((question) => [question.slug, valueOf(question, answers)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

export function faultOf(step, answers, today) {
  const question = asked(answers).find((one) => nameOf(one) === step);
  const rule = question && wrong(question, answers, today);
  return rule ? [{ field: step, message: fill(known.errors[rule], { question: question.title, max_length: question.most }) }] : [];
}

function wrong(question, answers, today) {
  const typed = question.form === "date" ? Object.values(partsOf(question, answers)).join("") : answers[nameOf(question)];
  if (!typed) return question.required ? "missing" : undefined;
  const value = valueOf(question, answers);
  if (question.form === "text") return [...typed].length > question.most ? "too_long" : undefined;
  if (question.form === "money") return value > 0 && value <= 1e12 ? undefined : "money";
  if (question.form !== "date") return undefined;
  if (!value) return "date";
  return value > today && !question.ahead ? "future_date" : undefined;
}
