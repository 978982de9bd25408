// What became of each message, and who opened the file: one line each, in words.
import { make } from "./page.js";
import { moment } from "./when.js";

export function messages(items, say, language, zone) {
  if (!items.length) return [make("li", { text: say("sent.none") })];
  return items.map(({ subject, channel, text, at }) => {
    const way = [say(`form.channels.${channel}`), at && moment(at, zone, language, say)].filter(Boolean).join(" · ");
    return make("li", {}, make("strong", { text: subject }), ` – ${way}. ${text}.`);
  });
}

export function openings(items, say, language, zone) {
  if (!items.length) return [make("li", { text: say("opened.none") })];
  return items.map(({ what, who, why, at, times }) => {
    const when = [who, moment(at, zone, language, say), times > 1 && `${times}×`].filter(Boolean).join(" · ");
    return make("li", {}, make("strong", { text: what }), ` – ${when}. ${why}`);
  });
}
