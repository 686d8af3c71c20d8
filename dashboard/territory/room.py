"""A folder to build in, beside what was built before, so that what is done is moved in one step."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.text import RefusedError, Text


class BuildError(RefusedError):
    """What was to be built was not, for want of room or of rights."""


@contextmanager
def room(folder: Path, no_room: Text) -> Iterator[Path]:
    """Give a folder to work in, inside ``folder``; gone afterwards, however it went.

    Raises:
        BuildError: Nothing can be written there; says so by ``no_room``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    except OSError as error:
        raise BuildError(no_room, folder=folder, why=os.strerror(error.errno or 0)) from None
    try:
        yield work
    except OSError as error:
        raise BuildError(no_room, folder=folder, why=error.strerror or error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
