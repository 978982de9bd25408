// Finding a place among some three hundred: every word typed must begin a word of its name, city or province.

export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[̀-ͯ]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function weight(words, parts) {
  let total = 0;
  for (const word of words) {
    const at = parts.findIndex((part) => ` ${part}`.includes(` ${word}`));
    if (at < 0) return Infinity;
    total += at;
  }
  return total;
}

// rows: [slug, name, city, province]; `prefer` puts the kind of place that the category is about first.
export function find(rows, typed, { prefer = "", most = 8 } = {}) {
  const words = fold(typed).split(" ").filter(Boolean);
  if (!words.length) return { total: 0, found: [] };
  const scored = rows
    .map((row) => ({ row, weight: weight(words, [fold(row[2]), fold(row[1]), fold(row[3])]) - (prefer && row[0].startsWith(prefer) ? 10 : 0) }))
    .filter((one) => one.weight !== Infinity)
    .sort((one, other) => one.weight - other.weight);
  return { total: scored.length, found: scored.slice(0, most).map((one) => one.row) };
}
