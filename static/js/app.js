// The one script of a page: htmx, and the elements that do what HTML alone does not.
import "connection";
import "busy";
import "form-errors";
import "elements/character-count";
import "elements/copy-text";
import "elements/drag-years";
import "elements/keep-draft";
import "elements/poll-part";
import "elements/print-page";
import "elements/reveal-password";
import "elements/toast-note";
