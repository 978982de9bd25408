// Errors as the plain page prints them: a summary that takes the focus, and each message at its field.
import { all, make, one } from "./page.js";

const target = { happened_on: "day" };

export function clear(form) {
  one("#error-summary")?.remove();
  for (const message of all(".govuk-error-message", form)) message.remove();
  for (const element of all("[aria-describedby]", form)) undescribe(element);
  for (const group of all(".govuk-form-group--error", form)) group.classList.remove("govuk-form-group--error");
  for (const input of all(".govuk-input--error,.govuk-textarea--error", form)) input.classList.remove("govuk-input--error", "govuk-textarea--error");
  document.title = document.title.replace(/^.*?: (?=\S)/, (prefix) => (prefix === one("#main").dataset.prefix ? "" : prefix));
}

function undescribe(element) {
  const left = element.getAttribute("aria-describedby").split(" ").filter((id) => !id.endsWith("-error"));
  if (left.length) element.setAttribute("aria-describedby", left.join(" "));
  else element.removeAttribute("aria-describedby");
}

export function field(form, name) {
  return one(`#${CSS.escape(target[name] ?? name)}`, form);
}

function mark(form, { field: name, message }, prefix) {
  const group = one(`[data-field="${name}"]`, form);
  const input = field(form, name);
  if (!group || !input) return;
  const id = `${name}-error`;
  const text = make("p", { id, class: "govuk-error-message" }, make("span", { class: "govuk-visually-hidden", text: prefix }), ` ${message}`);
  const described = one(`.govuk-fieldset`, group) ?? input;
  described.setAttribute("aria-describedby", [described.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  group.classList.add("govuk-form-group--error");
  for (const wrong of all("input.govuk-input,textarea", group)) wrong.classList.add(wrong.matches("textarea") ? "govuk-textarea--error" : "govuk-input--error");
  const before = one(".govuk-radios,.govuk-checkboxes,.govuk-date-input,input,textarea", group);
  before.before(text);
}

// found: [{field, message}]; a field that is not here is named in the summary all the same.
export function report(form, found, say) {
  clear(form);
  const prefix = say("form.error.prefix");
  for (const fault of found) mark(form, fault, prefix);
  const items = found.map((fault) => make("li", {}, make("a", { href: `#${target[fault.field] ?? fault.field}`, text: fault.message })));
  const list = make("ul", { class: "govuk-list govuk-error-summary__list" }, ...items);
  list.addEventListener("click", (event) => follow(event, form));
  const summary = make(
    "div",
    { id: "error-summary", class: "govuk-error-summary", tabindex: "-1" },
    make("div", { role: "alert" }, make("h2", { class: "govuk-error-summary__title", text: say("form.error.title") }), make("div", { class: "govuk-error-summary__body" }, list)),
  );
  one("#main").dataset.prefix = `${prefix} `;
  one("#main").prepend(summary);
  document.title = `${prefix} ${document.title}`;
  summary.focus();
}

function follow(event, form) {
  const link = event.target.closest("a");
  const input = link && one(link.getAttribute("href"), form);
  if (!input) return;
  event.preventDefault();
  (one(`[data-field="${input.id}"]`, form) ?? input).scrollIntoView();
  input.focus({ preventScroll: true });
}
