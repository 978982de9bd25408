// What is typed and not sent, by ticket and step, in this tab alone. The key goes with it: a resend after a reload is still the same request.
import * as kept from "./kept.js";

const name = (ticket, step) => `draft.${ticket}.${step}`;

export const load = (ticket, step) => kept.get(name(ticket, step));
export const save = (ticket, step, draft) => kept.set(name(ticket, step), draft);
export const drop = (ticket, step) => kept.drop(name(ticket, step));
