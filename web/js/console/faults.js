// What is wrong with a form: a summary that takes the focus, and each message at its field. One pair of texts for every form of the console.
import { all, make, one } from "../page.js";

export function clear(form) {
  for (const old of all(".govuk-error-summary,.govuk-error-message", form)) old.remove();
  for (const group of all(".govuk-form-group--error", form)) group.classList.remove("govuk-form-group--error");
  for (const field of all("[aria-invalid]", form)) {
    field.removeAttribute("aria-invalid");
    const left = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("-error"));
    if (left.length) field.setAttribute("aria-describedby", left.join(" "));
    else field.removeAttribute("aria-describedby");
  }
}

function mark(form, { field: name, message }, say) {
  const group = one(`[data-field="${CSS.escape(name)}"]`, form);
  const field = group && one("select,textarea,input", group);
  if (!field) return undefined;
  const id = `${field.id}-error`;
  field.before(make("p", { id, class: "govuk-error-message" }, make("span", { class: "govuk-visually-hidden", text: say("form.error.prefix") }), ` ${message}`));
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  group.classList.add("govuk-form-group--error");
  return field;
}

// At its field a message needs no name; in the summary "fill in this part" alone would not say which.
export function named(field, message) {
  const label = field.labels?.[0]?.textContent.trim().replace(/[:?]$/, "");
  return label ? `${label}: ${message}` : message;
}

function entry(form, fault, say) {
  const field = mark(form, fault, say);
  if (!field) return make("li", { text: fault.message });
  const link = make("a", { href: `#${field.id}`, text: named(field, fault.message) });
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
