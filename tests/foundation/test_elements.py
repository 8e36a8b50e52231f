"""What our scripts do in a real Chromium, on small pages of their own under the house's content policy."""

import json
import threading
from pathlib import Path

import jinja2
import pytest
from flask import Flask, redirect, render_template, request
from playwright.sync_api import expect
from werkzeug.serving import make_server

from network.foundation import assets

pytestmark = pytest.mark.browser
TEMPLATES = Path(__file__).parents[2] / "templates"
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-n'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
PAGE = """{% from "shared/forms.html" import keep_draft, copyable, submit_button, token %}
{% from "shared/notices.html" import toast %}<!doctype html>
<html lang="vi"><head>{% include "shared/head.html" %}<title>Thử</title>{% if refused %}
<meta name="answer" content="refused">{% endif %}</head><body><main><div id="notice"></div>"""
FORM = """{% macro form() %}<form id="it" method="post" action="/plain"
 {% if not request.args.plain %}hx-post="/part" hx-target="#it" hx-swap="outerHTML"{% endif %}>
{% call keep_draft("talk-1") %}<label for="w">Ý kiến</label>
<textarea id="w" name="w">{{ text }}</textarea>{% endcall %}
<character-count for="w" data-limit="10" data-left="Còn {n}" data-over="Quá {n}"></character-count>
{{ submit_button("Gửi") }}</form>{% endmacro %}"""
BODY = "{{ form() }}{{ toast('Đã ghim', '/undo') }}{{ copyable('abc', 'Liên kết') }}"
END = """</main><template id="no-connection"><div id="notice" role="alert" tabindex="-1">Mất kết nối</div></template>
</body></html>"""
PAGES = {"page.html": FORM + PAGE + BODY + END}


class House:
    """A server of a few pages; `answer` is what the next htmx form gets, `heard` what was sent."""

    def __init__(self) -> None:
        self.heard: list[dict] = []
        self.answer: tuple = ("", 204)
        self.left = 2
        app = Flask("elements", static_folder=None)
        loaders = [jinja2.DictLoader(PAGES), jinja2.FileSystemLoader(TEMPLATES)]
        app.jinja_loader = jinja2.ChoiceLoader(loaders)
        app.jinja_env.globals.update(_=lambda words, **gaps: words % gaps if gaps else words)
        app.jinja_env.globals.update(csrf_token=lambda: "t", csp_nonce=lambda: "n")
        assets.init_app(app)
        app.after_request(self.add_policy)
        app.add_url_rule("/", view_func=self.show)
        app.add_url_rule("/part", view_func=self.take, methods=["POST"])
        app.add_url_rule("/plain", view_func=self.take_plain, methods=["POST"])
        app.add_url_rule("/poll", view_func=self.poll)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.port}"

    def add_policy(self, response):
        response.headers["Content-Security-Policy"] = POLICY
        return response

    def show(self, **given: object) -> str:
        return render_template("page.html", **given)

    def take(self):
        self.heard.append(request.form.to_dict())
        return self.answer

    def take_plain(self):
        self.heard.append(request.form.to_dict())
        return redirect("/?plain=1", 303) if self.answer[1] < 400 else (self.show(refused=True), 400)

    def poll(self):
        self.left -= 1
        again = 'data-src="/poll" data-seconds="0.05"' if self.left else ""
        return f"<poll-part {again}>còn {self.left}</poll-part>"


def visit(page, address: str = "/") -> None:
    """Open a page and wait for its scripts."""
    page.goto(address)
    page.wait_for_selector("keep-draft:defined", state="attached")


@pytest.fixture
def house():
    house = House()
    thread = threading.Thread(target=house.server.serve_forever)
    thread.start()
    yield house
    house.server.shutdown()
    thread.join()
    house.server.server_close()


@pytest.fixture
def page(chromium, house):
    """A fresh browser on the page; whatever breaks the content policy or throws fails the test."""
    context = chromium.new_context(base_url=house.address)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and troubles.append(said.text))
    visit(page)
    yield page
    context.close()
    assert troubles == []


def write_and_send(page, text: str) -> None:
    page.fill("#w", text)
    page.click("text=Gửi")


