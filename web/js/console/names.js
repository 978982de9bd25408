// Who is behind an account: by name, else by role. Asked for once a page, before anybody is named.
import { staff } from "./api.js";

const MOST = 50;
const known = new Map();

export async function learn(ids) {
  const open = [...new Set(ids)].filter((id) => id && !known.has(id));
  const parts = Array.from({ length: Math.ceil(open.length / MOST) }, (_, n) => open.slice(n * MOST, (n + 1) * MOST));
  const found = await Promise.all(parts.map((part) => staff(`/people?ids=${encodeURIComponent(part.join(","))}`)));
  for (const { ok, data } of found) for (const one of ok ? data.items : []) known.set(one.id, one);
}

export function nameOf(id, say) {
  const { name, role } = known.get(id) ?? {};
  return name ?? say(role ? `console.role.${role}` : "console.somebody");
}

// Where one is chosen among several, two of the same role must differ.
export const choice = ({ id, name, role }, say) => (name ? `${name} – ${say(`console.role.${role}`)}` : `${say(`console.role.${role}`)} (${id})`);
