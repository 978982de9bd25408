// What was referred to an agency outside ours: opened once by the link of the mail, read, and accepted or returned.
import { linkOf } from "./codes.js";
import { counted } from "./count.js";
import { clear, report } from "./errors.js";
import { call } from "./net.js";
import { all, held, make, one, show } from "./page.js";
import { box, newKey } from "./store.js";
import { day, moment } from "./when.js";
import { wordsOf } from "./words.js";

const say = wordsOf(document);
const language = document.documentElement.lang;
const kept = box("referral");
const views = Object.fromEntries(all("[data-view]").map((view) => [view.dataset.view, view]));
const at = (rest = "") => `/v1/referrals/${kept.get().ticket}${rest}`;

function look(name, notice = "") {
  for (const [each, element] of Object.entries(views)) show(element, each === name);
  const status = one("[data-notice]");
  status.textContent = notice;
  show(status, Boolean(notice));
}

function why(answer) {
  if (answer.status === 0) return say("referral.offline");
  return [401, 404].includes(answer.status) ? say("referral.refused") : (answer.data.detail ?? say("referral.offline"));
}

// A press, not the page, spends the link: what looks at mail before its reader does must not open it.
async function open() {
  const { ticket, link, key } = kept.get();
  const answer = await call(at("/sessions"), { method: "POST", body: JSON.stringify({ link_token: link }), key, language });
  if (!answer.data.token) return look(answer.status === 404 ? "" : "door", why(answer));
  kept.set({ ticket, link, key, token: answer.data.token, until: answer.data.expires_at });
  return read();
}

async function read() {
  const { token, until } = kept.get();
  const answer = await call(at(), { token, language });
  if (answer.status !== 200) return look(answer.status === 0 ? "door" : "", why(answer));
  draw(answer.data, until);
  look("case");
  return one("h1").focus();
}

function draw(found, until) {
  const when = (iso) => moment(iso, found.office.zone, language, say);
  const facts = [
    ["ticket", found.ticket],
    ["agency", found.agency.names[language] ?? found.agency.names.id],
    ["office", found.office.name],
    ["about", `${say(`kind.${found.kind}`)} – ${say(`category.${found.category}`)}`],
    ["place", found.place.name],
    ["happened", found.happened_on && day(`${found.happened_on}T00:00:00Z`, "UTC", say)],
    ["received", when(found.received_at)],
    ["due", found.deadlines[0] && when(found.deadlines[0].due)],
  ];
  one("[data-facts]").replaceChildren(...facts.filter(([, value]) => value).map(([key, value]) => row(say(`referral.${key}`), value)));
  one("[data-until]").textContent = say("referral.until", { when: when(until) });
  one("[data-narrative]").textContent = found.narrative ?? say("referral.hidden");
  one("[data-cover]").textContent = found.cover ?? say("referral.hidden");
}

function row(key, value) {
  return make("div", { class: "govuk-summary-list__row" }, make("dt", { class: "govuk-summary-list__key", text: key }), make("dd", { class: "govuk-summary-list__value", text: value }));
}

// The key belongs to the words: the same words go under the same key, however often they are sent.
function ready(item) {
  const form = one("form", item);
  const step = item.dataset.do;
  let sent = { text: undefined, key: "" };
  counted(form, say);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear(form);
    const text = one("textarea", form).value.trim();
    if (text !== sent.text) sent = { text, key: newKey() };
    const body = JSON.stringify(text ? { step, text } : { step });
    const answer = await held(form, () => call(at("/steps"), { method: "POST", body, key: sent.key, token: kept.get().token, language }));
    if (answer.status === 200) {
      kept.clear();
      return look("", say(`referral.done.${step}`));
    }
    const message = answer.data.errors?.[0]?.message ?? why(answer);
    return report(form, [{ field: `text-${step}`, message }], say);
  });
}

// The link's secret leaves the address bar first, and stays in this tab alone: for another language, or a lost answer.
function begin() {
  const link = linkOf(location.hash);
  if (link) history.replaceState(null, "", location.pathname);
  if (link?.token && link.token !== kept.get()?.link) kept.set({ ticket: link.ticket, link: link.token, key: newKey() });
  if (!kept.get()) return look("", say("referral.nolink"));
  return kept.get().token ? read() : look("door");
}

for (const item of all("[data-do]")) ready(item);
one("[data-open]").addEventListener("click", open);
addEventListener("hashchange", begin);
begin();
