"""What pages bring with them: our stylesheet and modules, what others made, the shapes of the motif.

Every address carries the hash of its content, so browsers keep what they have for good.  All of it
is read at start (in debug whenever a file changes), and text is kept compressed as well.
"""

import gzip
import hashlib
import json
import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from flask import Flask, Response, abort, current_app, request
from markupsafe import Markup

from network.foundation import motif

STATIC = Path(__file__).parents[2] / "static"
STYLESHEET = "app.css"
# The order of precedence: each a file of that name in css/, or a folder of files.
LAYERS = ("fonts", "reset", "tokens", "base", "layout", "components", "screens", "utilities", "print")
OWN_FILES = ("js/**/*.js", "brand/*")
FOREVER = "public, max-age=31536000, immutable"
MOST_PETALS = 99


class Asset:
    """One file as it is sent."""

    def __init__(self, name: str, body: bytes, address: str | None = None) -> None:
        stem, dot, ending = name.rpartition(".")
        self.body = body
        self.etag = hashlib.sha256(body).hexdigest()[:12]
        self.address = address or f"{stem}.{self.etag}{dot}{ending}"
        self.type = {"js": "text/javascript", "woff2": "font/woff2"}.get(ending) or guess_type(name)[0]
        is_text = self.type.startswith("text/") or ending in ("svg", "json", "webmanifest")
        self.gzipped = gzip.compress(body, 9, mtime=0) if is_text else None


class Assets:
    """All files by name, as templates call them, and by address, as browsers do."""

    def __init__(self, static: Path) -> None:
        self.static = static
        self.by_name = self._vendor_files() | self._own_files()
        self.by_name[STYLESHEET] = Asset(STYLESHEET, self._stylesheet().encode())
        self.by_address = {asset.address: asset for asset in self.by_name.values()}
        self.import_map = json.dumps({"imports": self._modules()}, separators=(",", ":"))
        self.made_from = self._files_now()

    def _vendor_files(self) -> dict[str, Asset]:
        vendor = self.static / "vendor"
        if not (vendor / "manifest.json").exists():
            raise RuntimeError("static/vendor is missing: run `python tools/fetch_vendor.py`.")
        files = json.loads((vendor / "manifest.json").read_text())["files"]
        return {name: Asset(name, (vendor / hashed).read_bytes(), f"vendor/{hashed}") for name, hashed in files.items()}

    def _own_files(self) -> dict[str, Asset]:
        files = [file for pattern in OWN_FILES for file in self.static.glob(pattern)]
        names = {file.relative_to(self.static).as_posix(): file for file in files}
        return {name: Asset(name, file.read_bytes()) for name, file in names.items()}

    def _css_files(self, layer: str) -> list[Path]:
        css = self.static / "css"
        return [*css.glob(f"{layer}.css"), *sorted((css / layer).glob("*.css"))]

    def _stylesheet(self) -> str:
        """Every file of css/ in the layer that its place names, comments left out."""
        parts = [f"@layer {', '.join(LAYERS)};"]
        for layer in LAYERS:
            for file in self._css_files(layer):
                parts.append(f"@layer {layer} {{\n{file.read_text('utf-8')}\n}}")
        joined = re.sub(r"/\*.*?\*/", "", "\n".join(parts), flags=re.DOTALL)
        joined = re.sub(r"\n\s*", "\n", joined)
        return re.sub(r'url\("asset:([^"]+)"\)', lambda found: f'url("{self.url(found[1])}")', joined)

    def url(self, name: str) -> str:
        return f"/static/{self.by_name[name].address}"

    def _modules(self) -> dict[str, str]:
        """Module names and their addresses: htmx, `app`, `elements/keep-draft` and so on, each to its address."""
        own = {
            name.removeprefix("js/").removesuffix(".js"): self.url(name)
            for name in self.by_name
            if name.startswith("js/")
        }
        return {"htmx": self.url("htmx.js"), **own}

    def _files_now(self) -> tuple:
        patterns = ("css/**/*.css", "vendor/manifest.json", *OWN_FILES)
        files = sorted(file for pattern in patterns for file in self.static.glob(pattern))
        return tuple((file, file.stat().st_mtime_ns) for file in files)

    def are_stale(self) -> bool:
        return self.made_from != self._files_now()


def _assets() -> Assets:
    found: Assets = current_app.extensions["assets"]
    if current_app.debug and found.are_stale():
        found = current_app.extensions["assets"] = Assets(found.static)
    return found


def asset_url(name: str) -> str:
    """The address of a file of static/, as `brand/favicon.svg`, or of a fetched one, as `icons.svg`."""
    return _assets().url(name)


def stylesheet_url() -> str:
    return asset_url(STYLESHEET)


def icon_sprite_url() -> str:
    """The drawing of all icons; `#name` after it picks one."""
    return asset_url("icons.svg")


def import_map() -> Markup:
    """The content of the page's `<script type="importmap">`."""
    return Markup(_assets().import_map)  # noqa: S704, nobody's words but ours


@cache
def _motif_asset(petals: int) -> Asset:
    return Asset(f"motif/{petals}.svg", motif.sheet(petals).encode())


def motif_url(petals: int) -> str:
    """The shapes of a lotus or seal of so many petals; `#petal`, `#seal` and so on after it pick one."""
    return f"/static/{_motif_asset(min(petals, MOST_PETALS)).address}"


def _find(address: str) -> Asset:
    if drawn := re.fullmatch(r"motif/(\d\d?)\.\w+\.svg", address):
        asset = _motif_asset(int(drawn[1]))
        return asset if asset.address == address else abort(404)
    return _assets().by_address.get(address) or abort(404)


def send_asset(address: str) -> Response:
    asset = _find(address)
    compressed = asset.gzipped is not None and request.accept_encodings["gzip"] > 0
    response = Response(asset.gzipped if compressed else asset.body, mimetype=asset.type)
    response.headers["Cache-Control"] = FOREVER
    response.set_etag(f"{asset.etag}-gzip" if compressed else asset.etag)
    if asset.gzipped is not None:
        response.vary.add("Accept-Encoding")
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    return response.make_conditional(request)


send_asset.open_to_all = True  # the door of foundation/views.py: nothing here is anyone's secret


def init_app(app: Flask, static: Path = STATIC) -> None:
    app.extensions["assets"] = Assets(static)
    app.add_url_rule("/static/<path:address>", endpoint="static", view_func=send_asset)
    app.jinja_env.globals.update(
        asset_url=asset_url,
        stylesheet_url=stylesheet_url,
        icon_sprite_url=icon_sprite_url,
        import_map=import_map,
        motif_url=motif_url,
        motif=motif,
        initials=motif.initials,
    )
