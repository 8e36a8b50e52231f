"""By what a person is recognised at the door: e-mail addresses and phone numbers, each in one form however typed."""

import re
from unicodedata import normalize

import idna
from flask_babel import lazy_gettext as _l

from network.foundation.text import InvalidText, clean_line

LONGEST_ADDRESS, LONGEST_MAILBOX = 254, 64  # RFC 5321


class InvalidIdentifier(InvalidText):
    """What is written is no address and no number."""

    sentences = {
        "blank": _l("Xin chị nhập thư điện tử hoặc số điện thoại."),
        "neither": _l("Xin chị nhập thư điện tử, ví dụ hanh@bo.gov.vn, hoặc số điện thoại, ví dụ 0912 345 678."),
        "email": _l("Địa chỉ thư điện tử này chưa đúng. Xin chị xem lại, ví dụ hanh@bo.gov.vn."),
        "email_space": _l("Địa chỉ thư điện tử có dấu cách ở giữa. Xin chị bỏ dấu cách."),
        "email_marks": _l("Phần trước @ của thư điện tử viết không dấu. Xin chị tắt bộ gõ và nhập lại."),
        "email_domain": _l("Phần sau @ của thư điện tử chưa đúng. Xin chị xem lại, ví dụ bo.gov.vn."),
        "email_long": _l("Địa chỉ thư điện tử dài quá 254 ký tự. Xin chị xem lại."),
        "phone": _l("Số điện thoại này chưa đúng. Xin chị nhập đủ số, ví dụ 0912 345 678 hoặc 024 0000 0000."),
        "phone_several": _l("Ô này có hai số điện thoại trở lên. Xin chị để lại một số."),
        "phone_old": _l("Đầu số 11 chữ số này đã đổi từ năm 2018. Xin chị nhập số 10 chữ số hiện nay."),
        "phone_rounded": _l("Excel đã rút gọn số điện thoại này. Xin chị định dạng cột là Văn bản và nhập lại."),
    }


def identifier_key(written: str) -> tuple[str, str]:
    """Its kind, `email` or `phone`, and its key.  Raises InvalidIdentifier."""
    plain = _plain(written)
    if "@" in plain:
        return "email", email_key(plain)
    if re.search(r"[^\W\d_]", plain) and not _ROUNDED.fullmatch(plain):
        raise InvalidIdentifier("neither")
    return "phone", phone_key(plain)


def _plain(written: str) -> str:
    plain = normalize("NFKC", clean_line(written)).strip()
    if not plain:
        raise InvalidIdentifier("blank")
    return plain


_MAILBOX = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z])[a-z0-9-]{1,62}[a-z0-9]")


def email_key(written: str) -> str:
    """The address in lower case with its domain in ASCII: one mailbox, one key.  Raises InvalidIdentifier."""
    plain = _plain(written).casefold().removeprefix("mailto:")
    if " " in plain:
        raise InvalidIdentifier("email_space")
    mailbox, at, domain = plain.rpartition("@")
    if not at or not mailbox or "@" in mailbox:
        raise InvalidIdentifier("email")
    if not mailbox.isascii():
        raise InvalidIdentifier("email_marks")
    if len(plain) > LONGEST_ADDRESS:
        raise InvalidIdentifier("email_long")
    if len(mailbox) > LONGEST_MAILBOX or not _MAILBOX.fullmatch(mailbox):
        raise InvalidIdentifier("email")
    return f"{mailbox}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    try:
        ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise InvalidIdentifier("email_domain") from error
    if not _DOMAIN.fullmatch(ascii_domain):
        raise InvalidIdentifier("email_domain")
    return ascii_domain


_NATIONAL = re.compile(r"(?:[3579]\d|8[1-9])\d{7}|2\d{9}", re.ASCII)  # behind the zero: mobile, or fixed line
_STATE_LINE = re.compile(r"0(?:80\d{4,6}|69\d{5,8})", re.ASCII)  # 080.43100 and 069 …, which have no +84
_OLD_MOBILE = re.compile(r"1[2689]\d{8}", re.ASCII)
_ABROAD = re.compile(r"\+(?!84|0)\d{8,15}", re.ASCII)
_PREFIX = re.compile(r"^(?:\+|00)840?|^840?(?=\d{9,10}$)|^0", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[\s.()‐–—-]")
_BETWEEN_NUMBERS = re.compile(r"[/,;&|]|hoặc|và")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE | re.ASCII)


def phone_key(written: str) -> str:
    """The number as `+84912345678`, also when Excel ate its leading zero; lines of the state as `08043100`.

    Numbers abroad need their + and stay as they are.  Raises InvalidIdentifier.
    """
    plain = re.sub(r"^'|\.0$", "", _plain(written))  # what spreadsheets leave at either end
    if _ROUNDED.fullmatch(plain):
        raise InvalidIdentifier("phone_rounded")
    compact = _BETWEEN_DIGITS.sub("", plain.replace("(0)", ""))
    national = _PREFIX.sub("", compact, count=1)
    if _NATIONAL.fullmatch(national):
        return f"+84{national}"
    if _STATE_LINE.fullmatch(f"0{national}"):
        return f"0{national}"
    if _ABROAD.fullmatch(compact):
        return compact
    raise InvalidIdentifier(_phone_fault(plain, national))


def _phone_fault(plain: str, national: str) -> str:
    numbers = [part for part in _BETWEEN_NUMBERS.split(plain) if len(re.findall(r"\d", part)) > 5]
    if len(numbers) > 1 or len(re.findall(r"\d", plain)) > 15:
        return "phone_several"
    return "phone_old" if _OLD_MOBILE.fullmatch(national) else "phone"


def show_phone(key: str) -> str:
    """`0912 345 678`, `024 3825 2525`, `080.43100`."""
    if not key.startswith("+84"):
        return key if key.startswith("+") else f"{key[:3]}.{key[3:]}"
    digits = f"0{key[3:]}"
    if digits[:2] != "02":
        parts = digits[:4], digits[4:7], digits[7:]
    else:
        area = 3 if digits[:3] in ("024", "028") else 4  # Hà Nội and Thành phố Hồ Chí Minh, or another province
        parts = digits[:area], digits[area:-4], digits[-4:]
    return " ".join(parts)
