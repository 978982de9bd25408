import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, fieldOf, stepOf } from "../body.js";
import { MOST, faults, isoDate, localToday } from "../check.js";

const answers = {
  kind: "complaint", category: "payment", stage: "", office: "pusat", narrative: "Sudah bayar.", day: "2", month: "11", year: "2026",
  mode: "named", name: "Siti", email: "", phone: "", about_staff: false, channels: [],
};
const today = "2026-11-22";
const keys = (step, changes) => faults(step, { ...answers, ...changes }, today).map((fault) => fault.key);

test("a date that is none, or is to come, is refused; none at all is not", () => {
  assert.equal(isoDate({ day: "29", month: "2", year: "2028" }), "2028-02-29");
  assert.equal(isoDate({ day: "29", month: "2", year: "2026" }), "");
  assert.deepEqual(keys("happened_on", { day: "23" }), ["script.form.happened_on.future"]);
  assert.deepEqual(keys("happened_on", { day: "31", month: "2" }), ["script.form.happened_on.real"]);
  assert.deepEqual(keys("happened_on", { day: "", month: "", year: "" }), []);
  assert.equal(localToday(new Date(2026, 0, 5)), "2026-01-05");
});

test("a story is needed, and may be as long as the API takes, counted in characters", () => {
  assert.deepEqual(keys("narrative", { narrative: "" }), ["script.form.narrative.required"]);
  assert.deepEqual(keys("narrative", { narrative: "😀".repeat(MOST) }), []);
  assert.deepEqual(keys("narrative", { narrative: "a".repeat(MOST + 1) }), ["script.form.narrative.long"]);
});

test("who chooses a channel gives its contact; who chooses no name is asked for none", () => {
  assert.deepEqual(keys("contact", { channels: ["email", "sms"] }), ["script.form.channels.email", "script.form.channels.sms"]);
  assert.deepEqual(keys("contact", { mode: "anonymous", name: "" }), []);
  assert.deepEqual(keys("contact", { name: "" }), ["script.form.name.required"]);
  assert.deepEqual(keys("contact", { email: "siti@", phone: "abc" }), ["script.form.email.real", "script.form.phone.real"]);
});

test("the body holds what was given, and no more", () => {
  assert.deepEqual(bodyOf({ ...answers, mode: "anonymous", channels: ["email"], email: "a@b.id" }, "id"), {
    kind: "complaint", category: "payment", office: "pusat", narrative: "Sudah bayar.", happened_on: "2026-11-02",
    language: "id", channels: ["email"], identity: { mode: "anonymous", email: "a@b.id" },
  });
  assert.equal(bodyOf({ ...answers, about_staff: true }, "id").about_staff, true);
});

test("an error of the API finds its question", () => {
  assert.deepEqual(["identity.email", "channels[0]", "channels.0", "happened_on", "identity"].map(fieldOf), ["email", "channels", "channels", "happened_on", "mode"]);
  assert.deepEqual(["email", "narrative", "about_staff"].map(stepOf), ["contact", "narrative", "office"]);
});
