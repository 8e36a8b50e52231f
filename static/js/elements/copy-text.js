// <copy-text data-done="Đã chép"> around a read-only input and a button: the button copies what the input shows.
class CopyText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.copy = this.copy.bind(this);
    this.button.hidden = !navigator.clipboard;
    this.button.addEventListener("click", this.copy);
  }

  disconnectedCallback() {
    this.button.removeEventListener("click", this.copy);
    clearTimeout(this.timer);
  }

  async copy() {
    const input = this.querySelector("input");
    const words = this.button.querySelector("span");
    input.select();
    await navigator.clipboard.writeText(input.value);
    this.label ??= words.textContent;
    words.textContent = this.dataset.done;
    this.timer = setTimeout(() => (words.textContent = this.label), 3000);
  }
}

customElements.define("copy-text", CopyText);
