// Pages and their files without a network. Only what is public and the same for everybody is kept: no answer of the API, nothing of
// a complaint. The build puts `BUILD` before this text: version, pages, files, and the core of each language.
const NAME = `aduan-${BUILD.version}`;
const PATIENCE = 5_000; // with a copy at hand, a network that dawdles is a network that is gone
const LANGUAGE = /^\/([a-z]{2,3})\/(?!petugas\/)/;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(replace()));
self.addEventListener("message", (event) => event.waitUntil(keep(BUILD.core[event.data?.keep] ?? [])));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request, new URL(event.request.url));
  if (answer) event.respondWith(answer);
});

async function replace() {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
  await clients.claim();
}

async function keep(paths) {
  const cache = await caches.open(NAME);
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path);
}

// Undefined leaves a request to the browser: whatever is not ours, not a GET, not a page or file of the build.
function answerTo(request, { origin, pathname }) {
  if (request.method !== "GET" || origin !== location.origin) return undefined;
  if (BUILD.files.includes(pathname)) return file(pathname);
  if (request.mode !== "navigate" || !LANGUAGE.test(pathname)) return undefined;
  return BUILD.pages.includes(pathname) ? page(request, pathname) : fetch(request).catch(() => away(pathname));
}

// A file's name changes with its content, so that a copy is never old.
async function file(path) {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) ?? fetched(cache, path, fetch(path));
}

async function page(request, path) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(path);
  const fresh = fetched(cache, path, fetch(request));
  try {
    return await (kept ? Promise.race([fresh, late()]) : fresh);
  } catch {
    return kept ?? away(path);
  }
}

async function fetched(cache, path, asked) {
  const answer = await asked;
  if (answer.ok && !answer.redirected) await cache.put(path, answer.clone());
  return answer;
}

function late() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
}

async function away(path) {
  const cache = await caches.open(NAME);
  return (await cache.match(`/${LANGUAGE.exec(path)[1]}/luring/`)) ?? Response.error();
}