def test_a_second_press_sends_nothing_more(page, house):
    page.route("**/part", lambda route: (page.wait_for_timeout(200), route.continue_()))
    page.fill("#w", "Một lần")

    page.evaluate("const b = document.querySelector('#it button.btn--act'); b.click(); b.click(); b.click()")
    expect(page.locator("#it button.btn--act")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#it button.btn--act")).to_have_text("Gửi")

    assert [sent["w"] for sent in house.heard] == ["Một lần"]


def test_a_refusal_is_shown_and_read_out_in_the_notice(page, house):
    notice = '<div id="notice" role="alert" tabindex="-1">Lượt này đã có câu trả lời.</div>'
    house.answer = (notice, 409, {"HX-Retarget": "#notice", "HX-Reswap": "outerHTML"})

    write_and_send(page, "Tôi nhận")

    expect(page.locator("#notice")).to_have_text("Lượt này đã có câu trả lời.")
    expect(page.locator("#notice")).to_be_focused()
    expect(page.locator("#w")).to_have_value("Tôi nhận")


def test_a_form_with_errors_takes_the_place_of_the_one_that_was_sent(page, house):
    house.answer = ('<form id="it"><div class="errors-summary" tabindex="-1">Còn 1 mục</div></form>', 422)

    write_and_send(page, "x")

    expect(page.locator(".errors-summary")).to_be_focused()


def test_a_lost_line_is_said_and_what_was_written_stays(page):
    page.route("**/part", lambda route: route.abort())

    write_and_send(page, "Chưa tới")

    expect(page.locator("#notice")).to_have_text("Mất kết nối")
    expect(page.locator("#w")).to_have_value("Chưa tới")


def test_a_script_in_a_part_never_runs(page, house):
    house.answer = ('<form id="it">Xong<script>document.title = "chạy"</script></form>', 200)

    write_and_send(page, "x")
    expect(page.locator("#it")).to_have_text("Xong")

    assert (page.title(), page.locator("#it script").count()) == ("Thử", 0)


def test_a_draft_comes_back_after_a_crash_and_can_be_dropped(page):
    page.fill("#w", "Bản nháp dài")
    page.evaluate("new Promise((done) => setInterval(() => localStorage.length && done(), 20))")

    visit(page)
    expect(page.locator("#w")).to_have_value("Bản nháp dài")
    expect(page.locator(".draft-note")).to_contain_text("Đây là bản nháp chị viết lúc")
    page.click("text=Bỏ bản nháp")
    visit(page)

    expect(page.locator("#w")).to_have_value("")
    expect(page.locator(".draft-note")).to_be_hidden()


def test_a_draft_goes_when_htmx_brought_an_answer(page, house):
    house.answer = ('<p id="it">Đã gửi</p>', 200)

    write_and_send(page, "Xin gửi")
    expect(page.locator("#it")).to_have_text("Đã gửi")

    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(("status", "kept"), [(303, 0), (400, 1)])
def test_a_draft_sent_without_htmx_goes_only_when_it_arrived(page, house, status, kept):
    house.answer = ("", status)
    visit(page, "/?plain=1")

    with page.expect_navigation():
        write_and_send(page, "Gửi thường")
    page.wait_for_selector("keep-draft:defined", state="attached")

    assert page.evaluate("localStorage.length") == kept


def test_letters_are_counted_as_a_reader_counts_them(page):
    page.fill("#w", "Nguyễn")
    expect(page.locator("character-count")).to_have_text("Còn 4")

    page.fill("#w", "Nguyễn Thị Hoà")

    expect(page.locator("character-count")).to_have_text("Quá 4")
    expect(page.locator("character-count")).to_have_attribute("data-over-limit", "")


def test_a_toast_goes_by_itself_but_not_while_it_is_focused(page):
    page.clock.install()
    visit(page)
    page.focus(".toast__undo")
    page.clock.run_for(20_000)
    expect(page.locator(".toast")).to_be_visible()

    page.focus("#w")
    page.clock.run_for(8_000)

    expect(page.locator(".toast")).to_have_count(0)


def test_a_part_polls_until_it_says_no_more(page, house):
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        ' \'<poll-part data-src="/poll" data-seconds="0.05">…</poll-part>\')'
    )

    expect(page.locator("poll-part")).to_have_text("còn 0")
    page.wait_for_timeout(200)
    assert house.left == 0


def test_a_text_is_copied(page, house):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.click("text=Chép")
    expect(page.locator("copy-text button")).to_have_text("Đã chép")

    assert page.evaluate("navigator.clipboard.readText()") == "abc"


def test_the_import_map_is_json(page):
    assert "htmx" in json.loads(page.locator("script[type=importmap]").text_content())["imports"]
