"""What a document is, by its content alone: each kind is taken, whatever could do harm is not."""

import io
import struct
import zipfile

import pytest

from dashboard.documents import (
    KINDS,
    MislabelledDocumentError,
    UnacceptableDocumentError,
    admit,
    archive,
    images,
    maps,
    packages,
    texts,
)
from dashboard.documents.refusals import ACCEPTED
from tests.documents.samples import (
    CSV,
    EXECUTABLE,
    GOOD,
    GPX,
    HTML,
    KML,
    PDF,
    SVG,
    chunk,
    gif,
    jpeg,
    kmz,
    office,
    open_document,
    png,
    webp,
    zipped,
)


def refusal(content, name="document"):
    with pytest.raises(UnacceptableDocumentError) as refused:
        admit(content, name)
    assert refused.value.say("fr").startswith("Document refusé, rien n'a été gardé : c'est ")
    return refused.value.say("en")


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_recognised_by_its_content(name):
    content, media_type = GOOD[name]

    admitted = admit(content, name)

    assert (admitted.kind.media_type, admitted.name) == (media_type, name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.media_type)
def test_each_kind_has_its_sample_and_is_told_to_whoever_is_refused(kind):
    ends = [suffix.strip(".") for suffix in kind.suffixes]

    assert kind.media_type in {media_type for _, media_type in GOOD.values()}
    assert any(end in ACCEPTED.fr.lower() and end in ACCEPTED.en.lower() for end in ends)


def test_only_images_may_be_shown_by_a_browser():
    shown = {kind.media_type for kind in KINDS.values() if kind.inline}

    assert shown == {"image/png", "image/jpeg", "image/gif", "image/webp"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (SVG, "an SVG, which may hold a program"),
        (b"<?xml version='1.0'?><!DOCTYPE svg><svg/>", "an SVG"),
        (HTML, "an HTML page"),
        (b"Bonjour <ScRiPt src=x></script>", "an HTML page"),
        (b"\xef\xbb\xbf  <html>", "an HTML page"),
        (b"#!/bin/sh\nrm -rf /\n", "a script"),
        (EXECUTABLE, "a Windows program"),
        (b"\x7fELF\x02\x01\x01\0" + bytes(40), "a Linux program"),
        (b"Rar!\x1a\x07\x00" + bytes(9), "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(9), "a 7z archive"),
        (b"\x1f\x8b\x08\0" + bytes(9), "a gzip archive"),
        (bytes(257) + b"ustar\x0000", "a tar archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office document"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "an HEIC photograph"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film or a sound"),
        (b"ID3\x03\0\0\0\0\0\x21", "an MP3 sound"),
        (b"II*\0\x08\0\0\0" + bytes(20), "a “.tiff” file"),
        (b"\0\x01\x02\x03\0\0\0\0", "something Vigie does not recognise"),
        ("Évacué".encode("cp1252"), "a text that is not in UTF-8"),
        ("Évacué".encode("utf-16"), "a text that is not in UTF-8"),
        (b"<?xml version='1.0'?><feed/>", "an XML file “feed”"),
        (b"<gpx>", "an XML file that cannot be read"),
        (zipped([("plan.txt", b"x")]), "a ZIP archive."),
        (zipped([]), "an empty or damaged ZIP archive"),
    ],
)
def test_anything_else_is_refused_and_told_what_it_is(content, found):
    told = refusal(content, "plan.txt")

    assert f"it is {found}" in told
    assert told.endswith(f"Accepted: {ACCEPTED.en}.")


@pytest.mark.parametrize(
    ("name", "content", "claimed", "found"),
    [
        ("plan.pdf", png(), ".pdf", "a PNG image"),
        ("photo.jpg", PDF, ".jpg", "a PDF"),
        ("facture.pdf.exe", PDF, ".exe", "a PDF"),
        ("page.html", CSV, ".html", "a text"),
        ("trace.kml", GPX, ".kml", "a GPX track"),
        ("fiche.docx", office(".xlsx"), ".docx", "an Excel workbook"),
        ("note.csv", GOOD["fiche.odt"][0], ".csv", "an OpenDocument text"),
    ],
)
def test_a_file_that_lies_about_its_type_is_told_both(name, content, claimed, found):
    with pytest.raises(MislabelledDocumentError) as refused:
        admit(content, name)

    assert f"“{name}” announces a {claimed} file, the content is {found}" in refused.value.say("en")
    assert f"« {name} » annonce un fichier {claimed}" in refused.value.say("fr")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("photo", "photo.png"), ("plan v2.1", "plan v2.1.png"), ("", "document.png")],
)
def test_a_name_that_says_nothing_of_its_type_is_given_an_end(name, shown):
    assert admit(png(), name).name == shown


