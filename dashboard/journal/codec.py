"""Entries as canonical text and back. A fact this version cannot read comes back ``Foreign``.

The text that was sealed is kept and exported word for word; nothing is ever sealed from a text
that was parsed and written again, so no other program needs our spelling of JSON to verify it.
"""

import json
from dataclasses import fields
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from dashboard.clock import instant
from dashboard.journal.entry import Claim, Draft
from dashboard.journal.facts import Fact, Foreign, Withheld

BY_NAME: dict[str, TypeAdapter[Any]] = {
    cls.__name__: TypeAdapter(cls) for cls in get_args(Fact) if cls not in {Foreign, Withheld}
}
CLAIMS = TypeAdapter(dict[str, Claim])
TYPES: dict[str, tuple[type, ...]] = {"approximate": (bool,), "corrects": (int, type(None))}
"""What the fields of an entry are; texts unless said here."""

APART = {"fact", "provenance", "audience", "embargo_until"}
"""Fields that are not written as they are."""

DEFAULTS = {f.name: f.default for f in fields(Draft) if f.name not in APART}


def canonical(content: object) -> str:
    """Return the one spelling we give ``content``: sorted keys, no spaces, no NaN."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def encode_fact(fact: Fact) -> tuple[str, dict[str, Any]]:
    """Return the name and the JSON body of ``fact``; a ``Foreign`` one as it was received."""
    if isinstance(fact, Foreign):
        return fact.name, dict(fact.body)
    name = type(fact).__name__
    if isinstance(fact, Withheld):
        return name, {}
    body: dict[str, Any] = BY_NAME[name].dump_python(fact, mode="json", exclude_defaults=True)
    return name, body


def decode_fact(name: str, body: dict[str, Any]) -> Fact:
    """Return the fact called ``name``; what this version cannot read whole stays ``Foreign``."""
    adapter = BY_NAME.get(name)
    if adapter is None:
        return Foreign(name=name, body=body)
    try:
        fact: Fact = adapter.validate_python(body)
    except ValidationError:
        return Foreign(name=name, body=body)
    return fact


def encode(draft: Draft) -> dict[str, Any]:
    """Return ``draft`` as plain JSON values; what has its usual value is left out."""
    name, body = encode_fact(draft.fact)
    said = {key: getattr(draft, key) for key in DEFAULTS}
    content = {key: value for key, value in said.items() if value != DEFAULTS[key]}
    content |= {"occurred_at": draft.occurred_at.isoformat(), "fact": name, "body": body}
    if draft.provenance:
        content["provenance"] = CLAIMS.dump_python(
            dict(draft.provenance), mode="json", exclude_defaults=True
        )
    if draft.audience is not None:
        content["audience"] = list(draft.audience)
    if draft.embargo_until is not None:
        content["embargo_until"] = draft.embargo_until.isoformat()
    return content


def decode(content: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a ``Draft`` read from ``content``; keys of others are left alone.

    Raises:
        KeyError: A field every entry has is missing.
        TypeError: A field is not what it should be.
        UnreadableTimeError: ``occurred_at`` names no instant.
    """
    said = {key: content[key] for key in DEFAULTS if key in content}
    for key, value in said.items():
        if type(value) not in TYPES.get(key, (str,)):
            raise TypeError(f"{key} is {value!r}")
    said["occurred_at"] = instant(content["occurred_at"])
    said["fact"] = decode_fact(content["fact"], content["body"])
    said["provenance"] = CLAIMS.validate_python(content.get("provenance", {}))
    said["audience"] = _names(content.get("audience"))
    embargo = content.get("embargo_until")
    said["embargo_until"] = None if embargo is None else instant(embargo)
    return said


def _names(said: Any) -> tuple[str, ...] | None:  # noqa: ANN401  whatever another house wrote
    if said is None:
        return None
    if not isinstance(said, list) or not all(isinstance(name, str) for name in said):
        raise TypeError(f"audience is {said!r}")
    return tuple(said)
