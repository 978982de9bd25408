// What one may do now: one form for each step that the API allows, and no other.
import { all, arrange, held, make, one } from "./page.js";
import { newKey } from "./store.js";
import { counted } from "./count.js";
import { report } from "./errors.js";
import { typed } from "./typed.js";

const OPTIONAL = new Set(["confirm", "withdraw"]);

// A form in which somebody has begun to write stays as it is, whatever else is drawn afresh.
export function actions(view, complaint, { say, act }) {
  const place = one("[data-actions]", view);
  const begun = new Map(all("[data-do]", place).filter((item) => one("textarea", item).value).map((item) => [item.dataset.do, item]));
  const offered = all("[data-do]", document.getElementById("actions").content).filter((item) => complaint.allowed_steps.includes(item.dataset.do));
  const forms = offered.map((item) => begun.get(item.dataset.do) ?? ready(item.cloneNode(true), { say, act }));
  arrange(place, forms.length ? forms : [make("p", { class: "govuk-body", text: say("case.actions.none") })]);
}

// The key belongs to the words: the same words are sent under the same key, changed ones under a new one.
function ready(item, { say, act }) {
  const form = one("form", item);
  let sent = { text: undefined, key: "" };
  counted(form, say);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = typed(one("textarea", form).value);
    const step = item.dataset.do;
    if (!text && !OPTIONAL.has(step)) return report(form, [{ field: `text-${step}`, message: say("script.track.text.required") }], say);
    if (text !== sent.text) sent = { text, key: newKey() };
    return held(form, () => act(form, text ? { step, text } : { step }, sent.key));
  });
  return item;
}
