// Drafts that the citizen chose to keep on this device: several, each for seven days. Whoever has the device can read them,
// so nothing is kept unasked, and a complaint that got its ticket leaves nothing behind.
const NAME = "aduan.drafts";
const DAY = 86_400_000;
export const KEPT = 7 * DAY;

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

export function shelf(storage = attempt(() => localStorage), now = Date.now) {
  const read = () => attempt(() => JSON.parse(storage.getItem(NAME))) ?? [];
  const write = (drafts) => attempt(() => (drafts.length ? storage.setItem(NAME, JSON.stringify(drafts)) : storage.removeItem(NAME)) ?? true) ?? false;

  // What is past its time goes when anybody looks.
  function all() {
    const found = read();
    const kept = found.filter((draft) => draft.at + KEPT > now());
    if (kept.length < found.length) write(kept);
    return kept;
  }

  return {
    all,
    get: (id) => all().find((draft) => draft.id === id),
    put: (draft) => write([{ ...draft, at: now() }, ...all().filter((other) => other.id !== draft.id)]),
    drop: (id) => write(all().filter((draft) => draft.id !== id)),
    clear: () => write([]),
  };
}
