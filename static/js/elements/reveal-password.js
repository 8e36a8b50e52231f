// <reveal-password data-show="Hiện" data-hide="Ẩn"> around a password field and its button.
class RevealPassword extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.button = this.querySelector("button");
    this.toggle = this.toggle.bind(this);
    this.conceal = () => this.show(false);
    this.button.hidden = false;
    this.button.addEventListener("click", this.toggle);
    this.input.form?.addEventListener("submit", this.conceal); // browsers offer to keep passwords, not texts
  }

  disconnectedCallback() {
    this.button.removeEventListener("click", this.toggle);
    this.input.form?.removeEventListener("submit", this.conceal);
  }

  toggle() {
    this.show(this.input.type === "password");
  }

  show(plain) {
    this.input.type = plain ? "text" : "password";
    this.button.setAttribute("aria-pressed", plain);
    this.button.querySelector("span").textContent = plain ? this.dataset.hide : this.dataset.show;
  }
}

customElements.define("reveal-password", RevealPassword);
