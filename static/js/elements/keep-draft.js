// <keep-draft data-key="…"> around the long texts of a form: this browser keeps them until the form is answered.
// They survive a lost line, a crash and a session that ran out, and come back with a note that can drop them.
// Drafts are each reader's own, and go when she signs out: machines are shared.
const READER = `draft:${document.body.dataset.reader ?? ""}:`;
const PAUSE = 400; // ms after the last key
const KINDS = ["textarea", "text", "email", "tel", "url", "search"];

const here = () => location.href.split("#")[0];
const isRefused = () => document.querySelector('.errors-summary, meta[name="answer"][content="refused"]') !== null;

// A browser that keeps nothing does without drafts.
const drafts = {
  read: (key) => attempt(() => JSON.parse(localStorage.getItem(key))),
  write: (key, draft) => attempt(() => localStorage.setItem(key, JSON.stringify(draft))),
  drop: (key) => attempt(() => localStorage.removeItem(key)),
  keys: (prefix) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? [],
};

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

class KeepDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.note = this.querySelector(".draft-note");
    this.button = this.note?.querySelector("button");
    for (const name of ["keepSoon", "send", "dropIt", "answered"]) this[name] = this[name].bind(this);
    this.addEventListener("input", this.keepSoon);
    this.button?.addEventListener("click", this.dropIt);
    this.form?.addEventListener("submit", this.send);
    document.addEventListener("htmx:after:request", this.answered);
    this.bringBack();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.removeEventListener("input", this.keepSoon);
    this.button?.removeEventListener("click", this.dropIt);
    this.form?.removeEventListener("submit", this.send);
    document.removeEventListener("htmx:after:request", this.answered);
  }

  get key() {
    return READER + this.dataset.key;
  }

  get fields() {
    return [...this.querySelectorAll("textarea, input")].filter((field) => field.name && KINDS.includes(field.type));
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  send() {
    this.keep(here());
  }

  keep(sentFrom) {
    clearTimeout(this.timer);
    const texts = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
    const isNew = isRefused() || this.fields.some((field) => field.value !== field.defaultValue);
    if (isNew) drafts.write(this.key, { texts, at: Date.now(), sentFrom });
    else drafts.drop(this.key);
  }

  bringBack() {
    const draft = drafts.read(this.key);
    if (!draft) return;
    const lost = this.fields.filter(({ name, value }) => draft.texts[name]?.trim() && draft.texts[name] !== value);
    if (!lost.length && !isRefused()) drafts.drop(this.key); // what was sent is what the page now shows
    for (const field of lost) {
      field.value = draft.texts[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (lost.length && this.note) this.say(draft.at);
  }

  say(moment) {
    const look = { dateStyle: "short", timeStyle: "short" };
    const time = new Intl.DateTimeFormat(document.documentElement.lang, look).format(moment);
    this.note.querySelector("span").textContent = this.note.dataset.restored.replace("{time}", time);
    this.note.hidden = false;
  }

  dropIt() {
    drafts.drop(this.key);
    for (const field of this.fields) field.value = field.defaultValue;
    this.note.hidden = true;
    this.fields[0]?.focus();
  }

  answered({ detail: { ctx } }) {
    if (ctx.request.form === this.form && ctx.response.status < 400) drafts.drop(this.key);
  }
}

// A page that a form itself led to, and that does not refuse it, is the answer to what was sent.
function dropAnswered() {
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type !== "navigate" || isRefused() || !document.referrer) return;
  for (const key of drafts.keys(READER)) {
    if (drafts.read(key)?.sentFrom === document.referrer) drafts.drop(key);
  }
}

// On the page that offers to send a form again, its draft goes along.
function sendAlong() {
  for (const key of drafts.keys(READER)) {
    const draft = drafts.read(key);
    if (draft?.sentFrom) drafts.write(key, { ...draft, sentFrom: here() });
  }
}

document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-forgets-drafts]")) drafts.keys("draft:").forEach(drafts.drop);
  if (target.matches("[data-sends-drafts]")) sendAlong();
});
dropAnswered();
customElements.define("keep-draft", KeepDraft);
