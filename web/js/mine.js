// My data: a copy of everything, as one file.
import { one, save } from "./page.js";

export function mine(view, { get, why, say }) {
  const button = one("[data-copy]", view);
  const told = one("[data-copied]", view);

  button.addEventListener("click", async () => {
    button.disabled = true;
    told.textContent = "";
    const { ticket, answer } = await get();
    button.disabled = false;
    if (answer.status === 200) return save(answer.text, `${ticket}.html`, "text/html;charset=utf-8");
    told.textContent = answer.status >= 500 ? say("copy.failed") : why(answer);
    return undefined;
  });
}
