"""Attaching a plan from the page: it is there for all, and what lies about itself is refused."""

import struct
import zlib

from playwright.sync_api import expect

from tests.e2e.page import ROUEN

AFTERWARDS = ROUEN + "&at=2019-09-27T18:00:00Z"


def chunk(kind, content):
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)


def send(page, name, media_type, content):
    page.locator("#documents-field input[type=file]").set_input_files(
        {"name": name, "mimeType": media_type, "buffer": content}
    )


def test_a_plan_is_attached_and_everybody_finds_it(visit):
    page = visit(AFTERWARDS)
    page.locator("#documents").click()
    send(page, "plan du site.png", "image/png", PNG)

    line = page.locator("#documents-list tr", has_text="plan du site.png")
    expect(line).to_contain_text("Dr Claire M.")
    theirs = visit(AFTERWARDS, who="officer")
    theirs.locator("#documents").click()
    with theirs.expect_download() as given:
        theirs.locator("#documents-list a", has_text="plan du site.png").click()
    assert given.value.path().read_bytes() == PNG


def test_a_drawing_that_could_run_scripts_is_refused_in_a_sentence(visit):
    page = visit(AFTERWARDS)
    page.locator("#documents").click()

    send(page, "plan.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    expect(page.locator("#documents-refusal")).to_be_visible()
    expect(page.locator("#documents-list tr", has_text="plan.svg")).to_have_count(0)
