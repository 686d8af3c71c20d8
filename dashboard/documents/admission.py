"""Admitting a document: its content says what it is, and its name may not say otherwise."""

import mimetypes
from dataclasses import dataclass

from dashboard.documents.kinds import Kind, kind_named, kinds_of
from dashboard.documents.names import safe_name, suffix_of, with_suffix
from dashboard.documents.refusals import MislabelledDocumentError

SUFFIXES = frozenset(mimetypes.MimeTypes().types_map[True])
"""Ends of names that mean something to a machine; « compte rendu v2.1 » ends with none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A document that was looked at: its kind, and the name it may be shown under."""

    name: str
    kind: Kind


def admit(content: bytes, name: str) -> Admitted:
    """Return what ``content`` is, called ``name``.

    A name without an end of its own, or with one that means nothing, is given the usual one.

    Raises:
        UnacceptableDocumentError: Not of a kind that is accepted; says what was found.
        MislabelledDocumentError: The name announces another kind; says both.
    """
    shown = safe_name(name)
    kinds = kinds_of(content)
    suffix = suffix_of(shown)
    for kind in kinds:
        if suffix in kind.suffixes:
            return Admitted(name=shown, kind=kind)
    usual = kinds[0].suffixes[0]
    if suffix in SUFFIXES or kind_named(suffix) is not None:
        raise MislabelledDocumentError(shown, kinds[0].name, usual)
    return Admitted(name=with_suffix(shown, usual), kind=kinds[0])
