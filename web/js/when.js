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

export function moment(iso, zone, language, say) {
  const { hour, minute } = parts(iso, zone, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = say("date.time", { hour, minute });
  return say("date.moment", { day: day(iso, zone, language, say), time, zone: zoneName(iso, zone, language, say) });
}
