"""Facts about themes that others may hear of."""

from dataclasses import dataclass

from network.foundation.events import Event


@dataclass(frozen=True)
class ThemePublished(Event):
    theme_id: int
    year: int
