"""A photo as it comes in."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from network.foundation.forms import Form
from network.members.photos import LARGEST_FILE


class PhotoForm(Form):
    """One file; what it is decides whoever reads it, not its name."""

    photo = FileField(_l("Ảnh của chị"))

    def content(self) -> bytes:
        """What was sent: none is empty, and of a file too large no more than shows that it is."""
        return self.photo.data.read(LARGEST_FILE + 1) if self.photo.data else b""
