// How the citizen is told: what is on file, and changing it. What is left empty is not sent, and so stays.
import { typed as clean } from "./typed.js";
import { clear, report } from "./errors.js";
import { all, held, make, one, show } from "./page.js";
import { newKey } from "./store.js";

const PARTS = ["email", "phone"];

export function reach(views, { look, say, get, put, done, why }) {
  const view = views.contact;
  const form = one("[data-reach]", view);
  let sent = { text: "", key: "" };

  // Whoever's messages came back is asked to correct the contact, before anything else. What is being typed stays.
  async function offer() {
    const { status, data } = await get();
    show(one("[data-contact]", views.case), status === 200);
    if (status === 200 && view.hidden) fill(data);
  }

  function fill(found) {
    form.reset();
    for (const part of PARTS) {
      one(`[data-now=${part}]`, form).textContent = found[part] ? say("reach.now", { value: found[part] }) : say("reach.now.none");
      show(one(`[data-drop=${part}]`, form), Boolean(found[part]));
    }
    const both = found.channels.length > 1 && !found.in_turn;
    tick("ways", both ? "both" : found.channels.join("-") || "none");
    tick("language", found.language);
    one("[name=less]", form).checked = found.essential_only;
    const notes = found.bounced.map((way) => make("p", { class: "govuk-inset-text", text: say("reach.bounced", { way: say(`form.channels.${way}`) }) }));
    for (const place of all("[data-bounced]")) place.replaceChildren(...notes.map((note) => note.cloneNode(true)));
  }

  function tick(name, value) {
    for (const input of all(`[name=${name}]`, form)) input.checked = input.value === value;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = wanted(new FormData(form));
    const text = JSON.stringify(body);
    if (text !== sent.text) sent = { text, key: newKey() };
    const answer = await held(form, () => put(text, sent.key));
    if (answer.status === 200) {
      clear(form);
      fill(answer.data);
      return done();
    }
    const errors = answer.data.errors?.map(({ field, message }) => ({ field: field.startsWith("channels") ? "ways" : field, message }));
    return report(form, errors ?? [{ field: "email", message: why(answer) }], say);
  });
  one("[data-contact]", views.case).addEventListener("click", () => {
    clear(form);
    look("contact");
    one("h1", view).focus();
  });
  one("[data-back]", view).addEventListener("click", () => {
    look("case");
    one("h1", views.case).focus();
  });
  return { offer };
}

export function wanted(data) {
  const body = {};
  for (const part of PARTS) {
    const typed = clean(data.get(part));
    if (data.has(`drop_${part}`)) body[part] = null;
    else if (typed) body[part] = typed;
  }
  const ways = data.get("ways");
  if (ways === "both") Object.assign(body, { channels: ["email", "sms"], in_turn: false });
  else if (ways) body.channels = ways === "none" ? [] : ways.split("-");
  if (data.get("language")) body.language = data.get("language");
  return { ...body, essential_only: data.has("less") };
}
