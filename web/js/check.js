// What is wrong with the answer to one question: [{field, key, values}], the key being that of the words. The API judges again.
import { faultOf, isAsked } from "./questions.js";

export const MOST = 10_000;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const PHONE = /^\+?[\d\s().-]{8,20}$/;

// Keyboards of other languages have digits of their own.
export const plain = (typed) => typed.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 0xf);

export function isoDate(typed) {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => plain(part ?? ""));
  if (![day, month, year].every((part) => /^\d{1,4}$/.test(part))) return "";
  const [d, m, y] = [Number(day), Number(month), Number(year)];
  const made = new Date(Date.UTC(y, m - 1, d));
  const real = made.getUTCFullYear() === y && made.getUTCMonth() === m - 1 && made.getUTCDate() === d;
  return real ? made.toISOString().slice(0, 10) : "";
}

export function localToday(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

const fault = (field, key, values) => ({ field, key, values });
const required = (name) => (answers) => (answers[name] ? [] : [fault(name, `script.form.${name}.required`)]);

function happened(answers, today) {
  if (!answers.day && !answers.month && !answers.year) return [];
  const date = isoDate(answers);
  if (!date) return [fault("happened_on", "script.form.happened_on.real")];
  return date > today ? [fault("happened_on", "script.form.happened_on.future")] : [];
}

function narrative(answers) {
  const long = [...answers.narrative].length > MOST;
  return long ? [fault("narrative", "script.form.narrative.long", { most: MOST })] : required("narrative")(answers);
}

function contact({ mode, name, email, phone, channels }) {
  const found = [];
  if (mode !== "anonymous" && !name) found.push(fault("name", "script.form.name.required"));
  if (email && !EMAIL.test(email)) found.push(fault("email", "script.form.email.real"));
  else if (!email && channels.includes("email")) found.push(fault("email", "script.form.channels.email"));
  if (phone && !PHONE.test(phone)) found.push(fault("phone", "script.form.phone.real"));
  else if (!phone && channels.includes("sms")) found.push(fault("phone", "script.form.channels.sms"));
  return found;
}

const RULES = {
  kind: required("kind"),
  category: required("category"),
  office: required("office"),
  narrative,
  happened_on: happened,
  mode: required("mode"),
  contact,
};

export function faults(step, answers, today) {
  if (isAsked(step)) return faultOf(step, answers, today);
  return RULES[step]?.(answers, today) ?? [];
}