@pytest.mark.parametrize(
    "content",
    [
        png()[:-6],
        png().replace(b"IDAT", b"IDOT"),
        png(0, 1),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        jpeg()[:-2],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\0\0",
        b"\xff\xd8\xff\xff\xff",
        gif()[:-1],
        gif()[:-1] + b"\x99\0\x3b",
        webp()[:-3],
        b"RIFF\x04\0\0\0WEBP",
        b"RIFF\0\0\0\0WEBP",
    ],
)
def test_an_image_that_is_not_whole_is_refused(content):
    assert "damaged or incomplete" in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        png() + HTML,
        jpeg() + b"\n<script>alert(1)</script>",
        jpeg() + zipped([("a", b"b")]),
        gif() + b"x",
        webp() + SVG,
    ],
)
def test_an_image_with_something_behind_it_is_refused(content):
    assert "followed by something else" in refusal(content)


def test_an_image_that_unfolds_to_too_many_pixels_is_refused():
    assert "an image of 3600000000 pixels" in refusal(png(60_000, 60_000))


@pytest.mark.parametrize(
    ("content", "check"),
    [
        (b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"") * 50, "check_png"),
        (b"\xff\xd8" + b"\xff\xd0" * 50 + b"\xff\xd9", "check_jpeg"),
        (gif()[:-1] + b"\x21\xfe\0" * 50, "check_gif"),
        (gif()[:-1] + b"\x21\xfe" + b"\x01x" * 50, "check_gif"),
    ],
)
def test_an_image_of_too_many_blocks_is_refused(monkeypatch, content, check):
    monkeypatch.setattr(images, "MOST_BLOCKS", 20)

    with pytest.raises(UnacceptableDocumentError, match="damaged or incomplete"):
        getattr(images, check)(content)


@pytest.mark.parametrize("content", [PDF[:-8], PDF + HTML, PDF + png(), b"%PDF-1.4\n"])
def test_a_pdf_cut_short_or_with_something_behind_it_is_refused(content):
    assert "an incomplete PDF" in refusal(content)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<!DOCTYPE kml [<!ENTITY a 'aaaa'>]>" + KML.partition(b"?>")[2], "declares entities"),
        (KML.replace(b"<Point>", b"<script xmlns='http://www.w3.org/1999/xhtml'/><Point>"), "HTML"),
        (b"<?xml-stylesheet href='x.xsl'?>" + KML.partition(b"?>")[2], "an XML file"),
        (KML.replace(b"http://www.opengis.net/kml/2.2", b"urn:x"), "an XML file “kml”"),
        (KML.replace(b"<Document>", b"<Document>" + b"<Folder>" * 200), "cannot be read"),
    ],
)
def test_a_map_that_holds_more_than_a_map_is_refused(content, found):
    assert found in refusal(content)


def test_data_of_too_many_elements_is_refused_before_it_takes_all_memory(monkeypatch):
    monkeypatch.setattr(texts, "MOST_PARTS", 3)
    monkeypatch.setattr(texts, "MOST_VALUES", 5)
    monkeypatch.setattr(maps, "MOST_ELEMENTS", 3)

    assert "several million elements" in refusal(b"[[],[],[]]")
    assert "several million elements" in refusal(b"[1,2,3,4,5,6,7]")
    assert "several million elements" in refusal(KML)


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"n": NaN}', b"[1, 2"])
def test_what_is_nearly_json_is_only_a_text(content):
    assert admit(content, "note").kind.media_type == "text/plain"


def test_a_zip_bomb_is_refused_while_it_unfolds():
    bomb = office(".docx", ("main2.xml", bytes(300 * 1024 * 1024)))

    assert len(bomb) < 400_000
    assert "unfolds beyond measure" in refusal(bomb, "fiche.docx")


