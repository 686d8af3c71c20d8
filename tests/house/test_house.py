"""The house looks after itself: promises no reviewer should have to check by hand."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from dashboard import callbacks
from dashboard.access.actor import Actor
from dashboard.app import create_app, front_page
from dashboard.cli import app as commands
from dashboard.layers import KINDS
from dashboard.text import LOCALES
from dashboard.web.grounds import ground_of
from dashboard.web.reader import Reader, enter

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for path in (ROOT / "dashboard").rglob("*.py") if "node_modules" not in path.parts
)
PAGE_SCRIPTS = sorted((ROOT / "dashboard" / "opsmap" / "src" / "page").glob("*.ts"))
GESTURES = re.compile(r"^(?:export )?const gestures = \{$(.*?)^\};$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_opens_with_one_sentence(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":", "?"))


@pytest.fixture
def wired(desk):
    """The Dash application behind the gate, with every gesture wired."""
    return create_app(desk).app.app.state.dash


@pytest.fixture
def told(wired):
    """Which gestures of the script are told of which settings, as the page holds it."""
    return wired._layout.args[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_wired_id_is_on_the_page(desk, wired, locale):
    enter(Reader(actor=Actor(name="ada", organisation="SAMU", role="reader"), locale=locale))
    page = front_page(ground_of(desk))
    on_page = {part.id for part in page._traverse() if getattr(part, "id", None)} | {page.id}
    # Comes with the first operation, since plotly takes long to load.
    on_page.add("density")

    named = {
        dependency["id"]
        for callback in wired._callback_list
        for dependency in callback["inputs"] + callback["state"]
    }

    assert named <= on_page


def test_every_gesture_of_the_browser_is_answered_there(wired, told):
    named = {
        callback["clientside_function"]["function_name"]
        for callback in wired._callback_list
        if callback["clientside_function"]
    } | {telling["gesture"] for telling in told}

    answered = [
        name
        for script in PAGE_SCRIPTS
        for block in GESTURES.findall(script.read_text(encoding="utf-8"))
        for name in re.findall(r"^  (\w+)\(", block, re.MULTILINE)
    ]

    assert len(named) > 15
    assert named == set(answered)
    # Spread into one object, the second of a name would silently take the place of the first.
    assert sorted(answered) == sorted(set(answered))


def test_what_is_told_together_waits_for_no_answer(wired, told):
    """Dash would tell all of it once that answer is there, and not before."""
    settings = {setting for telling in told for setting in telling["of"]}
    answers = {
        output.lstrip("@").split("@")[0]
        for callback in wired._callback_list
        for output in callback["output"].strip(".").split("...")
    }

    assert len(settings) > 30
    assert not settings & answers


def test_every_gesture_has_its_module(desk):
    listed = set(
        re.findall(r"^    (\w+)\.register\(", Path(callbacks.__file__).read_text(), re.MULTILINE)
    )
    there = {path.stem for path in Path(callbacks.__file__).parent.glob("*.py")}

    assert listed == there - {"__init__", "browser"}


DOORS = sorted(
    p for room in ("web", "callbacks", "printing") for p in (ROOT / "dashboard" / room).glob("*.py")
)


@pytest.mark.parametrize("path", DOORS, ids=lambda p: str(p.relative_to(ROOT)))
def test_whatever_is_read_is_read_as_the_reader_may_see_it(path):
    """The journal itself only takes drafts in; the keeper's own view is for the command line."""
    text = path.read_text(encoding="utf-8")

    reached = r"journal\.(?:entries|head|append|append_all|adopt)\(|\.whole\(|\bShelf\b"
    assert not re.findall(reached, text)


def test_every_command_the_readme_shows_exists():
    readme = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    known = {command.name or command.callback.__name__ for command in commands.registered_commands}
    known |= {group.typer_instance.info.name for group in commands.registered_groups}

    assert set(re.findall(r"\bmake (\w+)", readme)) <= targets
    assert {name.rstrip("_") for name in re.findall(r"\bvigie (\w+) ", readme)} <= {
        name.rstrip("_") for name in known
    }


def test_every_decision_is_in_the_list_of_decisions():
    folder = ROOT / "docs" / "adr"
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text()))

    assert listed == {path.name for path in folder.glob("0*.md")}


def test_every_link_between_documents_leads_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_no_built_file_and_no_journal_of_ours_is_tracked():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert not [path for path in tracked if path.endswith((".gpkg", ".env")) or "/dist/" in path]


def test_the_layers_are_all_drawn_in_some_order():
    files = {path.stem for path in (ROOT / "dashboard" / "layers").glob("*.py")}
    shared = {"__init__", "closing", "colours", "helping", "layer", "life", "sizing"}

    assert len(files - shared) == len(KINDS)
