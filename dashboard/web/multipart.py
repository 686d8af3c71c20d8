"""Forms with a file in them: ``multipart/form-data`` as browsers write it (RFC 7578)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BOUNDARY = re.compile(r'multipart/form-data\s*;.*?boundary="?([^";\s]{1,70})"?', re.IGNORECASE)
SAID = {
    name: re.compile(rb'content-disposition:[^\r\n]*;\s*%s="([^"\r\n]*)"' % name, re.IGNORECASE)
    for name in (b"name", b"filename")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field of a form: its name, the name of its file if it is one, and what it holds."""

    name: str
    file: str
    content: bytes


def boundary_in(content_type: str) -> bytes | None:
    """Return what parts the fields of a form; None where there is no such form.

    >>> boundary_in('multipart/form-data; boundary=----x1')
    b'----x1'
    """
    found = BOUNDARY.match(content_type)
    return None if found is None else found[1].encode(errors="replace")


def parts_of(body: bytes, boundary: bytes) -> Iterator[Part]:
    r"""Yield the fields of a form; of one that is not all here, those that are.

    >>> said = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n12\r\n--x--'
    >>> [(part.name, part.content) for part in parts_of(said, b"x")]
    [('a', b'12')]
    """
    mark = b"--" + boundary
    if not body.startswith(mark):
        return
    start = len(mark)
    while body[start : start + 2] != b"--":
        head_end = body.find(b"\r\n\r\n", start)
        end = body.find(b"\r\n" + mark, head_end + 4)
        if head_end < 0 or end < 0:
            return
        head = body[start:head_end]
        yield Part(
            name=_said(head, b"name"),
            file=_said(head, b"filename"),
            content=body[head_end + 4 : end],
        )
        start = end + 2 + len(mark)


def _said(head: bytes, name: bytes) -> str:
    """Return what the head of a field says of it; browsers write quotes as in an address."""
    found = SAID[name].search(head)
    return found[1].decode(errors="replace").replace("%22", '"') if found else ""
