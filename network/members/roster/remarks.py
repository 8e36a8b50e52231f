"""What there is to say about a cell of a roster: what stands in the way of its row, and what was understood how.

Kept as keys and plain values, so that whoever looks reads it in her language.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Self

from flask_babel import lazy_gettext as _l

from network.foundation.formats import UnreadableDate
from network.foundation.identifiers import InvalidIdentifier
from network.foundation.names import NameProblem
from network.foundation.text import InvalidText, cut

SHOWN_CHARACTERS = 160


class RosterFault(InvalidText):
    """A row cannot be imported as it stands."""

    sentences = {
        "no_organization": _l(
            "Dòng này chưa có cơ quan. Xin chị ghi tên bộ, ngành; nếu ô gộp với ô trên, xin chị bỏ gộp rồi điền "
            "từng dòng."
        ),
        "unknown_organization": _l("Chưa có cơ quan “%(written)s”. Xin chị ghi tên đầy đủ hoặc mã, ví dụ BNV."),
        "misspelt_organization": _l(
            "Chưa có cơ quan “%(written)s”. Gần nhất là %(nearest)s. Xin chị sửa tên cho khớp."
        ),
        "several_organizations": _l("“%(written)s” có thể là %(names)s. Xin chị ghi tên đầy đủ."),
        "ended_organization": _l("%(name)s đã kết thúc. Xin chị ghi cơ quan hiện nay của chị ấy."),
        "too_long": _l("Ô này dài %(size)d ký tự, nhiều hơn mức %(limit)d. Xin chị rút gọn."),
        "unknown_category": _l(
            "Chưa rõ diện “%(written)s”. Xin chị ghi: Ủy viên Ban Chấp hành, khối bộ, ngành; Ủy viên Ban Chấp hành "
            "chuyên trách; Lãnh đạo nữ chưa là ủy viên; hoặc Đầu mối của Hội."
        ),
        "unknown_term": _l("Chưa có nhiệm kỳ “%(written)s”. Đang có: %(known)s."),
        "too_many_fields": _l("Ô này có %(count)d lĩnh vực. Xin chị giữ nhiều nhất %(most)d."),
        "sponsor_needed": _l(
            "Lãnh đạo nữ chưa là ủy viên tham gia theo lời giới thiệu. Xin chị ghi họ tên người giới thiệu."
        ),
        "own_sponsor": _l("Người giới thiệu phải là người khác. Xin chị xem lại tên."),
        "unknown_sponsor": _l(
            "Chưa thấy chị %(name)s trong danh bạ hay trong tệp. Xin chị xem lại tên người giới thiệu, hoặc nhập chị "
            "ấy trước."
        ),
        "several_sponsors": _l(
            "Có %(count)d chị tên %(name)s nên chưa rõ ai là người giới thiệu. Xin chị để trống ô này và ghi sau ở "
            "trang của chị ấy."
        ),
        "sponsor_left_out": _l("Người giới thiệu ở dòng %(line)d chưa nhập được. Xin chị sửa dòng ấy trước."),
        "email_of_another": _l("Thư này đang là của chị %(name)s. Xin chị xem lại địa chỉ."),
        "phone_of_another": _l("Số này đang là của chị %(name)s. Xin chị xem lại số."),
        "email_twice": _l("Thư này có ở cả dòng %(line)d, chị %(name)s. Mỗi chị cần một địa chỉ riêng."),
        "phone_twice": _l("Số này có ở cả dòng %(line)d, chị %(name)s. Mỗi chị cần một số riêng."),
        "seat_taken": _l(
            "Chị %(name)s đang giữ chức danh này. Xin chị ghi ngày thôi giữ của chị ấy trước, hoặc xem lại chức vụ."
        ),
        "seat_twice": _l(
            "Chức danh này có ở cả dòng %(line)d, chị %(name)s, mà mỗi lúc chỉ một người giữ. Xin chị xem lại."
        ),
        "changed_since": _l("Sau khi chị xem, danh bạ đã thay đổi. Xin chị bấm “Kiểm tra lại” rồi nhập tiếp."),
        "refused": _l("%(sentence)s"),
        "trouble": _l("Dòng này gặp trục trặc nên để nguyên. Xin chị thử lại; các dòng khác không bị ảnh hưởng."),
        "in_use": _l("Giữ lại, vì chị ấy đã có lời mời, tài khoản hoặc việc khác trong Mạng lưới."),
        "worked_on": _l("Giữ lại, vì sau khi nhập đã có người sửa thông tin của chị ấy."),
        "partly_kept": _l("Giữ nguyên mục đã được sửa sau khi nhập: %(fields)s."),
    }


NOTES = {
    "prefix": _l("Bỏ “%(prefix)s” trước họ tên."),
    "capitals": _l("Viết lại họ tên thành %(name)s."),
    "hidden": _l("Bỏ ký tự ẩn trong ô."),
    "lost_zero": _l("Thêm số 0 ở đầu: %(phone)s."),
    "several_phones": _l("Ô có %(count)d số, lấy số di động đầu tiên: %(phone)s."),
    "to_office": _l("%(phone)s là số máy bàn, ghi vào điện thoại cơ quan."),
    "several_emails": _l("Ô có %(count)d địa chỉ, lấy địa chỉ đầu tiên: %(email)s."),
    "former_name": _l("%(former)s nay là %(name)s."),
    "understood_as": _l("Hiểu là %(name)s."),
    "no_title": _l("Chưa có chức vụ, ghi tạm là “%(title)s”."),
    "no_category": _l("Chưa ghi diện, hiểu là Ủy viên Ban Chấp hành, khối bộ, ngành."),
    "first_of_month": _l("Chỉ có tháng, hiểu là ngày %(day)s."),
    "later_day": _l("Ngày này còn ở phía trước: đến ngày ấy chị ấy mới là thành viên."),
    "no_terms": _l("Chưa lưu nhiệm kỳ, vì chưa có nhiệm kỳ nào trong hệ thống."),
    "sponsor_passed_over": _l("Chưa lưu người giới thiệu, vì chưa thấy chị %(name)s trong danh bạ."),
    "same_as_line": _l("Cùng một người với dòng %(line)d, nên chỉ dòng ấy được nhập."),
    "fields_kept": _l("Chưa thêm lĩnh vực, vì chị ấy đã chọn đủ %(most)d lĩnh vực."),
    "alike_elsewhere": _l("Danh bạ có chị cùng tên ở cơ quan khác. Xin chị cho biết có phải là một người."),
    "alike_here": _l(
        "Danh bạ có chị cùng tên ở cùng cơ quan, nhưng khác thư hoặc số. Xin chị cho biết có phải là một người."
    ),
    "alike_without_marks": _l("Danh bạ có chị tên gần giống. Xin chị cho biết có phải là một người."),
    "alike_in_file": _l(
        "Dòng %(line)d có chị cùng tên ở cùng cơ quan, nhưng khác thư hoặc số. Xin chị cho biết có phải là một người."
    ),
    "another_name": _l(
        "Thư hoặc số này đang là của chị %(name)s. Xin chị cho biết có phải là một người, nay viết tên khác."
    ),
}

# Notes on what was written wrongly; the others tell how something right was understood.
MENDED = {"prefix", "capitals", "hidden", "lost_zero", "several_phones", "to_office", "several_emails"}

_FAULTS = {kind.__name__: kind for kind in (RosterFault, NameProblem, InvalidIdentifier, UnreadableDate, InvalidText)}
_NOTE = "note"


@dataclass(frozen=True)
class Remark:
    """A sentence about a cell.  `column`: the key of its column, "" for the whole row; `written`: what stands there."""

    column: str
    written: str
    key: str
    gaps: dict = field(default_factory=dict)
    kind: str = _NOTE

    @classmethod
    def of(cls, fault: InvalidText, column: str, written: str = "") -> Self:
        gaps = {name: cut(gap, SHOWN_CHARACTERS) if isinstance(gap, str) else gap for name, gap in fault.gaps.items()}
        return cls(column, cut(written, SHOWN_CHARACTERS), fault.key, gaps, type(fault).__name__)

    @property
    def is_fault(self) -> bool:
        return self.kind != _NOTE

    @property
    def sentence(self) -> str:
        sentences = _FAULTS[self.kind].sentences if self.is_fault else NOTES
        text = str(sentences[self.key])
        return text % self.gaps if self.gaps else text


def packed(remarks: Iterable[Remark]) -> list[dict]:
    """For a JSON column."""
    return [asdict(remark) for remark in remarks]


def unpacked(stored: Iterable[dict]) -> list[Remark]:
    return [Remark(**each) for each in stored]
