// Days and hours in the zone of the office, with its name: WIB, WITA or WIT. The order of the parts is the catalogue's.

const LOCALES = { en: "en-GB" };
const DAY = { weekday: "long", day: "numeric", month: "long", year: "numeric" };

function parts(iso, zone, language, wanted) {
  const made = new Intl.DateTimeFormat(LOCALES[language] ?? language, { ...wanted, timeZone: zone }).formatToParts(new Date(iso));
  return Object.fromEntries(made.map(({ type, value }) => [type, value]));
}

export function day(iso, zone, language, say) {
  const found = parts(iso, zone, language, DAY);
  return say("date.day", { ...found, day: Number(found.day) || found.day });
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
  const { hour, minute } = parts(iso, zone, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = say("date.time", { hour, minute });
  return say("date.moment", { day: day(iso, zone, language, say), time, zone: zoneName(iso, zone, language, say) });
}
