// <print-page hidden> around a button that prints the page; without script it stays hidden.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.print = () => window.print();
    this.addEventListener("click", this.print);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.print);
  }
}

customElements.define("print-page", PrintPage);
