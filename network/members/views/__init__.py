"""The addresses of people: the directory, their pages, their photos, and what organisers keep about them."""

from network.members.views import directory, keeping, memberships, people, photos, posts, roster, roster_rows, taking
from network.members.views.blueprint import bp

__all__ = ["bp", "directory", "keeping", "memberships", "people", "photos", "posts", "roster", "roster_rows", "taking"]
