"""Photos: what is taken, what is refused, and why."""

import os
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from network.members import photos
from network.members.photos import UnusablePhoto, draw_anew


def make_image(kind: str = "JPEG", size: tuple[int, int] = (600, 800), mode: str = "RGB", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, options.pop("colour", 120)).save(out, kind, **options)
    return out.getvalue()


def make_moving() -> bytes:
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def make_huge_png() -> bytes:
    """A PNG that says it is 50,000 by 50,000, in a few hundred bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

REFUSED = {
    "none": b"",
    "svg": SVG,
    "unknown": b"MZ\x90\x00" + b"\0" * 500,
    "broken": make_image()[:2000],
    "wide": make_huge_png(),
    "moving": make_moving(),
    "small": make_image("PNG", (40, 40)),
    "heavy": make_image() + b"\0" * photos.LARGEST_FILE,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 200,
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_gives_no_photo_is_refused_for_a_reason(why):
    with pytest.raises(UnusablePhoto) as refusal:
        draw_anew(REFUSED[why])

    assert refusal.value.key == why


@pytest.mark.parametrize("content", [b"\xff\xd8\xff" + os.urandom(300), b"\x89PNG\r\n\x1a\n" + os.urandom(300)])
def test_noise_behind_a_good_beginning_is_broken(content):
    with pytest.raises(UnusablePhoto):
        draw_anew(content)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "I;16"),
        ("PNG", "1"),
        ("WEBP", "RGBA"),
    ],
)
def test_images_of_all_kinds_become_two_squares(kind, mode):
    colour = {"RGBA": (10, 20, 30, 40), "LA": (10, 20)}.get(mode, 1)

    photo = draw_anew(make_image(kind, (300, 400), mode, colour=colour))

    drawn = [Image.open(BytesIO(content)) for content in photo]
    assert [(image.format, image.size, image.mode) for image in drawn] == [
        ("WEBP", (512, 512), "RGB"),
        ("WEBP", (128, 128), "RGB"),
    ]


def test_what_the_camera_noted_is_gone_and_the_photo_stands_upright():
    image, notes = Image.new("RGB", (300, 200), "blue"), Image.Exif()
    image.paste("red", (0, 0, 150, 200))  # left half; a camera held sideways says so
    notes[0x0112], notes[0x010F], notes[0x8825] = 6, "Máy của tôi", {1: "N", 2: (21.0, 1.0, 0.0)}
    out = BytesIO()
    image.save(out, "JPEG", exif=notes, quality=95)

    drawn = Image.open(BytesIO(draw_anew(out.getvalue()).large))

    assert (dict(drawn.getexif()), "exif" in drawn.info, "icc_profile" in drawn.info) == ({}, False, False)
    assert (drawn.getpixel((256, 20))[0] > 200, drawn.getpixel((256, 490))[2] > 200) == (True, True)
