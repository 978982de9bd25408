// On every page: keep a copy of the pages for times without a network, say when there is none, remember what waits to be sent, and hide what is over.
import { one, show } from "./page.js";
import { shelf } from "./drafts.js";
import { watch } from "./troubles.js";

const bar = one("[data-offline]");
const unsent = one("[data-unsent]");

function tell() {
  bar.textContent = navigator.onLine ? "" : bar.dataset.text;
  if (unsent) show(unsent, navigator.onLine && shelf().all().some((draft) => draft.waiting));
}

// A browser that has no service workers, or forbids them, shows the same pages while there is a network.
async function keep() {
  try {
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: document.documentElement.lang });
  } catch {
    bar.dataset.kept = "no";
  }
}

for (const event of ["online", "offline"]) addEventListener(event, tell);
tell();
watch();
if (document.readyState === "complete") keep();
else addEventListener("load", keep);
