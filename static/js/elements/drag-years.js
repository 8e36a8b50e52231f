// <drag-years> around a form (year, other_year) and a table: what is draggable in a [data-year] cell may be dropped on
// another year's column; the form then asks what the change of places would cost.
const cellOf = (event) => event.target.closest?.("[data-year]");

class DragYears extends HTMLElement {
  connectedCallback() {
    for (const name of ["dragstart", "dragover", "drop", "dragend"]) this.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const name of ["dragstart", "dragover", "drop", "dragend"]) this.removeEventListener(name, this);
  }

  handleEvent(event) {
    this[event.type](event, cellOf(event)?.dataset.year);
  }

  dragstart(event, year) {
    this.year = year;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", year);
    this.toggleAttribute("data-dragging", true);
  }

  dragover(event, year) {
    this.mark(year !== this.year && year);
    if (this.year && year && year !== this.year) event.preventDefault();
  }

  drop(event, year) {
    event.preventDefault();
    const form = this.querySelector("form");
    form.elements.year.value = this.year;
    form.elements.other_year.value = year;
    form.requestSubmit();
  }

  dragend() {
    this.year = undefined;
    this.mark();
    this.removeAttribute("data-dragging");
  }

  mark(year) {
    for (const cell of this.querySelectorAll("[data-year]")) cell.toggleAttribute("data-drop", cell.dataset.year === year);
  }
}

customElements.define("drag-years", DragYears);
