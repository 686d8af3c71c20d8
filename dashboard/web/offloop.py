"""Callbacks off the event loop: Dash on FastAPI runs plain functions on it, for everybody to wait.

One slow callback there freezes every open page. ``threaded`` makes ``app.callback`` run them in
threads, with their context: the reader and Dash's own ``ctx`` follow.
"""

import asyncio
import functools
import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from dash import Dash

Function = Callable[..., Any]

THREADS = ThreadPoolExecutor(max_workers=32, thread_name_prefix="callback")


def threaded(app: Dash) -> Dash:
    """Make the plain functions wired by ``app.callback`` run in threads."""
    wire = app.callback

    def callback(*args: Any, **kwargs: Any) -> Callable[[Function], Function]:  # noqa: ANN401
        register = wire(*args, **kwargs)

        def wired(function: Function) -> Function:
            register(off_loop(function))
            return function

        return wired

    app.callback = callback  # type: ignore[method-assign]
    return app


def off_loop(function: Function) -> Function:
    """Return ``function`` as one that does its work in a thread."""
    if inspect.iscoroutinefunction(function):
        return function

    @functools.wraps(function)
    async def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        work = functools.partial(copy_context().run, function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(THREADS, work)

    return run


def on_loop(app: Dash) -> list[str]:
    """Return the callbacks that would block the event loop: a test wants none."""
    wired = {key: spec.get("callback") for key, spec in app.callback_map.items()}
    return [key for key, call in wired.items() if call and not inspect.iscoroutinefunction(call)]
