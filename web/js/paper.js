// One document in the list: what it is, where it stands, what one may do. The line stays the same one, so that focus does.
import { make, one, show } from "./page.js";

const BUTTONS = {
  open: ({ state }) => state === "clean",
  retry: ({ state, blob }) => Boolean(blob) && (state === "cut" || state === "offline"),
  resume: ({ state, blob }) => state === "requested" && !blob,
  remove: ({ state }) => state !== "sending" && state !== "preparing",
};
const DOES = { open: "open", retry: "send", resume: "again", remove: "remove" };

export function weight(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

// A number and its unit stay together and in their own order, in a line that runs the other way, too.
export const apart = (text) => `\u2068${text}\u2069`;

export function row(before, item, papers) {
  const line = before ?? fresh(item, papers);
  const { say } = papers;
  const kind = item.bytes ? say(item.type === "application/pdf" ? "documents.pdf" : "documents.image", { size: apart(weight(item.bytes)) }) : "";
  one("[data-title]", line).textContent = papers.title(item);
  one("[data-kind]", line).textContent = kind;
  one("[data-state]", line).textContent = [papers.status(item), item.why].filter(Boolean).join(" ");
  const bar = one("progress", line);
  bar.value = item.percent ?? 0;
  bar.setAttribute("aria-label", papers.title(item));
  show(bar, item.state === "sending");
  line.className = `app-file app-file--${item.state}`;
  for (const [name, fits] of Object.entries(BUTTONS)) {
    const button = one(`[data-do=${name}]`, line);
    button.setAttribute("aria-label", item.number ? say(`documents.${name}.name`, { number: item.number }) : `${say(`documents.${name}`)}: ${item.name}`);
    show(button, fits(item));
  }
  return line;
}

function fresh(item, papers) {
  const buttons = Object.entries(DOES).map(([name, does]) => {
    const button = make("button", { type: "button", class: "govuk-button govuk-button--secondary app-small", "data-do": name, text: papers.say(`documents.${name}`) });
    button.onclick = () => papers[does](item);
    return button;
  });
  const head = make("p", { class: "govuk-body app-flush" }, make("strong", { "data-title": "" }), " ", make("span", { class: "app-quiet", "data-kind": "" }));
  return make("li", { "data-key": item.key }, head, make("p", { class: "govuk-body app-flush", "data-state": "" }), make("progress", { max: "100" }), make("div", { class: "app-file__do" }, ...buttons));
}
