// How many characters the API takes of a text, by what it is.
export const MOST = { text: 10_000, source: 300, about: 200, address: 200 };
