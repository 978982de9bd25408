// Small things done to a page.

export function make(tag, { text, ...rest } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

export function show(element, shown) {
  element.hidden = !shown;
}

// What stays is not moved: an element that is taken out and put back loses the cursor of whoever writes in it.
export function arrange(list, wanted) {
  for (const old of [...list.children]) if (!wanted.includes(old)) old.remove();
  wanted.forEach((element, at) => list.children[at] === element || list.insertBefore(element, list.children[at] ?? null));
}

// A second press while the first is under way does nothing.
export async function held(form, work) {
  const turn = (off) => all("button", form).forEach((button) => (button.disabled = off));
  turn(true);
  try {
    return await work();
  } finally {
    turn(false);
  }
}

// Hand a file to whoever asked for it.
export function save(text, name, type) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
