"""`vigie print`: a sheet in a file, or one sentence and exit code 1."""

import pytest
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from dashboard.access.audit import Asked
from dashboard.app import desk_from
from dashboard.cli import app
from dashboard.clock import now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.settings import Settings
from dashboard.text import RefusedError
from tests.printing.conftest import STORIES, needs_chromium

AT = "2019-08-24T17:50:00+02:00"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command on a store with the demonstrations, from a folder of its own."""
    store = f"sqlite:///{tmp_path}/vigie.gpkg"
    monkeypatch.setenv("VIGIE_STORE", store)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.chdir(tmp_path)
    desk = desk_from(Settings(_env_file=None))
    for _ in tell_stories(desk.journal, stories_to_tell(desk.journal, STORIES), now=now()):
        pass

    def _run(*words):
        found = CliRunner().invoke(app, ["print", "g7-biarritz-2019", *words])
        if isinstance(found.exception, RefusedError):
            return found.exception.say("fr")
        assert found.exception is None, found.output
        return found.output

    _run.desk = desk
    return _run


@needs_chromium
@pytest.mark.timeout(240)
def test_the_keeper_of_the_store_prints_from_the_whole_journal(run, tmp_path):
    run("--at", AT, "--known-at", AT, "--size", "A4", "--scale", "50000")

    file = tmp_path / "g7-biarritz-2019_2019-08-24_1750_A4.pdf"
    told = " ".join(PdfDocument(file)[0].get_textpage().get_text_bounded().split())
    assert "Ce qu'on croyait" in told
    assert "d'après le journal entier" in told
    assert [r.what for r in run.desk.audit.records(Asked())] == ["exported"]


def test_what_cannot_be_printed_is_one_sentence(run):
    assert "hier" in run("--at", "hier")
    assert "size" in run("--at", AT, "--size", "A9")


def test_a_machine_without_chromium_says_how_to_get_one(run, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    assert "apt install chromium" in run("--at", AT)
