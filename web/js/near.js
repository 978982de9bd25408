// Which places are near: positions are those of cities, to about ten kilometres, so that an order can be told and a distance cannot.

const RADIANS = Math.PI / 180;

// The square of the distance on a map that is flat around here: enough to say which is nearer.
function apart([latitude, longitude], here) {
  const east = ((longitude - here.longitude + 540) % 360) - 180;
  return (latitude - here.latitude) ** 2 + (east * Math.cos(here.latitude * RADIANS)) ** 2;
}

// rows: [slug, name, city, province, [latitude, longitude]]; the last is missing where nobody knows it.
export function nearest(rows, here, most = 6) {
  const known = rows.filter((row) => row[4]);
  return known.sort((one, other) => apart(one[4], here) - apart(other[4], here)).slice(0, most);
}

// Ask the device, which asks its owner; the position stays on the device.
export function locate(device = navigator.geolocation) {
  return new Promise((found, refused) => {
    if (!device) return refused(new Error("no position"));
    return device.getCurrentPosition(({ coords }) => found(coords), refused, { timeout: 15_000, maximumAge: 600_000 });
  });
}
