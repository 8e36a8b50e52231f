"""The blueprint that all pages of accounts are on."""

from flask import Blueprint

from network.accounts import sign_in

bp = Blueprint("accounts", __name__)
bp.record_once(lambda state: sign_in.init_app(state.app))
