import assert from "node:assert/strict";
import { test } from "node:test";
import { named, worded } from "../console/faults.js";
import { challenge, trusted } from "../console/oidc.js";
import { phase } from "../console/session.js";
import { brief, governing, grade, left, span } from "../console/time.js";
import { speaker } from "../words.js";

const say = speaker({ "console.left.still": "sisa {span}", "console.left.over": "lewat {span}", "date.time": "{hour}.{minute}", "date.zone.Asia/Makassar": "WITA" });
const AT = Date.parse("2026-11-22T02:00:00Z");
const clock = (name, due, more = {}) => ({ clock: name, due, late: false, paused: false, done: false, ...more });

test("time is told in two units at most", () => {
  assert.equal(span(95 * 60_000, "id"), "1 jam 35 menit");
  assert.equal(span(-25 * 60_000, "id"), "25 menit");
  assert.equal(span((3 * 24 + 7) * 3_600_000, "en"), "3 days 7 hours");
  assert.equal(span(24 * 3_600_000, "en"), "1 day");
  assert.equal(left({ kind: "late", due: "2026-11-22T01:00:00Z" }, say, "id", AT), "lewat 1 jam 0 menit");
});

test("late, soon within a day, on time after that", () => {
  assert.equal(grade("2026-11-22T01:59:59Z", AT), "late");
  assert.equal(grade("2026-11-23T02:00:00Z", AT), "soon");
  assert.equal(grade("2026-11-23T02:00:01Z", AT), "fine");
});

test("the office's next date counts; without one, why none runs", () => {
  const [first, answer] = [clock("first_response", "2026-11-25T09:00:00Z"), clock("resolution", "2026-12-10T09:00:00Z")];
  assert.equal(governing([answer, first], AT).clock, "first_response");
  assert.equal(governing([answer, { ...first, done: true }], AT).clock, "resolution");
  assert.equal(governing([{ ...answer, paused: true }], AT).kind, "paused");
  assert.equal(governing([{ ...answer, done: true }, clock("citizen_window", "2026-11-21T09:00:00Z")], AT).kind, "citizen");
  assert.equal(governing([{ ...answer, done: true }, clock("appeal_window", "2026-12-21T09:00:00Z")], AT).kind, "over");
  assert.equal(governing([], AT).kind, "none");
});

test("a short date names the office's zone", () => {
  assert.match(brief("2026-11-27T08:00:00Z", "Asia/Makassar", "id", say), /^Jum, 27 Nov.* 16\.00 WITA$/);
});

test("a session is warned of in its last two minutes", () => {
  assert.equal(phase(AT, AT - 120_001), "fine");
  assert.equal(phase(AT, AT - 120_000), "ending");
  assert.equal(phase(AT, AT), "over");
});

test("the challenge is that of RFC 7636, and a token for somebody else is not taken", async () => {
  assert.equal(await challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  const [config, claims] = [{ issuer: "https://i.example", client_id: "c" }, { iss: "https://i.example", aud: "c", nonce: "n" }];
  assert.ok(trusted(claims, config, "n"));
  for (const wrong of [{ iss: "https://j.example" }, { aud: "d" }, { nonce: "m" }]) assert.ok(!trusted({ ...claims, ...wrong }, config, "n"));
});

test("a line of an error summary names its field, by its label", () => {
  const field = (textContent) => ({ labels: [{ textContent }] });
  assert.equal(named(field("Resmi sejak"), "Isi bagian ini."), "Resmi sejak: Isi bagian ini.");
  assert.equal(named(field(" Which office? "), "Choose one."), "Which office: Choose one.");
  for (const bare of [{}, { labels: [] }, field("")]) assert.equal(named(bare, "Isi bagian ini."), "Isi bagian ini.");
});

test("a day is asked for as the browser takes it, and not as the API writes it", () => {
  const fault = { code: "date", message: "Tulis tanggal seperti 2026-11-02." };
  const asked = speaker({ "console.choose.day": "Pilih tanggalnya." });
  assert.equal(worded({ type: "date" }, fault, asked), "Pilih tanggalnya.");
  assert.equal(worded({ type: "text" }, fault, asked), fault.message);
  assert.equal(worded({ type: "date" }, { message: "Sudah lewat." }, asked), "Sudah lewat.");
});
