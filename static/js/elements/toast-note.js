// <toast-note data-seconds="8">: a fact that goes by itself, but not while someone looks at it or is about to undo.
class ToastNote extends HTMLElement {
  connectedCallback() {
    this.stay = this.stay.bind(this);
    this.count = this.count.bind(this);
    for (const event of ["focusin", "pointerenter"]) this.addEventListener(event, this.stay);
    for (const event of ["focusout", "pointerleave"]) this.addEventListener(event, this.count);
    this.count();
  }

  disconnectedCallback() {
    this.stay();
  }

  stay() {
    clearTimeout(this.timer);
  }

  count() {
    this.stay();
    if (this.matches(":hover, :focus-within")) return;
    this.timer = setTimeout(() => this.remove(), 1000 * Number(this.dataset.seconds || 8));
  }
}

customElements.define("toast-note", ToastNote);
