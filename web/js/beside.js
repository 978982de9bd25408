// Beside a category: what fits the choice is shown, and the troubles that we know of; "leave quickly" forgets this tab's answers and goes somewhere harmless.
import { all, one, show } from "./page.js";
import { known } from "./questions.js";
import { tell } from "./troubles.js";

export function beside(answers, within = document) {
  for (const item of all("[data-beside]", within)) show(item, item.dataset.beside.split(" ").includes(answers.category));
  tell(known, answers);
}

export function leaving(within = document, place = location) {
  one("[data-away]", within)?.addEventListener("click", (event) => {
    event.preventDefault();
    try {
      sessionStorage.clear();
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
    place.replace(event.currentTarget.href);
  });
}
