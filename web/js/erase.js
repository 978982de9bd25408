// Erase my data: what the API says of it, and a press that must be meant. The key belongs to the wish: pressed twice it is one.
import { clear, report } from "./errors.js";
import { held, one, show } from "./page.js";
import { newKey } from "./store.js";
import { moment } from "./when.js";

export function erase(view, { say, language, act }) {
  const box = one("[data-erase]", view);
  const forms = { erasure: one("[data-erase-ask]", box), keep: one("[data-erase-keep]", box) };
  let key = newKey();

  for (const [step, form] of Object.entries(forms)) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      clear(form);
      if (step === "erasure" && !one("[name=confirm]", form).checked) return report(form, [{ field: "confirm", message: say("erase.confirm.missing") }], say);
      return held(form, () => act(form, { step }, key, "confirm"));
    });
  }

  return function shown({ erasure, allowed_steps: allowed, office }) {
    key = newKey();
    forms.erasure.reset();
    const { asked, due, erased_at: gone } = erasure;
    const state = `${asked ? "asked" : "when"}.${due ? "closed" : "open"}`;
    one("[data-erase-when]", box).textContent = gone ? say("erase.done") : say(`erase.${state}`, { when: due ? moment(due, office.zone, language, say) : "" });
    show(one("[data-erase-form]", box), !gone);
    for (const [step, form] of Object.entries(forms)) show(form, allowed.includes(step));
    box.open = asked && !gone;
  };
}
