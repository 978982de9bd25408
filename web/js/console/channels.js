// Official channels for administrators of the centre: what is announced, announcing another one, and taking one back.
import { counted } from "../count.js";
import { make, one, show } from "../page.js";
import { day, moment } from "../when.js";
import { ask } from "./api.js";
import { clear, report } from "./faults.js";
import { group } from "./fields.js";
import { MOST } from "./limits.js";
import { learn } from "./names.js";
import { facts, person } from "./parts.js";
import { focusOn, problem, settle, start } from "./shell.js";
import { now } from "./time.js";

const HOME = "/v1/admin/channels";
const ZONE = "Asia/Jakarta";
const KINDS = ["web", "email", "whatsapp", "phone", "sms", "social"];
const ENDINGS = ["closed", "taken", "wrong"];
const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(now()));
const on = (date, say) => day(`${date}T12:00:00Z`, "UTC", say);

function choice(list, prefix, say) {
  const options = [["", say("console.choose")], ...list.map((name) => [name, say(`${prefix}${name}`)])];
  return make("select", { class: "govuk-select con-wide" }, ...options.map(([value, text]) => make("option", { value, text })));
}

function input(value, type = "text", most = undefined) {
  return make("input", { class: "govuk-input con-wide", type, value, autocomplete: "off", "data-most": most });
}

function tell(words) {
  const notice = one("[data-notice]");
  notice.textContent = words;
  show(notice, true);
  focusOn(notice);
}

// What was typed stays where it is until it was taken; a second press while the first is under way does nothing.
async function send(form, path, say, done) {
  const button = one("button", form);
  const filled = [...new FormData(form)].filter(([, value]) => value.trim());
  button.disabled = true;
  clear(form);
  const answer = await ask(path, { method: "POST", body: Object.fromEntries(filled) });
  button.disabled = false;
  if (answer.ok) return done(answer.data);
  const none = answer.status === 0 || !answer.data.title;
  const faults = answer.data.errors ?? [{ field: "", message: answer.data.detail ?? say("console.net.detail") }];
  return report(form, faults, say, none ? say("console.net.title") : answer.data.title);
}

function formOf(name, path, { say }, fields, label, done) {
  const form = make("form", { class: "con-prose", novalidate: true, "data-form": name }, ...fields, make("button", { class: "govuk-button", text: label }));
  counted(form, say);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, path, say, done);
  });
  return form;
}

function retiring(channel, desk, again) {
  const { say } = desk;
  const label = say(channel.until ? "announcing.again" : "announcing.retire");
  const about = make("span", { class: "govuk-visually-hidden", text: ` ${channel.address}` });
  const fields = [
    group(channel.slug, "reason", say("announcing.reason"), choice(ENDINGS, "channels.gone.", say), say("announcing.reason.hint")),
    group(channel.slug, "until", say("announcing.until"), input(channel.until ?? today(), "date")),
  ];
  const done = () => again(say("announcing.retired", { address: channel.address }));
  const form = formOf(channel.slug, `${HOME}/${channel.slug}/retirements`, desk, fields, say("announcing.retire.of", { address: channel.address }), done);
  return make("details", { class: "con-do" }, make("summary", {}, label, about), make("div", { class: "con-do__inside" }, form));
}

function card(channel, desk, again) {
  const { say, me, language } = desk;
  const address = make("bdi", {}, make(channel.until ? "s" : "span", { text: channel.address }));
  const title = make("h3", { class: "govuk-heading-s con-flush" }, `${say(`channels.kind.${channel.kind}`)}: `, address);
  const gone = channel.until ? [say("channels.not_ours", { until: on(channel.until, say) }), channel.reason && say(`channels.gone.${channel.reason}`)] : [];
  const who = (id, at) => (id ? say("announcing.by", { person: person(id, me, say), when: moment(at, ZONE, language, say) }) : "");
  const told = make("dl", { class: "con-facts" }, ...facts([
    [say("announcing.since"), on(channel.since, say)],
    [say("announcing.source"), channel.source],
    [say("announcing.announced_by"), who(channel.announced_by, channel.announced_at) || say("announcing.release")],
    [say("announcing.retired_by"), who(channel.retired_by, channel.retired_at)],
  ]));
  const warning = gone.length ? [make("p", { class: "govuk-body con-strong con-flush", text: gone.filter(Boolean).join(" ") })] : [];
  return make("li", { class: "con-card", "data-channel": channel.slug }, title, ...warning, make("p", { class: "govuk-body con-flush", text: channel.about }), told, retiring(channel, desk, again));
}

function adding(desk, again) {
  const { say } = desk;
  const fields = [
    group("new", "kind", say("announcing.kind"), choice(KINDS, "channels.kind.", say)),
    group("new", "address", say("announcing.address"), input("", "text", MOST.address), say("announcing.address.hint")),
    group("new", "about", say("announcing.about"), input("", "text", MOST.about)),
    group("new", "since", say("announcing.since"), input(today(), "date")),
    group("new", "source", say("announcing.source"), input("", "text", MOST.source), say("announcing.source.hint")),
  ];
  return formOf("new", HOME, desk, fields, say("announcing.announce"), ({ address }) => again(say("announcing.announced", { address })));
}

async function draw(desk) {
  const answer = await ask(HOME);
  if (!answer.ok) return problem(desk.say, answer);
  const { items } = answer.data;
  await learn(items.flatMap((each) => [each.announced_by, each.retired_by]));
  const again = async (words) => {
    await draw(desk);
    tell(words);
  };
  one("[data-channels]").replaceChildren(...items.map((each) => card(each, desk, again)));
  one("[data-add]").replaceChildren(adding(desk, again));
  return settle();
}

start(draw);
