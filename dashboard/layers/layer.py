"""What a layer is. Read ``medical_posts.py`` for how one is written.

Layers are data: they name symbols, colours, fields and sentences, and never touch a Dash component
or a map library. From the one declaration come the drawing, the legend, the popup, the form and
the lines of the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.journal import Transitioned, Values
from dashboard.picture import MapObject
from dashboard.text import Locale, RefusedError, Text

Shape = Literal["rectangle", "circle", "square", "diamond", "triangle", "flag", "hexagon", "cross"]
GeometryKind = Literal["point", "line", "polygon", "any"]
FieldType = Literal["text", "count", "measure", "choice", "time", "flag", "object"]
Nature = Literal["deployed", "mobile", "given"]


class UnknownVerbError(RefusedError):
    """The verb does not exist for this kind, or not from the object's present status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A state an object can be in, and how it looks: dashed is planned, hatched is over.

    ``badge`` is a letter or two beside the symbol, for states that must be told apart at a
    glance; the colour stays the function's, so that nothing is said by colour alone. What is
    ``urgent`` is never gathered with others and lies above them. Without news for longer than
    ``stale_after_min`` minutes, what is drawn may no longer be so, and is drawn as doubtful.
    """

    label: Text
    dashed: bool = False
    hatched: bool = False
    badge: str = ""
    urgent: bool = False
    stale_after_min: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value an object carries: one row of the popup, one input of the form.

    Attributes:
        label: The name users read.
        type: ``count`` is a whole number from 0; ``measure`` a number in ``unit``; ``choice`` one
            of ``choices``; ``time`` an ISO 8601 instant; ``flag`` yes or no; ``object``
            the id of another object.
        required: The form asks for it.
        unit: Written behind the number.
        choices: For ``choice``: the label of each value.
        aside: It is asked for and shown elsewhere than in the form and on the card of the object.
    """

    label: Text
    type: FieldType = "text"
    required: bool = False
    unit: str = ""
    choices: Mapping[str, Text] = field(default_factory=dict)
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """Something a user does to an object: one button, one status change, one log line."""

    label: Text
    before: tuple[str, ...]
    after: str
    log: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectLayer:
    """A kind of thing the journal records: how it looks, what it carries, what happens to it.

    Attributes:
        key: The kind, as the journal says it.
        label: The name of the layer, plural.
        one: How one of them is called in a sentence; may use ``{name}``.
        code: Two to four letters in the symbol, so that no kind is told by its colour alone.
        shape: The outline of the symbol.
        colour: The colour of its function (domain: red fire, green people, blue water, orange
            hazard, violet command, black means), ``#rrggbb``.
        geometry: What may be drawn.
        rank: Which label gives way when two would overlap: the lower one does.
        counted: The fields that count people there, written beside the symbol in this order.
        urgent_when_counted: One that is not over and counts anybody is urgent.
        statuses: By name in the journal, in the order an object goes through them.
        fields: By key in ``values``, in reading order; ``name`` names the object.
        verbs: By name in the journal.
        nature: ``deployed`` is put in place by decision, so that it may be elsewhere than planned,
            or not planned at all; ``mobile`` is wherever it has gone; ``given`` is there whoever
            decides.
    """

    key: str
    label: Text
    one: Text
    code: str
    shape: Shape
    colour: str
    geometry: GeometryKind = "point"
    rank: int = 0
    counted: tuple[str, ...] = ()
    urgent_when_counted: bool = False
    statuses: Mapping[str, Status]
    fields: Mapping[str, Field]
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    nature: Nature = "deployed"

    def status(self, name: str) -> Status:
        """Return the status called ``name``; one we do not know is drawn as unknown."""
        return self.statuses.get(name, UNKNOWN_STATUS)

    def call(self, obj: MapObject, locale: Locale) -> str:
        """Return how ``obj`` is called in a sentence."""
        return self.one.say(locale, name=self.name_of(obj, locale))

    def name_of(self, obj: MapObject, locale: Locale) -> str:
        """Return the name of ``obj``, or its id, to stand where sentences of this kind have one.

        A post its author called "PMA Nord" is not called "PMA PMA Nord".
        """
        name = obj.name
        word = self.one.say(locale).partition("{name}")[0].casefold()
        return name[len(word) :] if word and name.casefold().startswith(word) else name

    def verbs_for(self, obj: MapObject) -> dict[str, Verb]:
        """Return the verbs a user may choose for ``obj`` now."""
        return {key: verb for key, verb in self.verbs.items() if obj.status in verb.before}

    def do(self, key: str, obj: MapObject) -> Transitioned:
        """Return the fact that ``key`` happened to ``obj``.

        Raises:
            UnknownVerbError: ``key`` is not possible from the object's present status.
        """
        verb = self.verbs_for(obj).get(key)
        if verb is None:
            raise UnknownVerbError(
                Text(
                    fr="« {verb} » n'est pas possible pour {one} : {status}.",
                    en="“{verb}” is not possible for {one}: {status}.",
                ),
                verb=key,
                one=obj.name,
                status=obj.status,
            )
        return Transitioned(object_id=obj.object_id, verb=key, status=verb.after)


def reported(key: str, values: Values) -> dict[str, object]:
    """Return every value given for field ``key``, by source; the unsigned one has the source ''.

    >>> reported("crowd", {"crowd@police": 9000, "crowd@organisers": 15000})
    {'police': 9000, 'organisers': 15000}
    """
    found: dict[str, object] = {}
    for name, value in values.items():
        field_key, _, source = name.partition("@")
        if field_key == key and value is not None:
            found[source] = value
    return found


UNKNOWN_STATUS = Status(label=Text(fr="Inconnu", en="Unknown"), badge="?")
