// What became of each message: its subject, the way, and how far it got, in words.
import { make } from "./page.js";
import { moment } from "./when.js";

export function listed(items, say, language, zone) {
  if (!items.length) return [make("li", { text: say("sent.none") })];
  return items.map(({ subject, channel, text, at }) => {
    const way = [say(`form.channels.${channel}`), at && moment(at, zone, language, say)].filter(Boolean).join(" · ");
    return make("li", {}, make("strong", { text: subject }), ` – ${way}. ${text}.`);
  });
}
