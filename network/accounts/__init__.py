"""Accounts (tài khoản): invitations, passwords, and who is signed in."""
