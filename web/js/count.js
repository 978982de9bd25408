// How many characters are left, said when it begins to matter, and not at every key.
import { all, make } from "./page.js";

const NEAR = 500;

function count(area, say) {
  const most = Number(area.dataset.most);
  const seen = make("div", { class: "govuk-hint govuk-character-count__message" });
  const heard = make("div", { class: "govuk-visually-hidden", "aria-live": "polite" });
  area.after(seen, heard);
  let timer;
  const tell = () => {
    const left = most - [...area.value].length;
    seen.textContent = left > Math.min(NEAR, most / 5) ? "" : say(left < 0 ? "form.narrative.over" : "form.narrative.left", { n: Math.abs(left) });
    clearTimeout(timer);
    timer = setTimeout(() => {
      heard.textContent = seen.textContent;
    }, 1000);
  };
  for (const event of ["input", "focus"]) area.addEventListener(event, tell);
  tell();
}

// Every field within that says how much it takes.
export const counted = (within, say) => all("[data-most]", within).forEach((area) => count(area, say));
