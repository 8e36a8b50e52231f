"""A roster that somebody brings."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from network.foundation.forms import Form


class RosterForm(Form):
    file = FileField(_l("Tệp danh sách"), [FileRequired(_l("Xin chị chọn tệp Excel (.xlsx) hoặc CSV."))])
