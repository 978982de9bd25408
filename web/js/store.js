// What this tab remembers until it is closed. Where a browser forbids it, the page remembers by itself.

const memory = new Map();

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

export function box(name) {
  const key = `aduan.${name}`;
  return {
    get() {
      const kept = attempt(() => sessionStorage.getItem(key)) ?? memory.get(key);
      return kept ? attempt(() => JSON.parse(kept)) : undefined;
    },
    set(value) {
      memory.set(key, JSON.stringify(value));
      attempt(() => sessionStorage.setItem(key, memory.get(key)));
    },
    clear() {
      memory.delete(key);
      attempt(() => sessionStorage.removeItem(key));
    },
  };
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
