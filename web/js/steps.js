// Which questions there are for these answers, and where one stands among them.
import { faults } from "./check.js";
import { asked as questions, nameOf } from "./questions.js";

export const STEPS = ["kind", "category", "stage", "office", "narrative", "happened_on", "mode", "contact", "check"];

// `offer` is what the page offers: categories [{slug, kinds}], stages [{slug, categories}].
export function categoriesFor(offer, kind) {
  return offer.categories.filter((one) => one.kinds.includes(kind));
}

export function stagesFor(offer, category) {
  return offer.stages.filter((one) => one.categories.includes(category));
}

export function road(answers, offer) {
  const asked = {
    category: !answers.kind || categoriesFor(offer, answers.kind).length > 0,
    stage: !answers.category || stagesFor(offer, answers.category).length > 0,
  };
  const more = questions(answers).map(nameOf);
  return STEPS.filter((step) => asked[step] ?? true).flatMap((step) => (step === "office" ? [...more, step] : [step]));
}

export function position(path, step) {
  return { n: path.indexOf(step) + 1, m: path.length };
}

// The first question that still needs an answer; "check" when none does.
export function unanswered(path, answers, today) {
  return path.find((step) => faults(step, answers, today).length > 0) ?? "check";
}

// Where somebody may be: the step asked for, or the first unanswered one before it.
export function reachable(path, step, answers, today) {
  const wanted = path.indexOf(step);
  const first = path.indexOf(unanswered(path, answers, today));
  return path[wanted < 0 ? Math.min(first, 0) : Math.min(wanted, first)];
}

// Answers that no longer fit the ones before them are taken back.
export function consistent(answers, offer) {
  const category = categoriesFor(offer, answers.kind).some((one) => one.slug === answers.category) ? answers.category : "";
  const stage = stagesFor(offer, category).some((one) => one.slug === answers.stage) ? answers.stage : "";
  return { ...answers, category, stage };
}
