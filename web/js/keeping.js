// The choice to keep a draft on this device, and the list of those that were kept.
import { KEPT, shelf } from "./drafts.js";
import { make, one, show } from "./page.js";
import { carried, carry } from "./send.js";
import { box, newKey } from "./store.js";
import { moment } from "./when.js";

const current = box("kept");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class Keeping {
  constructor(form, say, language, resume) {
    Object.assign(this, { form, say, language, resume, drafts: shelf() });
    this.list = one("[data-drafts]", form);
    this.choice = one("[data-keep]", form);
    show(this.choice.closest(".app-keep"), true);
    this.choice.checked = Boolean(this.drafts.get(current.get()));
    this.choice.addEventListener("change", () => this.chosen());
    this.list.addEventListener("click", (event) => this.clicked(event.target.closest("button")));
    this.clearAll = one("[data-drafts-clear]", form);
    this.clearAll.addEventListener("click", () => this.forgetAll());
  }

  chosen() {
    if (this.choice.checked) this.note(this.last);
    else this.drop(current.get());
  }

  // Write down where the answers are now; kept on the device only where the citizen said so.
  note(snapshot, waiting = false) {
    this.last = snapshot;
    if (!this.choice.checked || !snapshot) return;
    const id = current.get() ?? newKey();
    current.set(id);
    const fits = this.drafts.put({ id, ...snapshot, ...carried(), waiting });
    one("[data-keep-failed]", this.form).hidden = fits;
  }

  drop(id) {
    this.drafts.drop(id);
    if (id === current.get()) {
      current.clear();
      this.choice.checked = false;
    }
    this.draw();
  }

  done() {
    this.drop(current.get());
  }

  forgetAll() {
    for (const draft of this.drafts.all()) this.drop(draft.id);
    one("[data-drafts-said]", this.form).textContent = this.say("form.draft.deleted");
  }

  clicked(button) {
    if (button?.dataset.delete) {
      this.drop(button.dataset.delete);
      one("[data-drafts-said]", this.form).textContent = this.say("form.draft.deleted");
    }
    if (button?.dataset.open) this.open(this.drafts.get(button.dataset.open));
  }

  open(draft) {
    current.set(draft.id);
    this.choice.checked = true;
    carry(draft);
    this.resume(draft);
  }

  // What was being sent when the page was closed.
  unsent() {
    return this.drafts.all().find((draft) => draft.waiting);
  }

  draw(wanted = !this.list.hidden) {
    const others = this.drafts.all().filter((draft) => draft.id !== current.get());
    one("[data-drafts-list]", this.list).replaceChildren(...others.map((draft) => this.row(draft)));
    show(this.list, wanted && others.length > 0);
    show(this.clearAll, others.length > 1);
  }

  // Only when it was kept: the list is seen by whoever opens the form on this device.
  row({ id, at, waiting }) {
    const said = (time) => moment(new Date(time).toISOString(), zone, this.language, this.say);
    const text = this.say(waiting ? "form.draft.waiting" : "form.draft.saved", { when: said(at), until: said(at + KEPT) });
    const button = (action, kind) => make("button", { type: "button", class: `govuk-button govuk-button--${kind} app-flush`, [`data-${action}`]: id, text: this.say(`form.draft.${action}`) });
    return make("li", { class: "app-draft" }, make("p", { class: "govuk-body", text }), make("div", { class: "govuk-button-group" }, button("open", "secondary"), button("delete", "warning")));
  }
}
