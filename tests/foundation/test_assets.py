import gzip
import json
import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from network.foundation import assets
from tools import fetch_vendor

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
KB = 1024


@pytest.fixture
def small(tmp_path):
    """A static folder of a few files."""
    for name, text in {
        "css/tokens.css": ":root { --ink: black; } /* a secret of the trade */",
        "css/fonts.css": '@font-face { src: url("asset:fonts/sans.woff2"); }',
        "css/components/turn.css": ".turn { color: var(--ink); }",
        "js/app.js": 'import "elements/live-region";',
        "js/elements/live-region.js": "// nothing yet",
        "brand/mark.svg": "<svg/>",
        "vendor/htmx.1.js": "export default {};",
        "vendor/fonts/sans.1.woff2": "letters",
        "vendor/manifest.json": json.dumps(
            {"files": {"htmx.js": "htmx.1.js", "fonts/sans.woff2": "fonts/sans.1.woff2"}}
        ),
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def serve(static: Path) -> Flask:
    app = Flask("assets-of-a-test", static_folder=None)
    assets.init_app(app, static)
    return app


@pytest.fixture
def ours():
    return serve(assets.STATIC)


def test_a_file_is_kept_for_good_under_the_hash_of_its_content(small):
    app = serve(small)
    with app.test_request_context():
        address = assets.asset_url("brand/mark.svg")

    answer = app.test_client().get(address)

    assert re.fullmatch(r"/static/brand/mark\.[0-9a-f]{12}\.svg", address)
    assert (answer.data, answer.mimetype) == (b"<svg/>", "image/svg+xml")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_another_content_has_another_address(small):
    with serve(small).test_request_context():
        before = assets.asset_url("brand/mark.svg")
    (small / "brand/mark.svg").write_text("<svg><circle/></svg>")

    with serve(small).test_request_context():
        assert assets.asset_url("brand/mark.svg") != before


def test_in_debug_a_changed_file_is_served_without_a_restart(small):
    app = serve(small)
    app.debug = True
    (small / "css/components/turn.css").write_text(".turn { color: red; } .turn__host { color: blue; }")

    with app.test_request_context():
        address = assets.stylesheet_url()

    assert ".turn__host" in app.test_client().get(address).text


def test_the_stylesheet_joins_every_layer_in_order_without_comments(small):
    app = serve(small)
    with app.test_request_context():
        text = app.test_client().get(assets.stylesheet_url()).text

    assert text.startswith(f"@layer {', '.join(assets.LAYERS)};")
    assert "secret" not in text
    assert 'url("/static/vendor/fonts/sans.1.woff2")' in text
    assert text.index("@layer fonts {") < text.index("@layer tokens {") < text.index("@layer components {")


def test_text_goes_compressed_to_browsers_that_take_it(ours):
    with ours.test_request_context():
        address = assets.stylesheet_url()

    plain = ours.test_client().get(address, headers={"Accept-Encoding": "identity"})
    packed = ours.test_client().get(address, headers={"Accept-Encoding": "gzip, br"})

    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_a_file_that_the_browser_has_is_not_sent_again(small):
    app = serve(small)
    with app.test_request_context():
        address = assets.asset_url("js/app.js")
    tag = app.test_client().get(address).headers["ETag"]

    assert app.test_client().get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "address",
    ["app.css", "vendor/manifest.json", "../config.py", "motif/18.svg", "motif/18.000000000000.svg", "js/app.js"],
)
def test_nothing_else_is_served(ours, address):
    assert ours.test_client().get(f"/static/{address}").status_code == 404


def test_without_the_fetched_files_the_house_says_what_to_do(tmp_path):
    with pytest.raises(RuntimeError, match=r"run `python tools/fetch_vendor\.py`"):
        serve(tmp_path)


def test_the_door_to_assets_is_open_to_all():
    assert assets.send_asset.open_to_all


def test_every_module_that_a_module_imports_is_in_the_import_map(ours):
    with ours.test_request_context():
        known = json.loads(assets.import_map())["imports"]
    used = {
        name
        for file in (assets.STATIC / "js").rglob("*.js")
        for name in re.findall(r'^import (?:\S+ from )?"([^"]+)"', file.read_text(), re.MULTILINE)
    }

    assert used
    assert used <= known.keys()


def test_every_file_of_style_has_its_place_in_a_layer():
    css = assets.STATIC / "css"
    places = {file.relative_to(css).parts[0].removesuffix(".css") for file in css.rglob("*.css")}

    assert places == set(assets.LAYERS)


def test_every_icon_that_a_template_names_is_in_the_sprite():
    drawn = set((assets.STATIC / "icons.txt").read_text().split())
    named = {
        name for file in TEMPLATES for name in re.findall(r'(?:icon\(|[(,] ?name=)"([a-z0-9-]+)"', file.read_text())
    }

    assert {"search", "check"} <= named
    assert named - {"q"} <= drawn


def test_no_template_carries_style_or_script_of_its_own():
    for file in TEMPLATES:
        text = file.read_text()

        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:", text), file
        assert re.findall(r"<script(?![^>]*nonce=)", text) == [], file


def test_the_first_view_is_light(ours):
    """The budget: 150 KB of page, style and script, compressed, and 150 KB of fonts."""
    with ours.test_request_context():
        found = ours.extensions["assets"].by_name
    code = sum(len(asset.gzipped) for name, asset in found.items() if name.endswith((".js", ".css")))
    fonts = sum(len(asset.body) for name, asset in found.items() if "fonts/" in name and "italic" not in name)

    assert code < 60 * KB
    assert fonts < 150 * KB


def test_a_lotus_is_drawn_from_shared_shapes(ours):
    with ours.test_request_context():
        page = render_template_string("{{ motif_url(22) }}")

    answer = ours.test_client().get(page)

    assert answer.status_code == 200
    assert answer.text.count('id="') == 6


def test_the_lock_file_holds_hashes_and_names_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = [package for name, package in lock["packages"].items() if name]

    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)


def test_what_was_fetched_is_not_fetched_again():
    assert fetch_vendor.is_current()
