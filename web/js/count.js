// How many characters are left, said when it begins to matter, and not at every key.
import { make } from "./page.js";

const NEAR = 500;

export function count(area, say) {
  const most = Number(area.dataset.most);
  const id = `${area.id}-count`;
  const seen = make("div", { id, class: "govuk-hint govuk-character-count__message" });
  const heard = make("div", { class: "govuk-visually-hidden", "aria-live": "polite" });
  area.after(seen, heard);
  let timer;
  const tell = () => {
    const left = most - [...area.value].length;
    seen.textContent = left > NEAR ? "" : say(left < 0 ? "form.narrative.over" : "form.narrative.left", { n: Math.abs(left) });
    clearTimeout(timer);
    timer = setTimeout(() => {
      heard.textContent = seen.textContent;
    }, 1000);
  };
  area.addEventListener("input", tell);
  tell();
}
