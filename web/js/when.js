// Days and hours in the zone of the office, with its name: WIB, WITA or WIT. The words and their order are the catalogue's,
// the calendar is the Gregorian one and the digits are 0 to 9 in every language, as on the printed receipt and in a message.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY = { weekday: "short", day: "numeric", month: "numeric", year: "numeric" };

function parts(iso, zone, language, wanted) {
  const made = new Intl.DateTimeFormat(language, { ...wanted, timeZone: zone }).formatToParts(new Date(iso));
  return Object.fromEntries(made.map(({ type, value }) => [type, value]));
}

export function day(iso, zone, say) {
  const { weekday, day, month, year } = parts(iso, zone, "en-GB", DAY);
  return say("date.day", { weekday: say(`date.weekday.${DAYS.indexOf(weekday) + 1}`), day: Number(day), month: say(`date.month.${Number(month)}`), year });
}

export function zoneName(iso, zone, language, say) {
  const known = `date.zone.${zone}`;
  return say.has(known) ? say(known) : parts(iso, zone, language, { timeZoneName: "short" }).timeZoneName;
}

// "2026-11-21+2" is the second change after the edition of that day.
export function edition(name, say) {
  const [, year, month, day, number] = /^(\d{4})-(\d\d)-(\d\d)(?:\+(\d+))?$/.exec(name) ?? [];
  if (!year) return name;
  const told = say("calendar.edition", { day: Number(day), month: say(`date.month.${Number(month)}`), year });
  return number ? say("calendar.changed", { edition: told, number }) : told;
}

export function moment(iso, zone, language, say) {
  const { hour, minute } = parts(iso, zone, "en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = say("date.time", { hour, minute });
  return say("date.moment", { day: day(iso, zone, say), time, zone: zoneName(iso, zone, language, say) });
}
