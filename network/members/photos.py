"""Photos of people: whatever she brings is read as an image, and what we keep is drawn anew from its pixels."""

import threading
from io import BytesIO
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageCms, ImageOps

from network.foundation import files
from network.foundation.text import InvalidText
from network.foundation.threads import beside_the_loop

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE = 96
FORMATS = ("JPEG", "PNG", "WEBP")
LARGE, SMALL = 512, 128  # the sides of what is kept; the small one is sharp at 60 px on a fine screen
FACE_HEIGHT = 0.35  # where a face is in most portraits, from the top: a crop keeps that
FOLDER = "photos"

_places = threading.BoundedSemaphore(2)  # a large image takes 160 MB while it is read


class UnusablePhoto(InvalidText):
    """A file that gives no photo, and what to bring instead."""

    sentences = {
        "none": _l("Xin chị chọn một tệp ảnh."),
        "heavy": _l("Ảnh nặng hơn 10 MB. Xin chị chọn ảnh nhỏ hơn, hoặc chụp lại ở cỡ vừa."),
        "wide": _l("Ảnh lớn hơn 40 triệu điểm ảnh. Xin chị thu nhỏ rồi gửi lại."),
        "small": _l("Ảnh nhỏ quá, mỗi cạnh cần ít nhất 96 điểm ảnh."),
        "svg": _l("Tệp này là hình vẽ (SVG hoặc trang web), chưa phải ảnh chụp. Xin chị gửi ảnh JPEG, PNG hoặc WebP."),
        "heic": _l("Ảnh HEIC của iPhone chưa đọc được ở đây. Xin chị lưu lại thành JPEG rồi gửi."),
        "unknown": _l("Tệp này chưa phải ảnh JPEG, PNG hoặc WebP. Xin chị chọn tệp khác."),
        "moving": _l("Ảnh động chưa dùng được. Xin chị chọn một ảnh tĩnh."),
        "broken": _l("Ảnh bị hỏng hoặc tải lên chưa trọn. Xin chị mở thử trên máy, rồi gửi lại."),
    }


class Photo(NamedTuple):
    """What is kept of a photo: two squares, as WebP."""

    large: bytes
    small: bytes


def photo_from(content: bytes) -> Photo:
    """The photo in a file, read while others go on.  Raises UnusablePhoto."""
    with _places:
        return beside_the_loop(draw_anew, content)


def draw_anew(content: bytes) -> Photo:
    """The photo in a file; takes up to a second.  Raises UnusablePhoto."""
    image = _upright(_open(content))
    return Photo(*(_square(image, side) for side in (LARGE, SMALL)))


def _open(content: bytes) -> Image.Image:
    """The image, its size known and its pixels not yet read."""
    if not content:
        raise UnusablePhoto("none")
    if len(content) > LARGEST_FILE:
        raise UnusablePhoto("heavy")
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise UnusablePhoto("wide") from error
    except Exception as error:  # a hostile file may raise anything
        raise UnusablePhoto(_kind_of(content)) from error
    if image.width * image.height > MOST_PIXELS:
        raise UnusablePhoto("wide")
    if min(image.size) < LEAST_SIDE:
        raise UnusablePhoto("small")
    # Phones keep a second picture behind a JPEG (MPO); that one does not move.
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        raise UnusablePhoto("moving")
    return image


def _kind_of(content: bytes) -> str:
    """Why nothing could be made of it."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "svg"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc"):
        return "heic"
    is_image = content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[8:12] == b"WEBP"
    return "broken" if is_image else "unknown"


def _upright(image: Image.Image) -> Image.Image:
    """Its pixels: turned as the camera was held, in the colours of screens, on white where it was clear."""
    try:
        image.draft("RGB", (2 * LARGE, 2 * LARGE))  # a large JPEG is read small
        image.load()
        image = ImageOps.exif_transpose(image)
        image = _in_screen_colours(image)
    except Exception as error:  # a hostile file may raise anything
        raise UnusablePhoto("broken") from error
    return image


def _in_screen_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # grey in 16 bits
        image = image.point(lambda grey: grey / 256).convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if (profile := image.info.get("icc_profile")) and image.mode in ("RGB", "CMYK"):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            pass  # a profile that says nothing useful: the plain colours will do
    return image.convert("RGB")


def _square(image: Image.Image, side: int) -> bytes:
    """A square of it, drawn anew: nothing of the file but its pixels goes on."""
    drawn = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS, centering=(0.5, FACE_HEIGHT))
    plain = Image.new("RGB", drawn.size)
    plain.paste(drawn)
    out = BytesIO()
    plain.save(out, "WEBP", quality=84, method=4)
    return out.getvalue()


def keep_photo(photo: Photo) -> str:
    """Write its files; returns the name by which a person holds it."""
    name = files.new_name()
    files.keep(FOLDER, large_file(name), photo.large)
    files.keep(FOLDER, small_file(name), photo.small)
    return name


def drop_photo(name: str) -> None:
    files.drop(FOLDER, large_file(name))
    files.drop(FOLDER, small_file(name))


def large_file(name: str) -> str:
    return f"{name}.webp"


def small_file(name: str) -> str:
    return f"{name}-{SMALL}.webp"
