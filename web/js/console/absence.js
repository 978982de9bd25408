// Saying that one is absent, until when, and who hears of one's alerts meanwhile.
import { held, make, one, show } from "../page.js";
import { day } from "../when.js";
import { staff } from "./api.js";
import { clear, report } from "./faults.js";
import { group } from "./fields.js";
import { choice, learn, nameOf } from "./names.js";
import { focusOn, handles, problem, settle, start } from "./shell.js";

const PATH = "/me/absence";

function stand({ until, delegate }, { say }) {
  const when = until && day(`${until}T12:00:00Z`, "UTC", say);
  one("[data-now]").textContent = !until ? say("absence.here") : say(delegate ? "absence.away.delegate" : "absence.away", { when, delegate: delegate && nameOf(delegate, say) });
}

async function colleagues({ me, say }) {
  const office = me.scope.split("/").pop();
  const found = await staff(`/colleagues?office=${encodeURIComponent(office)}`);
  const items = found.ok ? found.data.items.filter(({ id }) => id !== me.id) : [];
  return items.map((one) => [one.id, choice(one, say)]);
}

async function put(form, body, desk) {
  const { say } = desk;
  clear(form);
  const answer = await held(form, () => staff(PATH, { method: "PUT", body }));
  if (!answer.ok) return report(form, answer.data.errors ?? [{ field: "", message: answer.data.detail ?? say("console.net.detail") }], say, answer.data.title ?? say("console.net.title"));
  return draw(desk, say(body.until ? "absence.kept" : "absence.ended"));
}

function fields(form, now, people, desk) {
  const { say } = desk;
  const date = make("input", { class: "govuk-input", type: "date", value: now.until ?? undefined });
  const known = people.some(([id]) => id === now.delegate) || !now.delegate ? people : [...people, [now.delegate, nameOf(now.delegate, desk.say)]];
  const options = [["", say("absence.nobody")], ...known].map(([value, text]) => make("option", { value, text, selected: value === (now.delegate ?? "") }));
  const delegate = make("select", { class: "govuk-select con-wide" }, ...options);
  const save = make("button", { class: "govuk-button", text: say("absence.save") });
  const end = make("button", { type: "button", class: "govuk-button govuk-button--secondary", "data-end": true, text: say("absence.end") });
  end.addEventListener("click", () => put(form, { until: null, delegate: null }, desk));
  form.replaceChildren(
    group("absence", "until", say("absence.until"), date, say("absence.until.hint")),
    group("absence", "delegate", say("absence.delegate"), delegate, say("absence.delegate.hint")),
    make("div", { class: "govuk-button-group" }, save, ...(now.until ? [end] : [])),
  );
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!date.value) return report(form, [{ field: "until", message: say("rule.absence_day") }], say);
    return put(form, { until: date.value, delegate: delegate.value || null }, desk);
  };
}

async function draw(desk, words = "") {
  if (!handles(desk.me)) return problem(desk.say, { status: 403, data: { title: desk.say("absence.not"), detail: desk.say("absence.not.text") } });
  const [now, people] = await Promise.all([staff(PATH), colleagues(desk)]);
  if (!now.ok) return problem(desk.say, now);
  await learn([now.data.delegate]);
  stand(now.data, desk);
  fields(one("[data-absence]"), now.data, people, desk);
  const notice = one("[data-notice]");
  notice.textContent = words;
  show(notice, Boolean(words));
  settle();
  return words && focusOn(notice);
}

start((desk) => draw(desk));
