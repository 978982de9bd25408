// The release's channels stand on the page; what administrators announced or took back since then is asked for and put beside them.
import { call } from "./net.js";
import { make, one } from "./page.js";
import { day } from "./when.js";
import { wordsOf } from "./words.js";

const say = wordsOf(document);
const language = document.documentElement.lang;
const on = (date) => day(`${date}T12:00:00Z`, "UTC", say);

function address({ kind, address: text, until }) {
  if (until) return make("s", { text });
  return kind === "email" ? make("a", { class: "govuk-link", href: `mailto:${text}`, text }) : text;
}

function warning({ until, reason }) {
  const why = reason ? ` ${say(`channels.gone.${reason}`)}` : "";
  return make("p", { class: "govuk-inset-text" }, make("strong", { text: say("channels.not_ours", { until: on(until) }) }), why);
}

// What an administrator wrote is Indonesian; what the release says is in the page's language.
function card(channel, known) {
  const title = make("h2", { class: "govuk-heading-s" }, `${say(`channels.kind.${channel.kind}`)}: `, make("bdi", {}, address(channel)));
  const about = make("p", { class: "govuk-body", lang: known ? undefined : "id", dir: "auto", text: channel.about });
  const named = { source: `\u2068${channel.source}\u2069`, article: "", since: on(channel.since) };
  const source = make("p", { class: "govuk-body-s app-source", text: say(known ? "source.known" : "channels.known", named) });
  return make("section", { class: "app-card", id: channel.slug }, title, ...(channel.until ? [warning(channel)] : []), about, source);
}

function place(channel) {
  const known = document.getElementById(channel.slug);
  if (known && channel.until) known.replaceWith(card(channel, true));
  else if (!known) one("#fake").before(card(channel, false));
}

async function refresh() {
  const { status, data } = await call("/v1/channels", { language });
  if (status === 200 && data.items) return data.items.forEach(place);
  return one("[data-stale]").append(make("p", { class: "govuk-inset-text app-strong", text: say("channels.stale") }));
}

refresh();
