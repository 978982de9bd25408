// The address that the issuer sends people back to.
import { one, show } from "../page.js";
import { wordsOf } from "../words.js";
import { begin, finish } from "./oidc.js";
import * as session from "./session.js";

const language = document.documentElement.lang;
const home = `/${language}/petugas/`;

async function arrive() {
  const search = location.search;
  history.replaceState(null, "", location.pathname);
  const found = await finish(language, search);
  session.keep(found);
  location.replace(found.back);
}

function failed() {
  const say = wordsOf(document);
  const title = one("[data-part=arriving] h1");
  title.textContent = say("console.signin.failed");
  one("[data-arriving]").textContent = say("console.signin.failed.text");
  show(one("[data-again]"), true);
  one("[data-again]").addEventListener("click", () => begin(language, home).catch(failed));
  title.tabIndex = -1;
  title.focus();
}

arrive().catch(failed);
