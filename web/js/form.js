// The form, one question at a time. The same fields stand on the plain page; here the answers live in the fields themselves,
// the place among the questions in the address (#/office), and a copy of both in this tab.
import { Asking } from "./asking.js";
import { bodyOf, fieldOf, read, stepOf } from "./body.js";
import { faults, localToday } from "./check.js";
import { beside, leaving } from "./beside.js";
import { confirm } from "./done.js";
import { clear, report } from "./errors.js";
import { Keeping } from "./keeping.js";
import { OfficeQuestion } from "./office.js";
import { isAsked } from "./questions.js";
import { all, one, show } from "./page.js";
import { Papers } from "./papers.js";
import { visit } from "./visit.js";
import { answersIn, draw } from "./review.js";
import { Rest, forget, send } from "./send.js";
import { STEPS, categoriesFor, consistent, position, reachable, road, stagesFor, unanswered } from "./steps.js";
import { box } from "./store.js";
import { wordsOf } from "./words.js";
import { daysAgo, fillIn, offerOf, refill } from "./fields.js";
import { counted } from "./count.js";

const form = one("#complaint");
const say = wordsOf(document);
const language = form.dataset.language;
const draft = box("draft");
const filed = box("filed");
const papers = new Papers(one("[data-papers]"), { say, language: form.dataset.language, enter: visit(() => filed.get(), form.dataset.language) });
const rest = new Rest();
const site = document.title.split(" – ").at(-1);
const next = one("[data-next]", form);
const wait = one("[data-wait]", form);
const stop = one("[data-stop]", form);
const sections = Object.fromEntries(all("[data-step]", form).map((section) => [section.dataset.step, section]));
const state = { step: "kind", returning: false, sending: false };

all(".app-rest", form).forEach((group) => group.replaceWith(...group.childNodes));
const offer = offerOf(form);
const office = new OfficeQuestion(sections.office, say, (path) => fetch(path));
const keeping = new Keeping(form, say, language, resume);
const asking = new Asking(form, say, sections);

const answers = () => ({ ...asking.pending, ...read(form) });
const path = () => road(answers(), offer);

function keep(unsent = false) {
  const snapshot = { answers: answers(), place: office.chosen };
  draft.set(snapshot);
  keeping.note(snapshot, unsent === true);
}

function tidy() {
  const now = consistent(answers(), offer);
  refill(form, { category: now.category, stage: now.stage });
  const fits = categoriesFor(offer, now.kind).map((category) => category.slug);
  const stages = stagesFor(offer, now.category).map((stage) => stage.slug);
  for (const item of all("[data-kinds]", form)) show(item, fits.includes(one("input", item).value));
  for (const item of all("[data-categories]", form)) show(item, stages.includes(one("input", item).value));
  office.category = now.category;
  beside(now);
  const aboutStaff = offer.categories.find((category) => category.slug === now.category)?.staff;
  show(one("[data-field=about_staff]", form), !aboutStaff);
  reword(now);
}

function reword(now) {
  const own = `form.narrative.title.${now.kind}`;
  one("[data-title]", sections.narrative).textContent = say(say.has(own) ? own : "form.narrative.title");
  const anonymous = now.mode === "anonymous";
  show(one("[data-field=name]", form), !anonymous);
  one("#contact-hint", form).textContent = say(anonymous ? "form.contact.hint.anonymous" : "form.contact.hint");
}

