// The list of offices, made shorter by what is typed; without this script it is one long list with anchors.
import { all, one, show } from "./page.js";
import { wordsOf } from "./words.js";

const say = wordsOf(document);
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const sections = all("[data-place]").map((section) => ({
  section,
  items: all("li", section).map((item) => ({ item, text: plain(`${one("h2", section).textContent} ${item.textContent}`) })),
}));

function filter() {
  const words = plain(one("#find").value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { section, items } of sections) {
    let here = 0;
    for (const { item, text } of items) {
      const fits = words.every((word) => text.includes(word));
      show(item, fits);
      here += fits;
    }
    show(section, here > 0);
    found += here;
  }
  show(one("[data-jump]"), !words.length);
  one("[data-found]").textContent = words.length ? say(found ? "offices.found" : "offices.none", { n: found }) : "";
}

show(one("[data-search]"), true);
one("#find").addEventListener("input", filter);
filter();
