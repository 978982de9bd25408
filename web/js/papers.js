// Documents of one complaint: picked, photographed or dropped; made small; sent one by one; followed until they are accepted.
import { call } from "./net.js";
import { make, one, show } from "./page.js";
import { row } from "./paper.js";
import { post } from "./post.js";
import { shrink } from "./shrink.js";
import { newKey } from "./store.js";

const LOOK_MS = 2000;
const LOOKS = 30;
const EXTRA = /\.(heic|heif)$/i;

export class Papers {
  // `enter` gives { ticket, token } of an open session, or nothing while there is no complaint yet.
  constructor(place, { say, language, enter }) {
    Object.assign(this, { place, say, language, enter, items: [], gone: new Set(), closed: false, looks: 0 });
    this.limits = JSON.parse(place.dataset.limits);
    for (const name of ["pick", "camera"]) {
      const input = one(`[data-input=${name}]`, place);
      one(`[data-${name}]`, place).onclick = () => input.click();
      input.onchange = () => {
        this.add([...input.files]);
        input.value = "";
      };
    }
    this.droppable(one("[data-drop]", place));
    addEventListener("online", () => this.items.filter(({ state }) => ["offline", "cut", "waiting"].includes(state)).forEach((item) => this.send(item)));
  }

  droppable(zone) {
    const over = (now) => (event) => {
      event.preventDefault();
      zone.classList.toggle("app-drop--over", now);
    };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      this.add([...event.dataTransfer.files]);
    });
  }

  get held() {
    return this.items.filter(({ state }) => state !== "refused" && state !== "removed").length;
  }

  left() {
    return this.closed ? 0 : this.limits.most - this.held;
  }

  async add(files) {
    const wrong = [];
    for (const file of files) {
      const fault = this.left() < 1 ? this.say("documents.full") : this.fault(file);
      if (fault) wrong.push(`${file.name}: ${fault}`);
      else await this.prepare(file);
    }
    const told = one("[data-wrong]", this.place);
    told.replaceChildren(...wrong.map((text) => make("span", { class: "app-lines", text })));
    show(told, wrong.length > 0);
  }

  fault({ type, size, name }) {
    const photo = type.startsWith("image/") || EXTRA.test(name);
    const kind = this.limits.types.find((each) => each.type === type);
    if (!kind && !/^image\/hei[cf]$/.test(type) && !EXTRA.test(name)) return this.say("rule.document_type");
    const most = kind?.bytes ?? this.limits.types[0].bytes;
    return !photo && size > most ? this.say("rule.document_size", { megabytes: most / 1e6 }) : "";
  }

  async prepare(file) {
    const item = { key: newKey(), name: file.name, state: "preparing", number: 0 };
    this.items.push(item);
    this.draw();
    item.blob = await shrink(file);
    item.type = item.blob.type;
    item.bytes = item.blob.size;
    await this.send(item);
  }

  // The same key is the same document: what was cut off goes on with a fresh form, and never becomes two.
  async send(item) {
    const session = await this.enter();
    if (!session) return this.turn(item, "waiting");
    const body = JSON.stringify({ type: item.type, size: item.bytes });
    const begun = await this.ask("", { method: "POST", body, key: item.key });
    if (begun.status !== 201) return this.turn(item, begun.status === 0 ? "offline" : "cut", begun.data.errors?.[0]?.message ?? begun.data.detail);
    Object.assign(item, { id: begun.data.id, number: begun.data.number });
    this.items = this.items.filter((each) => each === item || each.id !== item.id); // a look may have heard of it first
    if (!begun.data.upload) return this.look();
    this.turn(item, "sending");
    const sent = await post(begun.data.upload, item.blob, (percent) => this.turn(item, "sending", "", percent));
    if (!sent) return this.turn(item, navigator.onLine === false ? "offline" : "cut");
    this.turn(item, "quarantined");
    this.looks = 0;
    return this.look();
  }

  // The next person at this telephone sees nothing of it.
  clear() {
    clearTimeout(this.timer);
    this.items = [];
    this.closed = false;
    this.draw();
  }

  sendAll() {
    show(one("[data-wrong]", this.place), false);
    return Promise.all(this.items.filter(({ state }) => state === "waiting").map((item) => this.send(item)));
  }

  async remove(item) {
    if (item.id) {
      const answer = await this.ask(`/${item.id}`, { method: "DELETE" });
      if (answer.status !== 200) return this.turn(item, item.state, this.say("documents.failed"));
    }
    this.gone.add(item.id);
    this.items = this.items.filter((each) => each !== item);
    this.draw();
    one("[data-said]", this.place).textContent = this.say("documents.removed", { number: item.number || "" });
    one("[data-pick]", this.place).focus();
    return undefined;
  }

  async again(item) {
    await this.remove(item);
    one("[data-input=pick]", this.place).click();
  }

  async open(item) {
    const answer = await this.ask(`/${item.id}`);
    if (answer.status === 200) location.assign(answer.data.url);
    else this.turn(item, item.state, this.say("documents.failed"));
  }

  async ask(rest, asked = {}) {
    const { ticket, token } = (await this.enter()) ?? {};
    if (!token) return { status: 0, data: {} };
    return call(`/v1/complaints/${ticket}/attachments${rest}`, { ...asked, token, language: this.language });
  }

  // What the server knows wins; what only this page knows stays. An answer from before something was taken away does not bring it back.
  async look() {
    clearTimeout(this.timer);
    if (!(await this.enter())) return this.draw();
    const answer = await this.ask("");
    if (answer.status === 200) this.learn(answer.data);
    if (this.items.some(({ state }) => state === "quarantined") && this.looks < LOOKS) {
      this.looks += 1;
      this.timer = setTimeout(() => this.look(), LOOK_MS);
    }
    return undefined;
  }

  learn({ items = [], may_add: room }) {
    const here = new Map(this.items.filter(({ id }) => id).map((item) => [item.id, item]));
    for (const found of items.filter(({ id }) => !this.gone.has(id))) {
      const item = here.get(found.id) ?? { key: found.id };
      if (!here.has(found.id)) this.items.push(item);
      const busy = found.state === "requested" && item.blob;
      const { state: before } = item;
      Object.assign(item, { id: found.id, number: found.number, type: found.type, bytes: found.bytes, message: found.message, state: busy ? before : found.state });
      if (before && before !== item.state) this.tell(item);
    }
    this.closed = room === 0 && this.held < this.limits.most; // no room, and it is not the number of documents: the complaint is over
    this.draw();
  }

  turn(item, state, why = "", percent = 0) {
    const changed = item.state !== state;
    Object.assign(item, { state, why, percent });
    if (changed) this.tell(item);
    this.draw();
  }

  tell(item) {
    one("[data-said]", this.place).textContent = `${this.title(item)}: ${this.status(item)}`;
  }

  title({ number, name }) {
    return number ? this.say("documents.item", { number }) : name;
  }

  status({ state, percent = 0, message }) {
    return message ?? this.say(`documents.state.${state}`, { percent });
  }

  draw() {
    const list = one("[data-files]", this.place);
    const before = new Map([...list.children].map((line) => [line.dataset.key, line]));
    const lines = this.items.map((item) => row(before.get(item.key), item, this));
    if (lines.length !== list.children.length || lines.some((line, at) => list.children[at] !== line)) list.replaceChildren(...lines);
    show(one("[data-drop]", this.place), this.left() > 0);
    show(one("[data-full]", this.place), this.left() < 1);
  }
}
