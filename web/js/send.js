// Sending a complaint once. The key is made with the draft and kept until there is a ticket, so that trying again changes nothing.
import { call, insist } from "./net.js";
import { box, newKey } from "./store.js";

const draftKey = box("key");
const sent = box("sent");

export function key() {
  const kept = draftKey.get() ?? newKey();
  draftKey.set(kept);
  return kept;
}

// Key and wording travel with a draft that is kept, so that sending it on another day is still the same sending.
export function carried() {
  return { key: key(), sent: sent.get() };
}

export function carry({ key: kept, sent: wording }) {
  draftKey.set(kept);
  if (wording) sent.set(wording);
  else sent.clear();
}

export function forget() {
  draftKey.clear();
  sent.clear();
}

// 409 says that another wording under this key was received: an answer got lost, and the citizen changed the text since.
// What was received is asked for again, word for word, and gives the ticket it already has.
export async function send(body, language, ways) {
  const once = (text) => insist(() => call("/v1/complaints", { method: "POST", body: text, key: key(), language }), ways);
  const text = JSON.stringify(body);
  const before = sent.get();
  sent.set(text);
  const answer = await once(text);
  if (answer.status !== 409 || !before || before === text) return answer;
  sent.set(before);
  return once(before);
}

// Sleeps, or wakes when the network is back; `stop` ends the wait for good.
export class Rest {
  stop() {
    this.stopped = true;
    this.wake?.();
  }

  begin() {
    this.stopped = false;
  }

  async sleep(seconds) {
    if (!this.stopped) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
        addEventListener("online", this.wake, { once: true });
      });
    }
    return !this.stopped;
  }
}
