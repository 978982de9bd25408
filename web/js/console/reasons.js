// Why the dates are what they are: the record is read for it only when somebody asks, and afresh each time.
import { one } from "../page.js";
import { staff } from "./api.js";
import { facts, said } from "./parts.js";

export function reasons({ path, desk: { say } }) {
  const place = one("[data-reasons]");
  place.addEventListener("toggle", async () => {
    if (!place.open) return;
    const found = await staff(`${path}/deadlines`);
    const told = ({ clock, why }) => [said(say, `console.clock.${clock}`, `clock.${clock}`), `${why.text}.`];
    const lines = found.ok ? found.data.deadlines.map(told) : [[say("console.net.title"), found.data.detail ?? say("console.net.again")]];
    one("dl", place).replaceChildren(...facts(lines));
  });
}
