"""When a reorganisation is refused, and in which words."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from network.foundation.errors import Refusal
from network.foundation.formats import show_date
from network.foundation.rendering import locale


def _day(day: date) -> str:
    return show_date(day, locale=locale())


class IntoItself(Refusal):
    message = _l("Một cơ quan không thể nhập vào chính mình. Xin chị chọn hai cơ quan khác nhau.")


class TooFewToConsolidate(Refusal):
    message = _l("Hợp nhất cần ít nhất hai cơ quan. Xin chị chọn thêm.")


class NoReceiver(Refusal):
    message = _l("Chia, tách cần ít nhất một nơi nhận. Xin chị chọn nơi nhận, hoặc ghi tên cơ quan mới.")


class MainSuccessorNeeded(Refusal):
    message = _l(
        "Khi một cơ quan chia hết, một nơi nhận phải là nơi kế thừa chính: nơi ấy giữ chỗ trong Mạng lưới và lượt "
        "đăng cai. Xin chị chọn nơi kế thừa chính."
    )


class MainSuccessorUnknown(Refusal):
    message = _l("Nơi kế thừa chính phải là một trong các nơi nhận. Xin chị xem lại.")


class NoMainSuccessorOfPart(Refusal):
    message = _l("Tách một phần thì cơ quan cũ vẫn còn, nên không có nơi kế thừa chính.")


class NothingChanges(Refusal):
    message = _l("Các mục chị ghi giống hệt hiện nay, nên chưa có gì để đổi.")


class NotThere(Refusal):
    """An organisation that does not exist on the day."""

    def __init__(self, name: str, day: date) -> None:
        self.name, self.day = name, day

    def __str__(self) -> str:
        return _(
            "%(name)s không có trong hồ sơ vào ngày %(day)s: chưa thành lập, hoặc đã kết thúc. "
            "Xin chị xem lại ngày có hiệu lực.",
            name=self.name,
            day=_day(self.day),
        )


class LaterChange(Refusal):
    """Something is on record for a later day."""

    def __init__(self, name: str, day: date) -> None:
        self.name, self.day = name, day

    def __str__(self) -> str:
        return _(
            "%(name)s đã có một thay đổi từ ngày %(day)s. Các quyết định được ghi theo thứ tự thời gian: "
            "xin chị chọn từ ngày ấy trở đi.",
            name=self.name,
            day=_day(self.day),
        )


class StillHasUnits(Refusal):
    """It ends, and nobody said where what stands under it goes."""

    def __init__(self, name: str, units: list[str]) -> None:
        self.name, self.units = name, units

    def __str__(self) -> str:
        return _(
            "%(name)s còn đơn vị trực thuộc: %(units)s. Xin chị chuyển các đơn vị ấy về nơi khác trước.",
            name=self.name,
            units=", ".join(self.units),
        )


class CircularParents(Refusal):
    """It would stand under itself."""

    def __init__(self, name: str, parent: str) -> None:
        self.name, self.parent = name, parent

    def __str__(self) -> str:
        return _(
            "%(parent)s nằm trong %(name)s, nên %(name)s không thể trực thuộc nơi ấy.",
            parent=self.parent,
            name=self.name,
        )


class NameTaken(Refusal):
    """Another of its kind has the name, at the same place and the same time."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return _(
            "Đã có một cơ quan cùng loại mang tên %(name)s trong thời gian ấy. Xin chị xem lại tên.", name=self.name
        )


class CodeTaken(Refusal):
    """Another existing organisation has the code."""

    def __init__(self, code: str, name: str) -> None:
        self.code, self.name = code, name

    def __str__(self) -> str:
        return _(
            "Mã %(code)s đang là của %(name)s trong thời gian ấy. Xin chị chọn mã khác.", code=self.code, name=self.name
        )
