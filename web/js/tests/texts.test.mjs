import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, fours, linkOf, ticketOf } from "../codes.js";
import { daysAgo } from "../fields.js";
import { find, fold } from "../places.js";
import { day, moment } from "../when.js";
import { speaker } from "../words.js";

const DAYS = { "date.weekday.1": "Senin", "date.weekday.2": "Selasa", "date.weekday.7": "Minggu", "date.month.1": "Januari" };
const say = speaker({ ...DAYS, "date.day": "{weekday}, {day} {month} {year}", "date.time": "{hour}.{minute}", "date.moment": "{day} pukul {time} {zone}", "date.zone.Asia/Makassar": "WITA" });

test("a ticket number is read as people type it", () => {
  assert.equal(ticketOf("imi k7qf 2m9x c"), "IMI-K7QF-2M9X-C");
  assert.equal(ticketOf("IMI-K7QF-2M9X-0"), ticketOf("imik7qf2m9xo"));
  assert.equal(ticketOf("IMI-K7QF-2M9X"), "");
  assert.equal(ticketOf("IMI-K7QF-2M9U-C"), "");
  assert.equal(codeOf("abcd 1234-efgh o678"), "ABCD1234EFGH0678");
  assert.equal(fours("ABCD1234EF"), "ABCD 1234 EF");
});

test("a link's fragment is a ticket and a secret, or nothing", () => {
  assert.deepEqual(linkOf("#IMI-K7QF-2M9X-C.ff00"), { ticket: "IMI-K7QF-2M9X-C", token: "ff00" });
  assert.deepEqual(linkOf("#IMI-K7QF-2M9X-C"), { ticket: "IMI-K7QF-2M9X-C", token: "" });
  assert.equal(linkOf("#main"), undefined);
  assert.equal(linkOf(""), undefined);
});

test("a moment is told in the office's zone, with its name; abroad with its distance", () => {
  assert.equal(moment("2026-01-05T01:30:00Z", "Asia/Makassar", "id", say), "Senin, 5 Januari 2026 pukul 09.30 WITA");
  assert.match(moment("2026-01-05T01:30:00Z", "America/Los_Angeles", "en", say), /^Minggu, 4 Januari 2026 pukul 17.30 (PST|GMT-8)$/);
  assert.equal(day("2026-01-05T20:00:00Z", "Asia/Jayapura", say), "Selasa, 6 Januari 2026");
  assert.match(moment("2026-01-05T01:30:00Z", "Asia/Makassar", "ar", say), /^Senin, 5 Januari 2026 pukul 09.30 WITA$/, "the digits are 0 to 9 in every language");
});

test("a place is found by the beginnings of its words, the city first", () => {
  const rows = [
    ["a", "Kantor Imigrasi Ngurah Rai", "Badung", "Bali"],
    ["tpi-bandara-x", "Bandara I Gusti Ngurah Rai", "", "Bali"],
    ["b", "Kantor Imigrasi Singaraja", "Buleleng", "Bali"],
  ];
  assert.deepEqual(find(rows, "  NGURAH rái ").found.map((row) => row[0]), ["a", "tpi-bandara-x"]);
  assert.deepEqual(find(rows, "ngurah", { prefer: "tpi-" }).found[0][0], "tpi-bandara-x");
  assert.deepEqual(find(rows, "bali", { most: 2 }), { total: 3, found: rows.slice(0, 2) });
  assert.deepEqual(find(rows, "gura"), { total: 0, found: [] });
  assert.equal(fold("Côte-d’Ivoire"), "cote d ivoire");
});

test("yesterday is yesterday on the first of a month, too", () => {
  assert.deepEqual(daysAgo(1, new Date(2026, 2, 1)), { day: "28", month: "2", year: "2026" });
});

test("words that are missing show their key, never a blank", () => {
  assert.equal(say("no.such"), "no.such");
  assert.equal(say.has("no.such"), false);
});
