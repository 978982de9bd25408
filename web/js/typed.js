// What people typed, without what nobody sees: marks that come along with a pasted text, which the API refuses and no citizen could find.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export const typed = (text) => String(text ?? "").replace(UNSEEN, "").trim();
