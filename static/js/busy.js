// A form is sent once: its button is busy, in the words of its data-busy, until there is an answer.
const WAITS = 15_000; // ms; a download answers without leaving the page, so the button comes back by itself

function rest(button) {
  if (button.dataset.rested === undefined) return;
  button.removeAttribute("aria-busy");
  button.querySelector("span").textContent = button.dataset.rested;
  delete button.dataset.rested;
}

function work(button) {
  const words = button.querySelector("span");
  button.dataset.rested = words.textContent;
  button.setAttribute("aria-busy", "true");
  words.textContent = button.dataset.busy;
  setTimeout(rest, WAITS, button);
}

document.addEventListener("submit", (event) => {
  const buttons = [...event.target.elements].filter((element) => element.dataset.busy);
  if (buttons.some((button) => button.ariaBusy === "true")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (event.submitter?.dataset.busy) work(event.submitter);
}, { capture: true });

const restAll = () => document.querySelectorAll("[data-rested]").forEach(rest);
document.addEventListener("htmx:finally:request", restAll);
window.addEventListener("pageshow", restAll);
