// One complaint: what is known, what may be done now, what happened.
import { arrange, make, one, show } from "../page.js";
import { ticketOf } from "../codes.js";
import { staff } from "./api.js";
import { details, deadlines, complainant } from "./details.js";
import { history, narrative } from "./history.js";
import { identity } from "./identity.js";
import * as kept from "./kept.js";
import { learn } from "./names.js";
import { listed, papers } from "./papers.js";
import { messages } from "./messages.js";
import { about, eachMinute, mark, tag } from "./parts.js";
import { reasons } from "./reasons.js";
import { focusOn, problem, settle, start } from "./shell.js";
import { steps } from "./steps.js";

const ORDER = ["take", "snooze", "acknowledge", "verify", "assign", "answer", "correct", "ask", "close", "message", "note", "refer", "recall", "return", "extend", "classify", "reopen", "reject"];

const rank = (step) => (ORDER.includes(step) ? ORDER.indexOf(step) : ORDER.length);

const writing = () => document.activeElement.matches("[data-steps] :is(textarea, select, input)");

class Case {
  constructor(desk, ticket) {
    Object.assign(this, { desk, ticket, path: `/complaints/${ticket}`, complaint: {}, items: [], forms: new Map() });
  }

  async load() {
    const [found, record, vocabulary, documents] = await Promise.all([staff(this.path), staff(`${this.path}/steps`), staff("/vocabulary"), listed(this)]);
    const failed = [found, record, vocabulary].find((each) => !each.ok);
    if (failed) return problem(this.desk.say, failed);
    this.vocabulary = vocabulary.data;
    this.items = record.data.items;
    await this.named(found.data);
    this.show(found.data);
    identity(this);
    papers(this, documents);
    reasons(this);
    messages(this);
    eachMinute(() => this.drawClocks());
    return settle();
  }

  named({ assignee, taken_by: taken }) {
    return learn([assignee, taken, ...this.items.flatMap(({ actor, given_to: given }) => [actor, given])]);
  }

  // What a step gives back holds everything but the masked complainant.
  show(complaint) {
    this.complaint = { ...this.complaint, ...complaint };
    this.drawHead();
    this.drawClocks();
    one("[data-details]").replaceChildren(...details(this.complaint, this.desk));
    one("[data-complainant]").replaceChildren(...complainant(this.complaint, this.desk));
    one("[data-narrative]").replaceChildren(narrative(this.items, this.complaint, this.desk));
    one("[data-history]").replaceChildren(...history(this.items, this.complaint, this.vocabulary, this.desk));
    this.drawSteps();
  }

  drawHead() {
    const { say } = this.desk;
    const [subject, kind] = about(this.complaint, say);
    one("[data-ticket]").textContent = this.complaint.ticket;
    one("[data-status]").replaceChildren(tag(this.complaint.status, say));
    const { task } = this.complaint;
    one("[data-task-text]").textContent = task ? say(`console.task.${task}.how`) : "";
    show(one("[data-task]"), Boolean(task));
    one("[data-subject]").textContent = `${subject} · ${kind}`;
    document.title = `${this.complaint.ticket} – ${say("console.title")}`;
  }

  drawClocks() {
    const { say, language } = this.desk;
    one("[data-mark]").replaceChildren(mark(this.complaint, say, language));
    one("[data-deadlines]").replaceChildren(...deadlines(this.complaint, this.desk));
  }

  // A form in which somebody is writing stays, even when its step is gone: the words in it are theirs.
  drawSteps() {
    const known = new Map(this.vocabulary.steps.map((each) => [each.step, each]));
    const allowed = this.complaint.allowed_steps.filter((step) => known.has(step));
    for (const [step, form] of this.forms) {
      if (!allowed.includes(step) && !form.dirty) this.forms.delete(step);
      form.allow(allowed.includes(step));
    }
    for (const step of allowed) if (!this.forms.has(step)) this.forms.set(step, steps(this, known.get(step)));
    const sorted = [...this.forms.keys()].sort((a, b) => rank(a) - rank(b));
    arrange(one("[data-steps]"), sorted.map((step) => this.forms.get(step).element));
    show(one("[data-no-steps]"), sorted.length === 0);
  }

  async refresh(complaint) {
    const [record, documents] = await Promise.all([staff(`${this.path}/steps`), listed(this)]);
    if (record.ok) this.items = record.data.items;
    await this.named(complaint);
    this.show(complaint);
    papers(this, documents);
  }

  // Said to everybody, and the focus goes to it: the form that had it is gone. Whoever writes in the next one already is not called away.
  async done(step, complaint) {
    this.forms.delete(step);
    if (!complaint.status) return this.left(step);
    await this.refresh(complaint);
    this.tell(step);
    if (!writing()) focusOn(one("[data-notice]"));
    return undefined;
  }

  tell(step, more = "") {
    const note = one("[data-notice]");
    note.replaceChildren(make("p", { class: "govuk-body con-flush", text: `${this.desk.say(`console.done.${step}`)} ${more}`.trim() }));
    show(note, true);
  }

  // The step took it out of these hands: nothing of it may be read here any more, and a page of errors would not say why.
  left(step) {
    for (const part of ["[data-status]", "[data-subject]", "[data-mark]", "[data-task]", ".con-columns"]) show(one(part), false);
    this.tell(step, this.desk.say("console.left"));
    focusOn(one("[data-notice]"));
  }
}

start((desk) => {
  const ticket = ticketOf(new URLSearchParams(location.search).get("tiket") ?? "");
  one("[data-back]").href = `/${desk.language}/petugas/${kept.get("queue") ?? ""}`;
  if (!ticket) return problem(desk.say, { status: 404, data: { title: desk.say("console.lost.title") } });
  kept.set("row", ticket);
  return new Case(desk, ticket).load();
});
