"""The columns of a roster, and the ways in which their headings are written."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.headers import Header, find_header
from network.foundation.spreadsheets.tables import Row

# Key: headings, the usual one first.  Case, diacritics, signs and what stands in brackets make no difference.
HEADINGS = {
    "full_name": (
        *("Họ và tên", "Họ tên", "Họ, tên", "Họ & tên", "Tên đầy đủ", "Họ và tên thành viên", "Họ tên thành viên"),
        *("Tên thành viên", "Họ và tên cán bộ", "Họ và tên khai sinh", "Full name", "Name"),
    ),
    "title": (
        *("Chức vụ", "Chức danh", "Chức vụ hiện nay", "Chức vụ, chức danh", "Chức vụ chính quyền", "Vị trí"),
        *("Chức vụ, đơn vị", "Chức vụ, đơn vị công tác", "Chức vụ, cơ quan", "Chức vụ, nơi công tác"),
        *("Chức vụ công tác", "Chức vụ và đơn vị công tác", "Chức danh, đơn vị công tác", "Vị trí công tác"),
        *("Position", "Title"),
    ),
    "organization": (
        *("Cơ quan", "Bộ, ngành", "Bộ, ban, ngành", "Bộ", "Cơ quan/Bộ, ngành", "Cơ quan (Bộ, ngành)"),
        *("Bộ, cơ quan", "Cơ quan công tác", "Cơ quan, đơn vị", "Cơ quan, tổ chức", "Tên cơ quan", "Tên bộ, ngành"),
        *("Bộ, cơ quan ngang bộ", "Cơ quan, đơn vị công tác", "Nơi công tác", "Tổ chức", "Organization", "Ministry"),
    ),
    "unit": (
        *("Đơn vị", "Vụ, Cục", "Vụ/Cục", "Vụ", "Vụ, Cục, Viện", "Vụ, đơn vị", "Vụ, Cục, đơn vị", "Tên đơn vị"),
        *("Đơn vị công tác", "Đơn vị/Vụ/Cục", "Vụ, Cục, Văn phòng", "Phòng, ban", "Đơn vị trực thuộc", "Unit"),
    ),
    "email": (
        *("Thư điện tử", "Email", "E-mail", "Địa chỉ email", "Địa chỉ thư điện tử", "Hộp thư", "Hộp thư điện tử"),
        *("Thư điện tử công vụ", "Email công vụ", "Mail", "Gmail"),
    ),
    "phone": (
        *("Điện thoại", "Điện thoại di động", "ĐTDĐ", "Di động", "Số điện thoại", "Số điện thoại di động", "SĐT"),
        *("Số ĐT", "ĐT", "Số di động", "Điện thoại liên hệ", "Số điện thoại liên hệ", "Mobile", "Phone", "Tel"),
    ),
    "office_phone": (
        *("Điện thoại cơ quan", "ĐTCQ", "ĐT cơ quan", "Số điện thoại cơ quan", "Điện thoại bàn", "Máy bàn"),
        *("Số máy bàn", "Điện thoại cố định", "Cố định", "Điện thoại văn phòng", "Office phone"),
    ),
    "category": (
        *("Diện thành viên", "Diện", "Diện tham gia", "UVBCH", "Ủy viên BCH", "Ủy viên Ban Chấp hành"),
        *("Diện thành viên/UVBCH", "Tư cách thành viên", "Tư cách", "Thành phần", "Category"),
    ),
    "term": ("Nhiệm kỳ", "Khóa", "Nhiệm kỳ tham gia", "Khóa, nhiệm kỳ", "Nhiệm kỳ BCH", "Term"),
    "joined_on": (
        *("Ngày tham gia", "Ngày tham gia Mạng lưới", "Tham gia từ", "Tham gia từ ngày", "Ngày vào Mạng lưới"),
        *("Ngày gia nhập", "Thời gian tham gia", "Thời điểm tham gia", "Tháng tham gia", "Từ ngày", "Joined on"),
    ),
    "sponsor": ("Người giới thiệu", "Giới thiệu bởi", "Người đề cử", "Chị giới thiệu", "Sponsor"),
    "expertise": (
        *("Lĩnh vực", "Chuyên môn", "Lĩnh vực, chuyên môn", "Lĩnh vực chuyên môn", "Lĩnh vực/chuyên môn"),
        *("Chuyên môn, lĩnh vực", "Lĩnh vực phụ trách", "Lĩnh vực công tác", "Thế mạnh", "Sở trường", "Expertise"),
    ),
    # A name in two columns; `HEADINGS` names them last, so that an error names the usual ones first.
    "family_names": ("Họ đệm", "Họ và đệm", "Họ, đệm", "Họ và tên đệm", "Họ, tên đệm", "Họ lót", "Họ"),
    "given_name": ("Tên", "Tên gọi"),
}

# What the screen calls a column where the file's own heading is not at hand.
LABELS = {
    "full_name": _l("Họ và tên"),
    "family_names": _l("Họ đệm"),
    "given_name": _l("Tên"),
    "title": _l("Chức vụ"),
    "unit": _l("Đơn vị"),
    "organization": _l("Cơ quan"),
    "email": _l("Thư điện tử"),
    "phone": _l("Điện thoại"),
    "office_phone": _l("Điện thoại cơ quan"),
    "category": _l("Diện thành viên"),
    "term": _l("Nhiệm kỳ"),
    "joined_on": _l("Ngày tham gia"),
    "sponsor": _l("Người giới thiệu"),
    "expertise": _l("Lĩnh vực"),
}

TEMPLATE_COLUMNS = tuple(key for key in HEADINGS if key not in ("unit", "family_names", "given_name"))
EXAMPLE_HEADINGS = ", ".join(HEADINGS[key][0] for key in ("full_name", "title", "organization", "email", "phone"))


def find_columns(rows: Iterable[Row]) -> Header:
    """The heading of a roster.

    Raises UnreadableFile when there is none, or when it has no column with names or none with ministries.
    """
    try:
        header = find_header(rows, HEADINGS)
    except UnreadableFile as fault:
        if fault.key == "no_header":
            raise UnreadableFile("no_header", headings=EXAMPLE_HEADINGS) from None
        raise
    missing = [LABELS[key] for key in _missing(header.columns.keys())]
    if missing:
        raise UnreadableFile(
            "missing_columns", row=header.number, columns=", ".join(map(str, missing)), headings=EXAMPLE_HEADINGS
        )
    return header


def _missing(present: set[str]) -> list[str]:
    """A name may stand in two columns, and a ministry behind the title: `Vụ trưởng Vụ Pháp chế, Bộ Tư pháp`."""
    missing = []
    if "full_name" not in present and not {"family_names", "given_name"} <= present:
        missing.append("full_name")
    if not {"organization", "unit", "title"} & present:
        missing.append("organization")
    return missing
