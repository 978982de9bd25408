// The confirmation: what came back, kept in this tab so that a reload shows it again and sends nothing.
import { fours } from "./codes.js";
import { call } from "./net.js";
import { all, make, one, save, show } from "./page.js";
import { moment } from "./when.js";

export function confirm(section, answer, say, language) {
  const fill = (name) => one(`[data-fill=${name}]`, section);
  fill("ticket").textContent = answer.ticket;
  fill("code").textContent = fours(answer.access_code);
  fill("link").href = answer.link;
  one("[data-here]", section).textContent = answer.link.split("#")[0]; // the page may have been built for another address
  const dates = answer.deadlines.map((clock) => `${say(`clock.${clock.clock}`)}: ${say("clock.by", { when: moment(clock.due, answer.office.zone, language, say) })}`);
  const told = answer.channels.length ? answer.channels.map((channel) => say(`done.told.${channel}`)) : [say("done.told.none")];
  fill("next").replaceChildren(...[...dates, ...told].map((text) => make("li", { text })));
  copying(section, answer, say);
  one("[data-print]", section).onclick = () => window.print();
  one("[data-receipt]", section).onclick = () => keep(answer);
  show(section, true);
  one("h1", section).focus();
  code(section, answer.receipt.jws, language);
}

// For paper: drawn by the API, which keeps nothing; without a network there is the file.
async function code(section, jws, language) {
  const { status, data } = await call("/v1/receipt-codes", { method: "POST", body: JSON.stringify({ jws }), language });
  if (status === 200) one("[data-qr]", section).replaceChildren(make("figure", { class: "app-qr" }, make("img", { src: data.image, alt: data.name }), make("figcaption", { class: "govuk-hint", text: data.hint })));
}

function copying(section, answer, say) {
  const values = { ticket: answer.ticket, code: answer.access_code };
  for (const button of all("[data-copy]", section)) {
    button.onclick = async () => {
      if (!(await copied(values[button.dataset.copy]))) return;
      button.textContent = say("done.copied");
      one("[data-copied]", section).textContent = say("done.copied");
    };
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function keep(answer) {
  const { ticket, received_at, deadlines, receipt } = answer;
  save(JSON.stringify({ ticket, received_at, deadlines, receipt }, null, 2), `${ticket}.json`, "application/json");
}
