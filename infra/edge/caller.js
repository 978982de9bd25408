// Runs at CloudFront before a request goes to the API: whose connection it is, in a header that no caller can write,
// since it is overwritten here. decisions/0015 says who believes it.
function handler(event) {
  event.request.headers["x-aduan-caller"] = { value: event.viewer.ip };
  return event.request;
}
