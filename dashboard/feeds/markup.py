"""XML from elsewhere, read as it goes; a document that declares a DTD or entities is refused.

An entity can be made to unfold without end, or to fetch what it names; no format of positions
needs one.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse

from dashboard.text import RefusedError, Text

DAMAGED = Text(
    fr="Ce XML est abîmé ou coupé : {fault}. Ce qui précède a été lu.",
    en="This XML is damaged or was cut: {fault}. What comes before was read.",
)
FORBIDDEN = Text(
    fr="Ce XML déclare une DTD ou des entités, qui peuvent nuire : il n'est pas lu. L'envoyer "
    "sans DOCTYPE.",
    en="This XML declares a DTD or entities, which can do harm: it is not read. Send it without a "
    "DOCTYPE.",
)


def walk(body: bytes, wanted: Collection[str]) -> Iterator[tuple[list[Element], Element]]:
    """Yield each element called one of ``wanted`` with those around it, the nearest last.

    Those inside another that is wanted come with it. What was yielded is given up when the next
    is asked for, so that a long file takes no more memory than a short one.

    Raises:
        RefusedError: The document ends too early, is damaged, or could harm.
    """
    above: list[Element] = []
    inside = 0
    with _said():
        for event, element in iterparse(BytesIO(body), events=("start", "end"), forbid_dtd=True):
            is_wanted = local(element) in wanted
            if event == "start":
                above.append(element)
                inside += is_wanted
                continue
            above.pop()
            inside -= is_wanted
            if is_wanted and not inside:
                yield above, element
            if above and not inside:
                del above[-1][:]


def element_of(body: bytes) -> Element:
    """Return the one element of a short document.

    Raises:
        RefusedError: It ends too early, is damaged, or could harm.
    """
    with _said():
        element: Element = fromstring(body, forbid_dtd=True)
        return element


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


@contextmanager
def _said() -> Iterator[None]:
    """Say what is wrong with a document."""
    try:
        yield
    except DefusedXmlException:
        raise RefusedError(FORBIDDEN) from None
    except (ParseError, ValueError, LookupError, RecursionError) as fault:
        raise RefusedError(DAMAGED, fault=str(fault)[:120]) from None
