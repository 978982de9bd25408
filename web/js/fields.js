// Between the fields of the form and answers.
import { all, one } from "./page.js";

export function offerOf(form) {
  const value = (item) => one("input", item).value;
  return {
    categories: all("[data-kinds]", form).map((item) => ({ slug: value(item), kinds: item.dataset.kinds.split(" "), staff: item.dataset.staff === "yes" })),
    stages: all("[data-categories]", form).map((item) => ({ slug: value(item), categories: item.dataset.categories.split(" ") })),
  };
}

// Choose the given values, and nothing where the value is not there.
export function refill(form, chosen) {
  for (const [name, value] of Object.entries(chosen)) for (const input of all(`input[name="${name}"]`, form)) input.checked = input.value === value && (value !== "" || input.checked);
}

export function fillIn(form, answers) {
  for (const [name, value] of Object.entries(answers)) {
    for (const field of all(`[name="${name}"]`, form)) {
      if (field.type === "checkbox") field.checked = Array.isArray(value) ? value.includes(field.value) : value === true;
      else if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
}

export function daysAgo(days, now = new Date()) {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  return { day: String(then.getDate()), month: String(then.getMonth() + 1), year: String(then.getFullYear()) };
}
