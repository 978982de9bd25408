// Troubles that we know of, told while they last: on pages that were built before, and on the form where they fit what is chosen.
import { all, make, one, show } from "./page.js";

const lasts = ({ begins, ends }, now) => Date.parse(begins) <= now && now < Date.parse(ends);
const fits = (list, value) => !list.length || list.includes(value);

export function watch(now = Date.now()) {
  for (const item of all("[data-ends]")) show(item, lasts(item.dataset, now));
}

// What concerns some offices is said at the question for the office, everything else at the category.
export function troublesAt(step, troubles, { category, office }, now) {
  const ours = troubles.filter(({ offices }) => (step === "office") === offices.length > 0);
  return ours.filter((trouble) => lasts(trouble, now) && fits(trouble.categories, category) && fits(trouble.offices, office));
}

// A region that speaks is there before it has something to say, and says the same thing once.
export function tell({ troubles = [], trouble }, answers, now = Date.now()) {
  for (const step of ["category", "office"]) {
    const section = one(`[data-step=${step}]`);
    const box = one("[data-troubles]", section) ?? section.appendChild(make("div", { role: "status", "data-troubles": true }));
    const found = troublesAt(step, troubles, answers, now);
    if (found.length !== box.children.length || found.some(({ title }, at) => !box.children[at].textContent.includes(title))) box.replaceChildren(...found.map((each) => drawn(each, trouble)));
  }
}

const drawn = ({ title, text, when }, known) =>
  make("div", { class: "govuk-inset-text" }, make("h2", { class: "govuk-heading-s" }, make("span", { class: "govuk-caption-m", text: known }), ` ${title}`), make("p", { class: "govuk-body", text }), make("p", { class: "govuk-body-s app-flush", text: when }));
