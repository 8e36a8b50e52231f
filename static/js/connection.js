// How this house uses htmx: parts never bring scripts, words of refusal are shown, lost lines are said.
import "htmx";

// The content policy would stop a script in a part anyway; it shall not even come to that.
document.addEventListener("htmx:before:swap", ({ detail }) => {
  for (const { fragment } of detail.tasks) {
    fragment?.querySelectorAll("script").forEach((script) => script.remove());
  }
});

// A notice that came instead of a part is read out and brought into sight.
document.addEventListener("htmx:after:swap", () => {
  const notice = document.querySelector('#notice[role="alert"]:not([data-seen])');
  if (!notice) return;
  notice.dataset.seen = "";
  notice.focus({ preventScroll: true });
  notice.scrollIntoView({ block: "center" });
});

// No answer at all: the page says so in its own words.
document.addEventListener("htmx:error", () => {
  const words = document.getElementById("no-connection");
  if (!words) return;
  const notice = words.content.firstElementChild.cloneNode(true);
  document.getElementById("notice")?.replaceWith(notice);
  notice.focus();
});
