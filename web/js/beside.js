// Beside a category: what fits the choice is shown; "leave quickly" forgets this tab's answers and goes somewhere harmless.
import { all, one, show } from "./page.js";

export function beside(category, within = document) {
  for (const item of all("[data-beside]", within)) show(item, item.dataset.beside.split(" ").includes(category));
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
