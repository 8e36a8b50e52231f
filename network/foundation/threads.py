"""Long reckonings beside the event loop, so that nobody else waits for them."""

from collections.abc import Callable
from typing import TypeVar

import gevent
from gevent import monkey

Result = TypeVar("Result")


def beside_the_loop(work: Callable[..., Result], *given: object) -> Result:
    """Call a function in a real thread and wait for it.  It must not touch the database or the request."""
    if monkey.is_module_patched("threading"):
        return gevent.get_hub().threadpool.apply(work, given)
    return work(*given)  # a command, a test: nobody waits
