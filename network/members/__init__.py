"""Members (thành viên): people, the posts they hold, their place in the network."""
