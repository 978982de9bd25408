// What is wrong with a form: a summary that takes the focus, and each message at its field. One pair of texts for every form of the console.
import { all, make, one, show } from "../page.js";

// What was done before is not said beside what is tried now.
export function hush() {
  const notice = one("[data-notice]");
  if (notice) show(notice, false);
}

export function clear(form) {
  hush();
  for (const old of all(".govuk-error-summary,.govuk-error-message", form)) old.remove();
  for (const group of all(".govuk-form-group--error", form)) group.classList.remove("govuk-form-group--error");
  for (const field of all("[aria-invalid]", form)) {
    field.removeAttribute("aria-invalid");
    const left = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("-error"));
    if (left.length) field.setAttribute("aria-describedby", left.join(" "));
    else field.removeAttribute("aria-describedby");
  }
}

function fieldOf(form, name) {
  const group = one(`[data-field="${CSS.escape(name)}"]`, form);
  return group && one("select,textarea,input", group);
}

function mark(field, message, say) {
  const id = `${field.id}-error`;
  field.before(make("p", { id, class: "govuk-error-message" }, make("span", { class: "govuk-visually-hidden", text: say("form.error.prefix") }), ` ${message}`));
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  field.closest("[data-field]").classList.add("govuk-form-group--error");
}

// A browser shows and takes a day in its own way: nobody is asked to write one as the API has it.
export const worded = (field, { code, message }, say) => (field.type === "date" && code === "date" ? say("console.choose.day") : message);

// At its field a message needs no name; in the summary "fill in this part" alone would not say which.
export function named(field, message) {
  const label = field.labels?.[0]?.textContent.trim().replace(/[:?]$/, "");
  return label ? `${label}: ${message}` : message;
}

function entry(form, fault, say) {
  const field = fieldOf(form, fault.field);
  if (!field) return make("li", { text: fault.message });
  const message = worded(field, fault, say);
  mark(field, message, say);
  const link = make("a", { href: `#${field.id}`, text: named(field, message) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    field.focus();
  });
  return make("li", {}, link);
}

export function report(form, found, say, title = say("form.error.title")) {
  clear(form);
  const items = found.map((fault) => entry(form, fault, say));
  const list = make("ul", { class: "govuk-list govuk-error-summary__list" }, ...items);
  const inner = make("div", { role: "alert" }, make("h3", { class: "govuk-error-summary__title", text: title }), make("div", { class: "govuk-error-summary__body" }, list));
  const summary = make("div", { class: "govuk-error-summary", tabindex: "-1" }, inner);
  form.prepend(summary);
  summary.focus();
}
