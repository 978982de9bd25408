// What this tab remembers, under one prefix, so that signing out can forget it all. A browser that keeps nothing is no error.

const PREFIX = "console.";

export function get(name, store = sessionStorage) {
  try {
    return JSON.parse(store.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function set(name, value, store = sessionStorage) {
  try {
    store.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Full, or forbidden: the page works on without memory.
  }
}

export function drop(name, store = sessionStorage) {
  try {
    store.removeItem(PREFIX + name);
  } catch {
    // The same.
  }
}

// Read once and forget.
export function take(name) {
  const found = get(name);
  drop(name);
  return found;
}

export function names() {
  return Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

export function forget() {
  for (const name of names()) drop(name);
}
