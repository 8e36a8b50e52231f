// <poll-part data-src="/…" data-seconds="2">: fetches itself anew until what it gets no longer says data-src.
import htmx from "htmx";

class PollPart extends HTMLElement {
  connectedCallback() {
    if (this.dataset.src) this.timer = setTimeout(() => this.fetch(), 1000 * Number(this.dataset.seconds || 2));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async fetch() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", () => this.isConnected && this.fetch(), { once: true });
      return;
    }
    await htmx.ajax("GET", this.dataset.src, { source: this, target: this, swap: "outerHTML" });
    if (this.isConnected) this.connectedCallback(); // no answer, or not this time
  }
}

customElements.define("poll-part", PollPart);
