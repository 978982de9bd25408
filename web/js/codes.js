// Ticket numbers and codes as people type them: any case, spaces, hyphens, O for 0, I or L for 1.

const READ = { O: "0", I: "1", L: "1" };
const LETTERS = /^[0-9A-HJKMNP-TV-Z]+$/;

function letters(typed) {
  return typed.toUpperCase().replace(/[\s-]/g, "");
}

const plain = (text) => text.replace(/[OIL]/g, (letter) => READ[letter]);

// The canonical number, or "" when it cannot be one; the API alone knows the check character.
export function ticketOf(typed) {
  const whole = letters(typed);
  const body = plain(whole.slice(-9));
  const prefix = whole.slice(0, -9);
  const written = typed.includes("-") ? letters(typed.split("-")[0]) : prefix;
  const fits = /^[A-Z]{2,5}$/.test(prefix) && prefix === written && LETTERS.test(body);
  return fits ? `${prefix}-${body.slice(0, 4)}-${body.slice(4, 8)}-${body[8]}` : "";
}

export function codeOf(typed) {
  return plain(letters(typed));
}

export function fours(code) {
  return code.match(/.{1,4}/g)?.join(" ") ?? "";
}

// A link's fragment: #<ticket>.<secret>, or #<ticket> alone, which only saves typing.
export function linkOf(hash) {
  const [ticket, token = ""] = hash.replace(/^#/, "").split(".");
  return ticketOf(ticket) ? { ticket: ticketOf(ticket), token } : undefined;
}
