"""Organisations (cơ quan, đơn vị) through time: ministries now, Union units later."""
