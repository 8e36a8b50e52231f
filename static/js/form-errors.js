// A form that came back with errors: the summary is where she is led, so that it is read first.
const lead = () => document.querySelector(".errors-summary:not([data-seen])");

function show() {
  const summary = lead();
  if (!summary) return;
  summary.dataset.seen = "";
  summary.focus();
}

document.addEventListener("htmx:after:swap", show);
show();
