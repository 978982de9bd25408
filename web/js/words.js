// The page's own words, put there by the build: say("form.position", { n: 2, m: 9 }).

export function fill(pattern, values = {}) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function speaker(catalogue) {
  const say = (key, values) => fill(catalogue[key] ?? key, values);
  say.has = (key) => key in catalogue;
  return say;
}

export function wordsOf(page) {
  return speaker(JSON.parse(page.getElementById("words").content.textContent));
}
