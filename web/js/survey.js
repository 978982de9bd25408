// What a citizen thinks of the service, once the case is over: two questions in one tap, and the official nine.
import { clear, report } from "./errors.js";
import { all, held, one, show } from "./page.js";

const OVER = new Set(["closed", "rejected", "withdrawn"]);

export function ask(views, { look, say, send, parts, done, why }) {
  const tap = one("[data-both]", views.case);
  const nine = one("[data-nine]", views.survey);

  // Counted now or before, the citizen has been heard; anything else is said, and the answer kept.
  async function give(form, field, marks) {
    const answer = await held(form, () => send(marks));
    if (answer.status === 201 || answer.status === 409) return done();
    return report(form, [{ field, message: answer.status === 422 ? say("rule.survey_marks") : why(answer) }], say);
  }

  for (const button of all("button", tap)) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const [settled, treated] = button.value.split("-").map(Number);
      give(tap, "both", { settled, treated });
    });
  }
  nine.addEventListener("submit", (event) => {
    event.preventDefault();
    const marks = Object.fromEntries([...new FormData(nine)].map(([name, mark]) => [name, Number(mark)]));
    clear(nine);
    if (!Object.keys(marks).length) return report(nine, [{ field: "u1", message: say("rule.survey_marks") }], say);
    return give(nine, "u1", marks);
  });
  one("[data-skm]", views.case).addEventListener("click", () => {
    look("survey");
    one("h1", views.survey).focus();
  });
  one("[data-back]", views.survey).addEventListener("click", () => {
    look("case");
    one("h1", views.case).focus();
  });

  async function offer({ status }) {
    const answer = OVER.has(status) ? await parts() : { data: {} };
    const open = answer.data.parts ?? [];
    show(one("[data-tap]", views.case), open.includes("tap"));
    show(one("[data-more]", views.case), open.includes("skm"));
  }

  return { offer };
}
