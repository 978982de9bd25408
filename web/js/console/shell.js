// What every page of the console does: who is here, what they may open, when their session ends, and a page for every refusal.
import { all, one, show } from "../page.js";
import { wordsOf } from "../words.js";
import { codeOf, staff } from "./api.js";
import * as kept from "./kept.js";
import { begin, farewell } from "./oidc.js";
import * as session from "./session.js";
import { setClock } from "./time.js";

const HANDLERS = ["officer", "supervisor", "head", "region", "centre"];
const LOOK_EVERY = 5_000;

export const handles = (me) => HANDLERS.includes(me.role);

// One part of the page at a time: the door, the view, or what went wrong.
export function turnTo(part) {
  for (const each of all("[data-part]")) show(each, each.dataset.part === part);
}

export function settle() {
  one("#main").removeAttribute("aria-busy");
}

export function focusOn(element) {
  element.tabIndex = element.tabIndex >= 0 ? element.tabIndex : -1;
  element.focus();
}

function door(say, why) {
  turnTo("door");
  show(one("[data-who]"), false);
  one("[data-who]").classList.add("con-gone");
  show(one("[data-ending]"), false);
  const note = one("[data-why]");
  note.textContent = why ? say(why) : "";
  show(note, Boolean(why));
  settle();
  if (why) focusOn(one("[data-part=door] h1"));
}

// What is wrong with the page's own address is said of the field that would have made it.
function remedies({ detail, errors }) {
  if (!errors) return detail;
  return errors.map(({ field, message }) => [one(`label[for="${CSS.escape(field)}"]`)?.textContent, message].filter(Boolean).join(": ")).join(" ");
}

export function problem(say, { status, data }) {
  turnTo("problem");
  const none = status === 0 || !data.title;
  const title = one("[data-part=problem] h1");
  title.textContent = none ? say("console.net.title") : data.title;
  one("[data-problem-detail]").textContent = none ? say("console.net.detail") : codeOf({ data }) === "not_found" ? say("console.lost") : remedies(data);
  show(one("[data-retry]"), ![403, 404, 422].includes(status));
  document.title = `${title.textContent} – ${say("console.title")}`;
  settle();
  focusOn(title);
}

function leaving(say, language) {
  const here = () => location.pathname + location.search;
  const go = () => begin(language, here()).catch(() => problem(say, { status: 0, data: {} }));
  for (const button of all("[data-sign-in]")) button.addEventListener("click", go);
  one("[data-sign-out]").addEventListener("click", async () => {
    kept.forget();
    const away = await farewell(language).catch(() => `/${language}/petugas/`);
    kept.forget(); // what was typed, or came, while the way out was sought
    location.assign(away);
  });
  one("[data-retry]").addEventListener("click", () => location.reload());
  for (const link of all("[data-tongue]")) link.href += location.search;
}

function watch(say, { until }) {
  const look = () => {
    const phase = session.phase(until);
    const bar = one("[data-ending]");
    if (phase === "ending" && bar.hidden) {
      one("[data-ending-text]").textContent = say("console.session.ending");
      show(bar, true);
    }
    if (phase === "over") {
      clearInterval(timer);
      session.end();
      document.dispatchEvent(new Event("signedout"));
    }
  };
  const timer = setInterval(look, LOOK_EVERY);
  look();
}

function greet(say, me, { name }) {
  const scope = me.offices.find((office) => office.slug === me.scope.split("/").pop());
  one("[data-name]").textContent = name;
  one("[data-role]").textContent = [say(`console.role.${me.role}`), me.restricted && say("console.restricted"), scope?.name].filter(Boolean).join(" · ");
  show(one("[data-who]"), true);
  show(one("[data-nav=queue]"), handles(me));
  show(one("[data-nav=inbox]"), me.role === "custodian");
  show(one("[data-nav=calendars]"), me.role === "admin");
  show(one("[data-nav=channels]"), me.role === "admin" && !me.scope.includes("/"));
  show(one("[data-nav=absence]"), handles(me));
}

// run(desk) draws the page: desk is { say, language, me }.
export async function start(run) {
  const [say, language] = [wordsOf(document), document.documentElement.lang];
  document.addEventListener("signedout", () => door(say, "console.session.over"));
  leaving(say, language);
  const here = session.current();
  if (!here) return door(say);
  const found = await staff("/me");
  if (found.status === 401) return undefined;
  if (!found.ok) return problem(say, found);
  setClock(found.data.now);
  greet(say, found.data, here);
  watch(say, here);
  return run({ say, language, me: found.data });
}
