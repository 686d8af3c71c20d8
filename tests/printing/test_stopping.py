"""Chromium is gone when the work is over, however it ends; where it is not, a sentence says so."""

import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.paper import Sheet
from dashboard.printing.press import Press
from dashboard.printing.refusals import NoChromiumError, PrintFailedError
from dashboard.text import RefusedError, Text
from tests.printing.conftest import needs_chromium, order, page_of, printed, silent


class StopError(RefusedError):
    def __init__(self):
        super().__init__(Text(fr="Arrêt.", en="Stop."))


def descendants():
    """The programs this process started, and those they started, by number."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text()
        except OSError:
            continue
        name, _, rest = status.partition("(")[2].rpartition(")")
        parents[int(folder.name)] = (int(rest.split()[1]), name)
    found, waiting = {}, [os.getpid()]
    while waiting:
        mother = waiting.pop()
        for pid, (parent, name) in parents.items():
            if parent == mother and pid not in found:
                found[pid] = name
                waiting.append(pid)
    return found


def browsers():
    return {pid for pid, name in descendants().items() if "chrom" in name or name == "node"}


def gone(before, seconds=15):
    deadline = time.monotonic() + seconds
    while browsers() - before:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@needs_chromium
def test_a_print_stopped_in_the_middle_leaves_no_browser_behind(g7):
    before, seen = browsers(), []

    def tell(fraction, _sentence=None, **_values):
        if fraction >= 0.2:
            seen.append(len(browsers() - before))
            raise StopError

    with pytest.raises(StopError):
        printed(g7, order(size="A3"), tell=tell)

    assert seen[0] > 0, "a browser was there when it was stopped"
    assert gone(before)


@needs_chromium
def test_a_print_that_was_made_leaves_no_browser_behind(g7):
    before = browsers()

    assert printed(g7, order()).startswith(b"%PDF")

    assert gone(before)


@needs_chromium
def test_a_page_that_is_never_drawn_is_given_up_in_a_sentence():
    before = browsers()
    impatient = replace(find_chromium(), longest_s=4)

    with pytest.raises(PrintFailedError) as refused:
        impatient.print("<p>", Sheet(), "pdf", answer=answering(), tell=silent)

    assert "4 s" in refused.value.say("fr")
    assert gone(before)


@needs_chromium
def test_a_map_that_cannot_be_drawn_is_refused_and_not_printed(g7):
    html = page_of(g7, order()).replace('"versions":', '"verses":').replace('"versions": ', '"v": ')

    with pytest.raises(PrintFailedError) as refused:
        find_chromium().print(html, Sheet(), "pdf", answer=answering(), tell=silent)

    assert "rien n'a été imprimé" in refused.value.say("fr")


def test_without_chromium_a_sentence_says_how_to_get_one(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(NoChromiumError) as refused:
        find_chromium()

    assert "apt install chromium" in refused.value.say("fr")
    assert "VIGIE_CHROMIUM" in refused.value.say("en")


def test_a_chromium_that_is_none_is_refused_in_a_sentence(tmp_path):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)

    with pytest.raises(PrintFailedError) as refused:
        find_chromium(program).print("<p>", Sheet(), "pdf", answer=answering(), tell=silent)

    assert str(program) in refused.value.say("fr")


@needs_chromium
def test_sheets_are_printed_one_after_the_other(g7):
    press, chromium, most = Press(), find_chromium(), []
    html, sheet = page_of(g7, order()), Sheet()
    waited = threading.Event()

    def tell(_fraction, sentence=None, **_values):
        mothers = [p for p, name in descendants().items() if name == "node"]
        most.append(len(mothers))
        if sentence is not None and "autre impression" in sentence.fr:
            waited.set()

    def work():
        press.print(chromium, html, sheet, "pdf", answer=answering(), tell=tell)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert waited.is_set()
    assert max(most) <= 1
