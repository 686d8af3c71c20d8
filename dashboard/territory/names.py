"""Names as they are compared: without accents, capitals or hyphens, abbreviations written out.

What is typed and what is indexed go through the same functions, so that "Av. du Gal-Leclerc" and
"avenue general leclerc" meet. An abbreviation that may be two things ("CH": chemin, centre
hospitalier) is looked for as each of them.
"""

import re
import unicodedata

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "all": ("allee",), "av": ("avenue",), "ave": ("avenue",), "bat": ("batiment",),
    "bd": ("boulevard",), "bld": ("boulevard",), "blvd": ("boulevard",), "boul": ("boulevard",),
    "car": ("carrefour",), "carr": ("carrefour",), "cc": ("centre commercial",),
    "ch": ("chemin", "centre hospitalier"), "che": ("chemin",), "chem": ("chemin",),
    "chr": ("centre hospitalier regional",), "chs": ("centre hospitalier specialise",),
    "chu": ("centre hospitalier universitaire",), "chru": ("centre hospitalier regional",),
    "cdt": ("commandant",), "cne": ("capitaine",), "col": ("colonel",), "crs": ("cours",),
    "dr": ("docteur",), "esc": ("escalier",), "esp": ("esplanade",), "fbg": ("faubourg",),
    "fg": ("faubourg",), "gal": ("general",), "gare": ("gare",), "gd": ("grand",),
    "gde": ("grande",), "hlm": ("hlm",), "imp": ("impasse",), "lot": ("lotissement",),
    "lt": ("lieutenant",), "mal": ("marechal",), "mgr": ("monseigneur",), "mte": ("montee",),
    "nd": ("notre dame",), "pas": ("passage",), "pass": ("passage",), "pdt": ("president",),
    "pl": ("place",), "pr": ("professeur",), "prof": ("professeur",), "prom": ("promenade",),
    "pt": ("pont", "petit"), "qai": ("quai",), "qu": ("quai",), "quart": ("quartier",),
    "r": ("rue",), "rd": ("route departementale", "rond point"), "res": ("residence",),
    "rn": ("route nationale",), "rpt": ("rond point",), "rte": ("route",), "sgt": ("sergent",),
    "sq": ("square",), "st": ("saint",), "ste": ("sainte",), "sts": ("saints",),
    "stes": ("saintes",), "vc": ("voie communale",), "za": ("zone artisanale",),
    "zac": ("zone amenagement concerte",), "zi": ("zone industrielle",),
}  # fmt: skip
"""Those of French street signs and registers, and of hospitals."""

SMALL = frozenset(
    {
        "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "s",
        "sur", "the",
    }
)  # fmt: skip
"""Words a name is found without."""

HOUSE = re.compile(r"^\s*(\d{1,4})\s*(bis|ter|quater|[a-d](?![a-z]))?\s*,?\s+(?=\S)", re.IGNORECASE)
ROAD = re.compile(r"\b([adnm]) (\d+)\b")
"""A road by its number, written in two words or in one."""

WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Return ``text`` in plain small letters and digits, its words one space apart.

    >>> folded("Œuvre de l'Île-d’Yeu")
    'oeuvre de l ile d yeu'
    >>> folded("D 6098")
    'd6098'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    words = WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return ROAD.sub(r"\1\2", " ".join(words))


def written_out(text: str) -> str:
    """Return a name to be indexed: folded, its abbreviations written out.

    >>> written_out("Av. du Gal Leclerc"), written_out("Bd St-Michel")
    ('avenue du general leclerc', 'boulevard saint michel')
    """
    return " ".join(ABBREVIATIONS.get(word, (word,))[0] for word in folded(text).split())


def asked_words(text: str) -> list[tuple[str, ...]]:
    """Return the words of a question, each with all it may stand for; small words are left out.

    >>> asked_words("CH de Nantes")
    [('ch', 'chemin', 'centre hospitalier'), ('nantes',)]
    """
    words = folded(text).split()
    kept = [word for word in words if word not in SMALL] or words
    return [tuple(dict.fromkeys((word, *ABBREVIATIONS.get(word, ())))) for word in kept]


def house_in(text: str) -> tuple[str, str] | None:
    """Return the house number a question begins with and the rest of it; None without any.

    >>> house_in("12 bis, rue des Capucins"), house_in("rue du 8 mai")
    (('12bis', 'rue des Capucins'), None)
    """
    found = HOUSE.match(text)
    if found is None:
        return None
    return house_number(found[1] + (found[2] or "")), text[found.end() :]


def house_number(text: str) -> str:
    """Return a house number as it is compared.

    >>> house_number("12 BIS"), house_number("3")
    ('12bis', '3')
    """
    return folded(text).replace(" ", "")
