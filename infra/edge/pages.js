// Runs at CloudFront before a page is looked for: a language for who comes without one, an address for every folder.
// infra/edge.py puts the languages and the pages in the place of the two names in capitals.
var languages = LANGUAGES;
var pages = PAGES;

function handler(event) {
  var request = event.request;
  if (request.uri === "/") return moved(302, "/" + preferred(request.headers["accept-language"]) + "/", request);
  var parts = request.uri.split("/");
  var last = parts[parts.length - 1];
  if (last.indexOf(".") > 0) return request;
  if (last !== "") return moved(301, request.uri + "/", request);
  if (languages.indexOf(parts[1]) < 0) return lost(preferred(request.headers["accept-language"]));
  if (pages.indexOf(parts.slice(2).join("/")) < 0) return lost(parts[1]);
  request.uri += "index.html";
  return request;
}

function preferred(header) {
  var wanted = (header ? header.value : "").split(",").map(function (part) {
    var halves = part.trim().split(";q=");
    return { tag: halves[0].toLowerCase().split("-")[0], weight: halves.length > 1 ? parseFloat(halves[1]) : 1 };
  });
  wanted.sort(function (a, b) { return b.weight - a.weight; });
  var known = wanted.filter(function (one) { return one.weight > 0 && languages.indexOf(one.tag) >= 0; });
  return known.length ? known[0].tag : languages[0];
}

// One slash at the start, never two: "//elsewhere.example/" would lead away from us.
function moved(status, uri, request) {
  var asked = Object.keys(request.querystring).map(function (name) { return name + "=" + request.querystring[name].value; });
  var place = "/" + uri.replace(/^[\/\\]+/, "") + (asked.length ? "?" + asked.join("&") : "");
  return { statusCode: status, statusDescription: "Moved", headers: { location: { value: place }, vary: { value: "Accept-Language" } } };
}

function lost(language) {
  var place = "/" + language + "/404.html";
  var body = "<!doctype html><html lang=\"" + language + "\"><title>404</title><meta http-equiv=\"refresh\" content=\"0;url=" + place + "\"><a href=\"" + place + "\">404</a>";
  return { statusCode: 404, statusDescription: "Not Found", headers: { "content-type": { value: "text/html; charset=utf-8" } }, body: body };
}
