// <keep-draft data-key="…"> around the long texts of a form: this browser keeps them until the form is answered.
// What it keeps survives a lost line, a crash and a session that ran out; it is brought back with a note that can drop it.
const PREFIX = "draft:";
const PAUSE = 400; // ms after the last key

const here = () => location.href.split("#")[0];

// A page that the form itself led to, and that does not refuse it, is the answer to what was sent.
function forgetAnswered() {
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type !== "navigate" || document.querySelector('.errors-summary, meta[name="answer"][content="refused"]')) return;
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const { sentFrom } = JSON.parse(localStorage.getItem(key));
    if (sentFrom && sentFrom === document.referrer) localStorage.removeItem(key);
  }
}

class KeepDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.note = this.querySelector(".draft-note");
    this.keepSoon = this.keepSoon.bind(this);
    this.drop = this.drop.bind(this);
    this.answered = this.answered.bind(this);
    this.addEventListener("input", this.keepSoon);
    this.note?.querySelector("button").addEventListener("click", this.drop);
    this.send = () => this.keep(here());
    this.form?.addEventListener("submit", this.send);
    document.addEventListener("htmx:after:request", this.answered);
    this.bringBack();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.form?.removeEventListener("submit", this.send);
    document.removeEventListener("htmx:after:request", this.answered);
  }

  get key() {
    return PREFIX + this.dataset.key;
  }

  get fields() {
    return [...this.querySelectorAll("textarea[name], input[name]:not([type=hidden], [type=password], [type=file])")];
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  keep(sentFrom) {
    clearTimeout(this.timer);
    const texts = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
    const changed = this.fields.some((field) => field.value !== field.defaultValue);
    try {
      if (changed) localStorage.setItem(this.key, JSON.stringify({ texts, at: Date.now(), sentFrom }));
      else localStorage.removeItem(this.key);
    } catch {
      // a browser that keeps nothing: the form works without drafts
    }
  }

  bringBack() {
    const draft = this.read();
    if (!draft) return;
    const differing = this.fields.filter((field) => draft.texts[field.name]?.trim() && draft.texts[field.name] !== field.value);
    if (!differing.length) {
      localStorage.removeItem(this.key); // what was sent is what the page now shows
      return;
    }
    for (const field of differing) {
      field.value = draft.texts[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.say(draft.at);
  }

  say(moment) {
    if (!this.note) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" }).format(moment);
    this.note.querySelector("span").textContent = this.note.dataset.restored.replace("{time}", time);
    this.note.hidden = false;
  }

  drop() {
    localStorage.removeItem(this.key);
    for (const field of this.fields) field.value = field.defaultValue;
    this.note.hidden = true;
    this.fields[0]?.focus();
  }

  answered({ detail: { ctx } }) {
    if (ctx.request.form === this.form && ctx.response.status < 400) localStorage.removeItem(this.key);
  }
}

try {
  forgetAnswered();
} catch {
  // no storage, no drafts
}
customElements.define("keep-draft", KeepDraft);
