// One step as a form: fields, a look at what the citizen will read, sending it once, and what to do when somebody was quicker.
import { counted } from "../count.js";
import { all, make, one, show } from "../page.js";
import { codeOf, staff } from "./api.js";
import { panel } from "./changes.js";
import { channels, tongue } from "./details.js";
import * as drafts from "./drafts.js";
import { clear, report } from "./faults.js";
import { fieldsOf, fillTargets } from "./fields.js";
import { random } from "./oidc.js";
import { MOST } from "./limits.js";
import { facts } from "./parts.js";

const WARNINGS = new Set(["reject"]);
const ALERTS = new Set(["take", "snooze"]);

const button = (text, kind = "", name = "") => make("button", { class: `govuk-button ${kind}`.trim(), type: name ? "button" : "submit", "data-button": name || undefined, text });

export const steps = (work, known) => new StepForm(work, known);

class StepForm {
  constructor(work, known) {
    Object.assign(this, { work, known, say: work.desk.say, key: random(24), dirty: false, allowed: true });
    this.public = known.hearing === "public" && known.text !== "none";
    this.build();
    this.restore();
    counted(this.form, this.say);
  }

  build() {
    const { say, known } = this;
    const main = say(this.public ? "console.check" : `console.do.${known.step}`);
    this.form = make("form", { novalidate: true, "data-form": known.step }, ...fieldsOf(known, this.work), button(main));
    this.check = make("div", { class: "con-check", hidden: true });
    this.conflict = make("div", { class: "con-conflict", hidden: true, role: "group", "aria-label": say("console.conflict") });
    this.gone = make("p", { class: "govuk-body con-strong", hidden: true, text: say("console.conflict.gone") });
    const inside = make("div", { class: "con-do__inside" }, ...this.preface(), this.conflict, this.gone, this.form, this.check);
    this.element = make("details", { class: `con-do con-do--${known.hearing}`, "data-step": known.step }, this.summary(), inside);
    this.listen();
  }

  summary() {
    const badge = this.known.hearing === "internal" ? [make("span", { class: "con-badge", text: this.say("console.internal.short") })] : [];
    return make("summary", {}, make("span", { class: "con-do__name", text: this.say(`console.do.${this.known.step}`) }), " ", ...badge);
  }

  preface() {
    const { say, known } = this;
    const hint = make("p", { class: "govuk-hint", text: say(`console.do.${known.step}.hint`) });
    if (known.text === "none") return [hint];
    return [hint, make("p", { class: `con-hearing con-hearing--${known.hearing}`, text: say(`console.hearing.${known.hearing}`) })];
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.form.addEventListener("input", () => {
      this.dirty = true;
      this.keep();
    });
    this.element.addEventListener("toggle", () => this.element.open && this.opened());
  }

  async opened() {
    for (const other of all("details.con-do[open]")) if (other !== this.element) other.open = false;
    if (!this.known.to || this.filled) return;
    this.filled = true;
    this.filled = await fillTargets(this.known, this.work, this.form.elements.to);
    if (this.draft?.to) this.form.elements.to.value = this.draft.to;
  }

  // What superiors do about an alert has a door of its own.
  get alert() {
    return ALERTS.has(this.known.step);
  }

  get values() {
    return Object.fromEntries(all("select,textarea,input", this.form).map((field) => [field.name, field.value]));
  }

  keep() {
    drafts.save(this.work.ticket, this.known.step, { values: this.values, key: this.key });
  }

  restore() {
    const found = drafts.load(this.work.ticket, this.known.step);
    if (!found) return;
    Object.assign(this, { key: found.key, dirty: true, draft: found.values });
    for (const field of all("select,textarea,input", this.form)) if (found.values[field.name]) field.value = found.values[field.name];
    this.element.open = true;
    this.form.prepend(make("p", { class: "govuk-hint", text: this.say("console.draft.restored") }));
  }

