"""A name under which a document can be shown and saved anywhere: accents stay, tricks go."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
NAMELESS = "document"

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control characters, half characters, and what is there without being seen: one that turns the
reading direction round shows a name that ends in “exe.pdf” for one that ends in “fdp.exe”."""

FORBIDDEN = re.compile(r'[<>:"|?*]')
"""What Windows does not take in a name."""


def safe_name(name: str) -> str:
    r"""Return ``name`` without folders, unseen characters or too many of any.

    >>> safe_name("C:\\plans\\Hôtel-Dieu\n(accès).pdf")
    'Hôtel-Dieu (accès).pdf'
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        letter for letter in last if letter.isspace() or unicodedata.category(letter) not in HIDDEN
    )
    plain = FORBIDDEN.sub("-", unicodedata.normalize("NFC", " ".join(seen.split())))
    return _short(plain.strip(" .")) or NAMELESS


def suffix_of(name: str) -> str:
    """Return how ``name`` ends, in lower case with its dot; "" where it has no such end."""
    return PurePosixPath(name).suffix.lower()


def with_suffix(name: str, suffix: str) -> str:
    """Return ``name`` with ``suffix`` after all it has."""
    return _short(name + suffix)


def _short(name: str) -> str:
    """Cut a name in its middle: its end says what it is."""
    if len(name) <= LONGEST:
        return name
    suffix = PurePosixPath(name).suffix[:10]
    return name[: LONGEST - len(suffix) - 1].rstrip(" .") + "…" + suffix
