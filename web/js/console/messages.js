// What became of the messages to the citizen: looked up when somebody asks, and afresh each time.
import { make, one } from "../page.js";
import { messages as listed } from "../sent.js";
import { staff } from "./api.js";

export function messages(work) {
  const place = one("[data-sent-list]");
  const { say, language } = work.desk;
  place.addEventListener("toggle", async () => {
    if (!place.open) return;
    const found = await staff(`${work.path}/messages`);
    const zone = work.complaint.office.zone;
    one("ul", place).replaceChildren(...(found.ok ? listed(found.data.items, say, language, zone) : [make("li", { text: found.data.detail ?? say("console.net.again") })]));
  });
}