def test_a_bomb_inside_a_document_inside_a_document_is_found_too():
    inner = office(".xlsx", ("xl/a.xml", bytes(50 * 1024 * 1024)))

    assert "unfolds beyond measure" in refusal(office(".pptx", ("chart.xlsx", inner)))


def test_an_archive_that_lies_about_its_sizes_is_refused():
    honest = office(".docx", ("big.xml", b"a" * 100_000))
    lying = honest.replace(struct.pack("<I", 100_000), struct.pack("<I", 10))

    assert lying != honest
    assert "a damaged ZIP archive" in refusal(lying)


def test_entries_that_share_their_bytes_are_refused():
    """One content, told many times in the directory: the bomb that needs no nesting."""
    file = io.BytesIO(office())
    with zipfile.ZipFile(file, "a") as archive:
        first = archive.infolist()[1]
        twin = zipfile.ZipInfo("twin.xml")
        for field in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
            setattr(twin, field, getattr(first, field))
        archive.filelist.append(twin)
        archive.NameToInfo["twin.xml"] = twin
        archive._didModify = True

    assert "whose entries overlap" in refusal(file.getvalue())


@pytest.mark.parametrize(
    "entry",
    ["../evil.xml", "a/../../evil.xml", "/etc/passwd", "C:/x.xml", "a\\..\\x.xml", "a\nb.xml"],
)
def test_an_entry_that_leads_out_of_its_folder_is_refused(entry):
    assert "leads out of its folder" in refusal(office(".docx", (entry, b"x")))


def test_a_link_in_an_archive_is_refused():
    link = zipfile.ZipInfo("link.xml")
    link.create_system = 3
    link.external_attr = 0o120777 << 16

    assert "leads out of its folder" in refusal(office(".docx", (link, b"/etc/passwd")))


@pytest.mark.parametrize(
    "entry", ["word/vbaProject.bin", "word/VBAdata.bin", "xl/macrosheets/a.xml"]
)
def test_macros_are_refused(entry):
    assert "a document with macros" in refusal(office(".docx", (entry, b"x")), "fiche.docx")


def test_macros_are_refused_by_their_declaration_too():
    declared = office(main="wordprocessingml.document.macroEnabled.main+xml")

    assert "a document with macros" in refusal(declared)
    assert "a document with macros" in refusal(open_document(".odt", ("Basic/script-lc.xml", b"x")))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (office(".docx", ("word/media/a.png", EXECUTABLE)), "a ZIP archive with a program"),
        (office(".docx", ("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")), "declares entities"),
        (office(".docx", ("a.zip", zipped([("b.txt", b"c")]))), "a ZIP archive"),
        (
            office(".docx", ("a.xlsx", office(".xlsx", ("b.xlsx", office(".xlsx"))))),
            "a ZIP archive inside another (“b.xlsx”)",
        ),
        (kmz(("files/run.html", HTML)), "a KMZ with something else"),
        (kmz(("other.kml", SVG)), "an SVG"),
        (kmz(("a.png", png() + HTML)), "followed by something else"),
        (office() + HTML, "with something else before or after"),
        (office()[:-30], "a damaged ZIP archive"),
        (zipped([("mimetype", "application/epub+zip")]), "a ZIP archive."),
        (office(main="wordprocessingml.template.main+xml"), "a ZIP archive."),
    ],
)
def test_an_archive_that_holds_more_than_a_document_is_refused(content, found):
    assert found in refusal(content)


def test_an_archive_that_cannot_be_checked_is_refused():
    odd = zipped([("[Content_Types].xml", b"x" * 200)], zipfile.ZIP_BZIP2)
    locked = bytearray(office())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1

    assert "locked or compressed" in refusal(odd)
    assert "locked or compressed" in refusal(bytes(locked))


def test_an_archive_of_too_many_entries_is_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)

    many = bytearray(kmz(("a.png", png())))
    assert "of over 3 entries" in refusal(bytes(many))

    many[-14:-10] = struct.pack("<HH", 1, 1)  # whatever its end says of their number
    assert "of over 3 entries" in refusal(bytes(many))


def test_a_map_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "WHOLE", 100_000)
    long = KML.replace(b"PMA", b"PMA " * 60_000)

    assert "unfolds beyond measure" in refusal(kmz(("long.kml", long)))


def test_two_entries_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = office(".docx", ("main.xml", b"<other/>"))

    assert "a damaged ZIP archive" in refusal(twice)
