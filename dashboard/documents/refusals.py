"""How a document is turned down: what was found, and what would have been accepted."""

from dashboard.text import RefusedError, Text

ACCEPTED = Text(
    fr="PDF ; images PNG, JPEG, WebP et GIF ; texte en UTF-8 (.txt, .csv, .md) ; JSON et GeoJSON ; "
    "GPX, KML, KMZ, GeoPackage (.gpkg), Shapefile (.zip) ; Word, Excel, PowerPoint (.docx, .xlsx, "
    ".pptx) ; OpenDocument (.odt, .ods, .odp)",
    en="PDF; PNG, JPEG, WebP and GIF images; text in UTF-8 (.txt, .csv, .md); JSON and GeoJSON; "
    "GPX, KML, KMZ, GeoPackage (.gpkg), Shapefile (.zip); Word, Excel, PowerPoint (.docx, .xlsx, "
    ".pptx); OpenDocument (.odt, .ods, .odp)",
)


ENDLESS = Text(
    fr="un fichier de plusieurs millions d'éléments", en="a file of several million elements"
)


class UnacceptableDocumentError(RefusedError):
    """What the document holds is not accepted here, whatever it is called."""

    def __init__(self, found: Text, /, **values: object) -> None:
        super().__init__(
            Text(
                fr="Document refusé, rien n'a été gardé : c'est {found_fr}. Sont acceptés : "
                "{accepted_fr}.",
                en="Document refused, nothing was kept: it is {found_en}. Accepted: {accepted_en}.",
            ),
            found_fr=found.say("fr", **values),
            found_en=found.say("en", **values),
            accepted_fr=ACCEPTED.fr,
            accepted_en=ACCEPTED.en,
        )


class MislabelledDocumentError(RefusedError):
    """The name says one thing, the content another."""

    def __init__(self, name: str, found: Text, suffix: str) -> None:
        super().__init__(
            Text(
                fr="Document refusé, rien n'a été gardé : le nom « {name} » annonce un fichier "
                "{claimed}, le contenu est {found_fr}. Le renommer en {suffix} s'il est bien ce "
                "que l'on croit.",
                en="Document refused, nothing was kept: the name “{name}” announces a {claimed} "
                "file, the content is {found_en}. Rename it to {suffix} if it is what you think.",
            ),
            name=name,
            claimed="." + name.rpartition(".")[2],
            found_fr=found.fr,
            found_en=found.en,
            suffix=suffix,
        )


class DocumentTooLargeError(RefusedError):
    """The document is longer than this installation takes."""

    def __init__(self, most_mib: int) -> None:
        super().__init__(
            Text(
                fr="Document refusé, rien n'a été gardé : il dépasse {most} Mio. Le réduire, ou le "
                "couper en plusieurs.",
                en="Document refused, nothing was kept: it is over {most} MiB. Make it smaller, or "
                "cut it into several.",
            ),
            most=most_mib,
        )


class UnknownDocumentError(RefusedError):
    """There is no such document among those the reader may see, or its content is elsewhere."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            Text(
                fr="Aucun document « {sha256}… » n'est joint à cette opération ici.",
                en="No document “{sha256}…” is attached to this operation here.",
            ),
            sha256=sha256[:12],
        )
