"""The addresses of people: the directory, their pages, their photos, and what organisers keep about them."""

from network.members.views import directory, people, photos
from network.members.views.blueprint import bp

__all__ = ["bp", "directory", "people", "photos"]
