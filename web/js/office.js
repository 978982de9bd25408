// The question "at which place": a search over the list of places, its hits as radios.
import { locate, nearest } from "./near.js";
import { find } from "./places.js";
import { make, one } from "./page.js";

const CENTRE = "pusat";
const KINDS = { "border-post": "tpi-", detention: "rudenim-" };
const SERVICES = { "border-post": "tpi-bandara-", detention: "rudenim-" }; // few enough to be shown before anything is typed

export class OfficeQuestion {
  constructor(step, say, fetcher) {
    Object.assign(this, { say, fetcher, rows: undefined, chosen: undefined, category: "" });
    this.input = one("#office", step);
    this.found = one("[data-found]", step);
    this.list = one("[data-places]", step);
    this.input.addEventListener("input", () => this.typed());
    one("[data-near]", step).addEventListener("click", () => this.nearby());
    this.list.addEventListener("change", (event) => this.choose(event.target.value));
  }

  // The list is asked for once, when somebody begins; a cut is retried when the question is looked at again.
  async load() {
    if (this.rows) return this.draw();
    this.found.textContent = this.say("form.office.loading");
    const answer = await this.fetcher(this.input.dataset.offices).catch(() => undefined);
    if (answer?.ok) this.rows = await answer.json();
    else setTimeout(() => this.load(), 5000);
    this.failed = !this.rows;
    return this.draw();
  }

  row(slug) {
    return this.rows?.find((row) => row[0] === slug);
  }

  choose(slug) {
    this.chosen = this.row(slug) ?? this.chosen;
  }

  restore(row) {
    this.chosen = row;
    this.draw();
  }

  typed() {
    this.near = undefined;
    this.draw();
  }

  async nearby() {
    this.found.textContent = this.say("form.office.near.asking");
    try {
      await this.load();
      this.near = nearest(this.rows, await locate());
      this.input.value = "";
      this.draw();
    } catch {
      this.found.textContent = this.say("form.office.near.failed");
    }
  }

  hits() {
    if (this.near) return this.listed(this.near, this.near.length);
    if (this.serves()) {
      const found = (this.rows ?? []).filter(([slug]) => slug.startsWith(SERVICES[this.category]));
      return this.listed(found, found.length);
    }
    const { found, total } = find((this.rows ?? []).filter((row) => row[0] !== CENTRE), this.input.value, { prefer: KINDS[this.category] });
    return this.listed(found, total);
  }

  // Whether the places of the service stand there, since nobody has typed.
  serves() {
    return Boolean(SERVICES[this.category]) && !this.input.value.trim();
  }

  // The place that was chosen, and the centre, can always be chosen.
  listed(found, total) {
    const every = [...found, this.chosen, this.row(CENTRE)].filter(Boolean);
    const rows = every.filter((row, at) => every.findIndex((other) => other[0] === row[0]) === at);
    return { total, shown: found.length, rows };
  }

  draw() {
    const { total, shown, rows } = this.hits();
    this.list.replaceChildren(...rows.map((row) => this.radio(row)));
    this.found.textContent = this.status(total, shown);
  }

  status(total, shown) {
    if (!this.rows) return this.say(this.failed ? "form.office.failed" : "form.office.loading");
    if (this.near) return this.say("form.office.near.found", { n: total });
    if (this.serves()) return this.say("form.office.found.service", { n: total });
    if (!this.input.value.trim()) return "";
    if (!total) return this.say("form.office.found.none");
    return total > shown ? this.say("form.office.found.first", { n: total, shown }) : this.say("form.office.found", { n: total });
  }

  radio([slug, name, city, province]) {
    const id = `office-${slug}`;
    const where = slug === CENTRE ? this.say("form.office.unknown") : [city, province].filter((part, at, both) => part && both.indexOf(part) === at).join(", ");
    const input = make("input", { class: "govuk-radios__input", id, name: "office", type: "radio", value: slug, "aria-describedby": `${id}-item-hint` });
    input.checked = this.chosen?.[0] === slug;
    return make(
      "div",
      { class: "govuk-radios__item" },
      input,
      make("label", { class: "govuk-label govuk-radios__label", for: id, text: name }),
      make("div", { class: "govuk-hint govuk-radios__hint", id: `${id}-item-hint`, text: where }),
    );
  }
}
