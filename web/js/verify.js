// The page that checks a receipt. Our keys are fetched once, when it opens; the receipt and the text never leave the device.
import { clear, report } from "./errors.js";
import { call } from "./net.js";
import { held, make, one, show } from "./page.js";
import { genuine, read, sameWords, unpack } from "./receipt.js";
import { moment } from "./when.js";
import { wordsOf } from "./words.js";

const say = wordsOf(document);
const language = document.documentElement.lang;
const form = one("[data-verify]");
const result = one("[data-result]");
const scanned = location.hash ? unpack(location.hash.slice(1)) : undefined;
if (location.hash) history.replaceState(null, "", location.pathname);
const keys = call("/v1/keys", { language });

function row(name, value) {
  return make("div", { class: "govuk-summary-list__row" }, make("dt", { class: "govuk-summary-list__key", text: say(name) }), make("dd", { class: "govuk-summary-list__value", text: value }));
}

async function office(slug) {
  const rows = await fetch(form.dataset.offices).then((answer) => answer.json()).catch(() => []);
  return rows.find(([each]) => each === slug)?.[1] ?? slug;
}

async function facts({ ticket, received_at, kind, office: slug, due }) {
  const at = (iso) => moment(iso, "Asia/Jakarta", language, say);
  const dates = Object.entries(due).map(([clock, when]) => row(`clock.${clock}`, at(when)));
  return make("dl", { class: "govuk-summary-list" }, row("verify.ticket", ticket), row("case.received", at(received_at)), row("verify.kind", say(`kind.${kind}`)), row("case.office", await office(slug)), ...dates);
}

function verdict(good, key) {
  return make("p", { class: good ? "govuk-heading-m" : "govuk-heading-m app-late", text: say(key) });
}

async function check() {
  clear(form);
  result.replaceChildren();
  const file = one("#receipt").files[0];
  if (!file && !scanned) return report(form, [{ field: "receipt", message: say("verify.none") }], say);
  const found = file ? read(await file.text()) : scanned;
  if (!found) return report(form, [{ field: "receipt", message: say("verify.unreadable") }], say);
  const ours = await keys;
  if (ours.status !== 200) return report(form, [{ field: "receipt", message: say("verify.nokeys") }], say);
  if (!(await genuine(found, ours.data.keys))) return result.replaceChildren(verdict(false, "verify.false"), make("p", { class: "govuk-body", text: say("verify.false.next") }));
  const typed = one("#story").value;
  const words = typed.trim() ? [verdict(...((await sameWords(found, typed)) ? [true, "verify.words.same"] : [false, "verify.words.other"]))] : [];
  return result.replaceChildren(verdict(true, "verify.true"), ...words, await facts(found.payload));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  held(form, check);
});
show(form, true);
if (scanned) result.replaceChildren(make("p", { class: "govuk-body", text: say("verify.scanned") }));