  // What the citizen's case does not ask for is not sent; a class or category only where it is set or changed.
  get body() {
    const { complaint } = this.work;
    const { text, category, class: klass, ...rest } = this.values;
    const body = { [this.alert ? "action" : "step"]: this.known.step, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value)) };
    if (text?.trim()) body.text = text;
    if (klass && (this.known.step === "verify" || klass !== complaint.class)) body.class = klass;
    if (category && category !== complaint.category) body.category = category;
    return body;
  }

  missing() {
    const { text, reason, to } = this.values;
    const coded = this.known.reasons.find(({ slug }) => slug === reason);
    const wanted = [
      this.known.to && !to && "to",
      this.known.reasons.length && !reason && "reason",
      (this.known.text === "required" || coded?.needs_text) && !text?.trim() && "text",
    ];
    return wanted.filter(Boolean).map((field) => ({ field, message: this.say(field === "text" ? "rule.missing" : "rule.unknown_choice") }));
  }

  // Before it is shown as what the complainant will read.
  long() {
    const over = [...(this.values.text ?? "")].length > MOST.text;
    return over ? [{ field: "text", message: this.say("rule.too_long", { max_length: MOST.text }) }] : [];
  }

  submit() {
    if (!this.allowed) return undefined;
    clear(this.form);
    const wrong = [...this.missing(), ...this.long()];
    if (wrong.length) return report(this.form, wrong, this.say);
    return this.public ? this.look() : this.send();
  }

  look() {
    const { say, work, known } = this;
    const contacts = [work.complaint.complainant?.email, work.complaint.complainant?.phone].filter(Boolean).join(", ");
    const title = make("h3", { class: "govuk-heading-s", tabindex: "-1", text: say("console.check.title") });
    const chosen = (name) => this.form.elements[name]?.selectedOptions[0]?.textContent;
    const told = facts([
      [known.to && say(`console.field.to.${known.to}`), chosen("to")],
      [say("console.fact.language"), tongue(work.complaint.language, work.desk.language)],
      [say("console.fact.channels"), [channels(work.complaint, say), contacts && `(${contacts})`].filter(Boolean).join(" ")],
      [say("console.field.reason"), chosen("reason")],
    ]);
    const { text } = this.body;
    const words = text ? [make("blockquote", { class: "con-words con-words--public", lang: work.complaint.language, text })] : [];
    const send = button(say("console.send"), WARNINGS.has(known.step) ? "govuk-button--warning" : "", "send");
    const change = button(say("console.change"), "govuk-button--secondary", "change");
    send.addEventListener("click", () => this.send(send));
    change.addEventListener("click", () => this.edit());
    this.check.replaceChildren(title, make("dl", { class: "con-facts" }, ...told), ...words, make("div", { class: "govuk-button-group" }, send, change));
    this.turn(true);
    title.focus();
  }

  turn(checking) {
    show(this.check, checking);
    show(this.form, !checking);
  }

  edit() {
    this.turn(false);
    (this.form.elements.text ?? one("select,button", this.form)).focus();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    this.keep();
    const { work, known } = this;
    const answer = await staff(`${work.path}/${this.alert ? "alerts" : "steps"}`, { method: "POST", body: this.body, key: this.key, version: work.complaint.version });
    this.sending = false;
    if (answer.ok) {
      drafts.drop(work.ticket, known.step);
      await work.done(known.step, answer.data);
    } else {
      await this.refused(answer);
    }
  }

  // No answer, or the server's fault: the key stays, so that sending again cannot do it twice. Anything else was not done.
  async refused(answer) {
    const { say } = this;
    this.turn(false);
    if (answer.status === 0 || answer.status >= 500) return report(this.form, [{ field: "", message: say("console.net.again") }], say, say("console.net.title"));
    this.key = random(24);
    this.keep();
    if (answer.status === 401) return undefined;
    if (answer.status === 409 || answer.status === 412) return this.overtaken(answer);
    return report(this.form, answer.data.errors ?? [{ field: "", message: answer.data.detail ?? say("console.net.detail") }], say, answer.data.title);
  }

  async overtaken(answer) {
    const { work, say } = this;
    const before = work.complaint;
    const fresh = answer.data.complaint ?? (await staff(work.path)).data;
    if (!fresh.version || fresh.version === before.version) return report(this.form, [{ field: "", message: answer.data.detail }], say, answer.data.title);
    this.dirty = true;
    await work.refresh(fresh);
    const news = work.items.filter((item) => item.version > before.version);
    const title = say(codeOf(answer) === "key_reused" ? "console.conflict.arrived" : "console.conflict.title");
    this.conflict.replaceChildren(...panel(title, before, work.complaint, news, work.desk));
    show(this.conflict, true);
    this.element.open = true;
    return one("h3", this.conflict).focus();
  }

  allow(allowed) {
    this.allowed = allowed;
    show(this.gone, !allowed);
    for (const each of all("button", this.form)) each.disabled = !allowed;
  }
}