function place() {
  const asked = location.hash.replace(/^#\//, "");
  return STEPS.includes(asked) || isAsked(asked) ? asked : "kind";
}

// The questions of a category may come while somebody looks at another one: then the way has grown, and nobody is moved.
async function more() {
  if (asking.ready || !(await asking.load()) || state.sending) return;
  beside(answers());
  if (state.step === "check") turn();
  else if (!one("#error-summary")) head(path());
}

function turn(focus = true) {
  if (location.hash === "#/done" && filed.get()) return finish(filed.get());
  tidy();
  clear(form);
  const steps = path();
  state.step = reachable(steps, place(), answers(), localToday());
  for (const [name, section] of Object.entries(sections)) show(section, name === state.step);
  show(one("[data-plain]", form), state.step === "kind");
  keeping.draw(state.step === "kind");
  next.textContent = say(state.step === "check" ? "form.check.send" : "form.next");
  head(steps);
  if (state.step === "office") office.load();
  if (state.step === "check") for (const step of steps) asking.seen.add(step);
  asking.seen.add(state.step);
  if (state.step !== "kind") more();
  if (state.step === "check") draw(one("[data-answers]", form), steps, answersIn(form, answers(), office.chosen, say), say);
  if (focus) one("h1", sections[state.step]).focus();
  return undefined;
}

function head(steps) {
  const section = sections[state.step];
  const { n, m } = position(steps, state.step);
  one("[data-position]", section).textContent = say("form.position", { n, m });
  document.title = `${one("[data-title]", section).textContent} – ${site}`;
  const before = steps[n - 2];
  one("[data-back]").href = before ? `#/${before}` : `/${language}/`;
  for (const link of all("[rel=alternate][hreflang]", document.body)) link.hash = location.hash;
}

function go(step) {
  if (place() === step) turn();
  else location.hash = `#/${step}`;
}

async function advance() {
  keep();
  const found = faults(state.step, answers(), localToday());
  if (found.length) return report(form, found.map((fault) => ({ field: fault.field, message: fault.message ?? say(fault.key, fault.values) })), say);
  if (!asking.ready && ["category", "stage"].includes(state.step)) await held(() => asking.load());
  tidy();
  keep();
  const steps = path();
  const onward = state.returning ? (asking.fresh(answers()) ?? unanswered(steps, answers(), localToday())) : steps[steps.indexOf(state.step) + 1];
  if (onward === "check") state.returning = false;
  return go(onward);
}

function busy(now, message = "") {
  state.sending = now;
  next.toggleAttribute("disabled", now);
  show(wait, Boolean(message));
  wait.textContent = message;
  if (!now) show(stop, false);
}

async function held(work) {
  busy(true);
  const done = await work();
  busy(false);
  return done;
}

function waiting(status) {
  keep(true);
  wait.textContent = say(status === 0 ? "script.net.waiting" : "script.net.busy");
  show(stop, true);
}

async function deliver() {
  if (state.sending) return;
  rest.begin();
  busy(true, say("script.net.sending"));
  const sent = () => send(bodyOf(answers(), language), language, { waiting, rest: (seconds) => rest.sleep(seconds) });
  const answer = (await asking.complete()) ? await sent() : { status: 0, data: {} };
  busy(false);
  if (answer.status === 201 || answer.status === 200) received(answer.data);
  else refused(answer);
}

function received(receipt) {
  filed.set(receipt);
  draft.clear();
  keeping.done();
  forget();
  form.reset();
  asking.pending = {};
  office.restore(undefined);
  state.returning = false;
  history.replaceState(null, "", "#/done");
  finish(receipt);
}

function finish(receipt) {
  show(form, false);
  show(one("[data-back]"), false);
  document.title = `${say("done.title")} – ${site}`;
  confirm(one("[data-done]"), receipt, say, language);
  one("[data-documents-here]").append(one("[data-documents]"));
  papers.sendAll().then(() => papers.look());
}

// The API's errors stand at their questions: the first such question is shown, with every message that belongs to it.
function refused({ status, data }) {
  keep(status === 0);
  const errors = (data.errors ?? []).map(({ field, message }) => ({ field: fieldOf(field), message }));
  if (!errors.length) return report(form, [{ field: "main", message: status === 0 || !data.detail ? say("script.net.failed") : data.detail }], say);
  const step = path().find((one_) => errors.some((error) => stepOf(error.field) === one_)) ?? "check";
  state.returning = step !== "check";
  const here = step === "check" ? errors : errors.filter((error) => stepOf(error.field) === step);
  addEventListener("hashchange", () => report(form, here, say), { once: true });
  if (place() === step) {
    turn();
    report(form, here, say);
  } else go(step);
  return undefined;
}

function restore({ answers: given, place: chosen }) {
  fillIn(form, given);
  asking.keep(given);
  office.restore(chosen);
}

// A draft that was kept, and goes on where something is missing; one that waited for the network goes out by itself.
function resume(kept) {
  restore(kept);
  draft.set({ answers: answers(), place: office.chosen });
  go("check");
  if (kept.waiting && navigator.onLine) deliver();
}

async function begin() {
  const kept = draft.get();
  if (kept) restore(kept);
  if (isAsked(place())) await asking.load();
  const kind = new URLSearchParams(location.search).get("kind");
  if (kind && !kept) refill(form, { kind });
  keeping.note({ answers: answers(), place: office.chosen });
  turn(location.hash.length > 1);
  if (!kept && keeping.unsent()) keeping.open(keeping.unsent());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (state.step === "check") deliver();
  else advance();
});
for (const noticed of [() => keep(), () => beside(answers())]) form.addEventListener("change", noticed);
leaving();
form.addEventListener("click", (event) => {
  if (event.target.closest("[data-change]")) state.returning = true;
  const days = event.target.closest("[data-days-ago]")?.dataset.daysAgo;
  if (days) fillIn(form, daysAgo(Number(days)));
});
stop.addEventListener("click", () => rest.stop());
one("[data-again]").addEventListener("click", () => filed.clear());
addEventListener("hashchange", () => {
  if (state.sending) return;
  if (form.hidden && location.hash !== "#/done") location.reload();
  else turn();
});
begin();
counted(form, say);
