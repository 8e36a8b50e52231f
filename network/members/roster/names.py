"""A person's name as rosters have it: with her title before it, in capitals, with what nobody sees."""

import re
from collections.abc import Callable
from unicodedata import normalize

from network.foundation.folding import keep_tones
from network.foundation.names import check_name
from network.foundation.text import clean_line

# Marks and all: Bá and Đốc are names.  Longer words first.
_BEFORE_A_NAME = (
    *("đồng chí", "đ/c", "đ.c", "đc", "bà", "chị", "cô", "mrs", "ms"),
    *("phó giáo sư", "giáo sư", "tiến sĩ", "tiến sỹ", "thạc sĩ", "thạc sỹ", "bác sĩ", "bác sỹ", "luật sư", "kỹ sư"),
    *("nghệ sĩ nhân dân", "nghệ sĩ ưu tú", "nhà giáo nhân dân", "nhà giáo ưu tú", "nsnd", "nsưt", "ngnd", "ngưt"),
    *("pgs", "gs", "tskh", "ts", "ths", "bsckii", "bscki", "bsck2", "bsck1", "ckii", "cki", "bs", "ls", "ks", "cn"),
    *("đại tướng", "thượng tướng", "trung tướng", "thiếu tướng"),
    *("đại tá", "thượng tá", "trung tá", "thiếu tá", "đại úy", "thượng úy", "trung úy", "thiếu úy"),
)
_PREFIX = re.compile(rf"(?:(?:{'|'.join(map(re.escape, _BEFORE_A_NAME))})(?:\s*[.,:/–-]\s*|\s+))+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_name(written: str, note: Callable[..., None]) -> str:
    """The name alone.  `note(key, **gaps)` is told what was changed.  Raises NameProblem."""
    name = clean_line(written)
    if _UNSEEN.search(written):
        note("hidden")
    if (prefix := _PREFIX.match(keep_tones(name))) and prefix.end() < len(name):
        note("prefix", prefix=name[: prefix.end()].rstrip(" ,:-–/"))
        name = name[prefix.end() :]
    check_name(name)
    if name.isupper() or name.islower():
        name = normalize("NFC", name.title())
        note("capitals", name=name)
    return name
