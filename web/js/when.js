// Days and hours in the zone of the office, with its name: WIB, WITA or WIT.

const LOCALES = { en: "en-GB" };

export function day(iso, zone, language) {
  return new Intl.DateTimeFormat(LOCALES[language] ?? language, { dateStyle: "full", timeZone: zone }).format(new Date(iso));
}

export function zoneName(iso, zone, language, say) {
  const known = `date.zone.${zone}`;
  if (say.has(known)) return say(known);
  const parts = new Intl.DateTimeFormat(LOCALES[language] ?? language, { timeZone: zone, timeZoneName: "short" }).formatToParts(new Date(iso));
  return parts.find((part) => part.type === "timeZoneName").value;
}

export function moment(iso, zone, language, say) {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  const time = new Intl.DateTimeFormat(LOCALES[language] ?? language, clock).format(new Date(iso));
  return say("date.moment", { day: day(iso, zone, language), time, zone: zoneName(iso, zone, language, say) });
}
