// What came with a complaint: the examined copies, saved one by one. Each look is recorded by the API before it answers.
import { make, one, show } from "../page.js";
import { weight } from "../paper.js";
import { moment } from "../when.js";
import { staff } from "./api.js";
import { handles } from "./shell.js";

export const listed = ({ desk, path }) => handles(desk.me) && staff(`${path}/attachments`);

// The list stands above the steps: it is shown with them, so that they do not jump away from under a press.
export function papers(work, found) {
  const section = one("[data-papers]");
  show(section, Boolean(found));
  if (!found) return;
  const { say } = work.desk;
  const items = found.ok ? found.data.items : [];
  const none = make("p", { class: "con-quiet", text: found.ok ? say("console.documents.none") : (found.data.detail ?? say("console.net.detail")) });
  one("[data-papers-list]", section).replaceChildren(...(items.length ? [list(items, work)] : [none]));
}

function list(items, work) {
  return make("ul", { class: "con-papers" }, ...items.map((item) => line(item, work)));
}

function line(item, { desk: { say, language }, path, complaint }) {
  const kind = say(item.type === "application/pdf" ? "documents.pdf" : "documents.image", { size: weight(item.bytes) });
  const button = make("button", { type: "button", class: "govuk-button govuk-button--secondary con-flush", text: say("console.documents.open", { number: item.number }) });
  const told = make("span", { class: "con-quiet", role: "status" });
  button.addEventListener("click", async () => {
    const answer = await staff(`${path}/attachments/${item.id}`);
    told.textContent = answer.ok ? "" : (answer.data.detail ?? say("console.net.detail"));
    if (answer.ok) location.assign(answer.data.url);
  });
  const when = moment(item.requested_at, complaint.office.zone, language, say);
  return make("li", {}, button, make("span", { class: "con-quiet", text: `${kind} · ${when}` }), told);
}
