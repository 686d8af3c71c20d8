"""Asking another process of this Vigie: a call there is a call here, by a socket of the machine.

    with answering(common) as line:     # in the parent
        Far(line, "attempts").begin(…)  # in a worker, which was given the line when it was started

Not a manager of ``multiprocessing``: that holds a thread for each thread that ever asked, and puts
its hands on the standard output when it ends. The socket lies in a folder that only this user
opens, and whoever calls proves the key.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from secrets import token_bytes
from typing import Any

from dashboard.text import RefusedError, Text

PATIENCE_S = 10
"""How long an answer may take, in seconds: it takes a tenth of a millisecond."""

LOG = logging.getLogger(__name__)


class EndingError(RefusedError):
    """The process that is asked is no longer there: so ends this one."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Vigie s'arrête ou redémarre : réessayer dans un instant.",
                en="Vigie stops or starts again: try again in a moment.",
            )
        )


class Line:
    """Asks the process that answers at ``address``; as many at once as there are who ask."""

    def __init__(self, address: Any, key: bytes) -> None:  # noqa: ANN401  as the system has it
        self._address = address
        self._key = key
        self._free: list[Connection] = []

    def __reduce__(self) -> tuple[object, ...]:
        """Return what makes the same line in another process."""
        return Line, (self._address, self._key)

    def ask(self, name: str, method: str, /, *given: object, **named: object) -> Any:  # noqa: ANN401
        """Return what ``method`` of what is kept as ``name`` returns.

        Raises:
            EndingError: Nobody answers.
        """
        try:
            try:
                connection = self._free.pop()
            except IndexError:
                connection = Client(self._address, authkey=self._key)
            connection.send((name, method, given, named))
            if not connection.poll(PATIENCE_S):
                raise TimeoutError
            done, answer = connection.recv()
        except (OSError, EOFError, AuthenticationError) as error:
            raise EndingError from error
        self._free.append(connection)
        if not done:
            raise RuntimeError(answer)
        return answer


class Far:
    """Stands for what is kept as ``name`` in the process at the end of ``line``."""

    def __init__(self, line: Line, name: str) -> None:
        self._line = line
        self._name = name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        """Return what asks for ``method`` there."""
        if method.startswith("_"):
            raise AttributeError(method)
        return partial(self._line.ask, self._name, method)


@contextmanager
def answering(kept: object) -> Iterator[Line]:
    """Answer whoever asks for what ``kept`` has; give the line they ask by."""
    key = token_bytes(32)
    with Listener(authkey=key, backlog=64) as listener:
        threading.Thread(target=_answer_all, args=(listener, kept), daemon=True).start()
        yield Line(listener.address, key)


def _answer_all(listener: Listener, kept: object) -> None:
    while True:
        try:
            connection = listener.accept()
        except (AuthenticationError, EOFError, ConnectionError):
            continue  # whoever that was
        except OSError:
            return  # it is closed
        threading.Thread(target=_answer, args=(connection, kept), daemon=True).start()


def _answer(connection: Connection, kept: object) -> None:
    with connection, suppress(EOFError, OSError):
        while True:
            name, method, given, named = connection.recv()
            try:
                answer = True, getattr(getattr(kept, name), method)(*given, **named)
            except Exception as error:
                LOG.exception("%s.%s", name, method)
                answer = False, repr(error)
            connection.send(answer)
