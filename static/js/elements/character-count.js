// <character-count for="id" data-limit="500" data-left="Còn {n} ký tự" data-over="…{n}…">: how many letters are left.
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const lettersOf = (text) => [...segmenter.segment(text.normalize("NFC"))].length;

class CharacterCount extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.count = this.count.bind(this);
    this.field?.addEventListener("input", this.count);
    if (this.field?.value) this.count();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.count);
  }

  count() {
    const left = Number(this.dataset.limit) - lettersOf(this.field.value.trim());
    this.toggleAttribute("data-over-limit", left < 0);
    this.textContent = (left < 0 ? this.dataset.over : this.dataset.left).replace("{n}", Math.abs(left));
  }
}

customElements.define("character-count", CharacterCount);
