"""The command line: what each command says and how it ends, in both languages."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from dashboard import cli
from dashboard.access.passwords import is_password
from dashboard.clock import now
from dashboard.journal import Attached, Draft, Tracked
from dashboard.remarks import Remark
from dashboard.storage import SqlAccounts, engine_for
from dashboard.terminal import desk_of
from dashboard.tracks import Fix, Kept
from tests.documents.samples import PDF
from tests.roads.quadrille import quadrille
from tests.territory.town import saint_etienne

HEADER = {"vigie": "journal", "version": 1, "operation": "essai-2026", "sealed": False}
SAID = {"author": "ada", "organisation": "SAMU 44", "occurred_at": "2026-06-21T20:00:00+02:00"}
STORY = (
    HEADER,
    SAID
    | {
        "recorded_at": "2026-06-21T20:00:00+02:00",
        "fact": "Opened",
        "body": {
            "name": "Essai",
            "starts_at": "2026-06-21T20:00:00+02:00",
            "ends_at": "2026-06-22T02:00:00+02:00",
            "exercise": True,
        },
    },
    SAID
    | {
        "recorded_at": "2026-06-21T20:05:00+02:00",
        "fact": "Placed",
        "body": {
            "object_id": "pma1",
            "kind": "medical_post",
            "status": "active",
            "geometry": {"type": "Point", "coordinates": [-1.55, 47.21]},
            "values": {"name": "Nord"},
        },
    },
)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of its own, with an empty store in it; the terminal speaks French."""
    for name in [name for name in os.environ if name.startswith(("VIGIE_", "LC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("VIGIE_STORE", f"sqlite:///{tmp_path}/vigie.gpkg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def vigie(monkeypatch, capsysbinary):
    """Run a command as a terminal does; return its exit code, and what it wrote where."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["vigie", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsysbinary.readouterr()
        return ended.value.code or 0, out.decode(), " ".join(err.decode().split())

    return run


@pytest.fixture
def story(place):
    path = place / "essai.jsonl"
    path.write_text("\n".join(map(json.dumps, STORY)), encoding="utf-8")
    return path


@pytest.fixture
def sealed(vigie, story, place):
    """A sealed file of the story, as exported."""
    vigie("import", story)
    path = place / "sealed.jsonl"
    assert vigie("export", "essai-2026", "-o", path)[0] == 0
    return path


def test_a_story_is_imported_once(vigie, story):
    first = vigie("import", story)
    again = vigie("import", story)

    assert first == (0, "", "« essai-2026 » importée : 2 entrées.")
    assert again == (1, "", "L'opération « essai-2026 » existe déjà.")


def test_a_journal_goes_out_and_verifies_wherever_it_is(vigie, sealed):
    of_file = vigie("verify", sealed)
    of_store = vigie("verify", "essai-2026")

    assert of_file == of_store
    code, out, _ = of_file
    assert code == 0
    assert out.startswith("« essai-2026 » : 2 entrées, 0 retirées, chaîne entière jusqu'à 2:")
    head = out.split()[-1].rstrip(".")
    assert vigie("verify", sealed, "--head", head)[0] == 0


def test_a_broken_journal_is_named_by_entry_and_kind(vigie, sealed, place):
    sealed.write_text(sealed.read_text("utf-8").replace("Nord", "Sud"), encoding="utf-8")

    code, out, err = vigie("verify", sealed)

    assert (code, out) == (1, "")
    assert err == (
        "« essai-2026 » ne tient pas (content) : l'entrée n° 2 ne dit plus ce qui a été scellé."
    )
    (place / "vigie.gpkg").unlink()
    code, _, err = vigie("import", sealed)
    assert code == 1
    assert "rien n'a été écrit : l'entrée n° 2" in err


@pytest.mark.parametrize("language", ["fr_FR.UTF-8", "en_GB.UTF-8"])
def test_what_is_refused_is_one_sentence(vigie, story, monkeypatch, language):
    monkeypatch.setenv("LANG", language)
    french = language.startswith("fr")

    for words, fr, en in (
        (("verify", "rouen"), "Aucune opération", "no operation"),
        (("verify", "absent.jsonl"), "ne peut pas être lu", "cannot be read"),
        (("verify", story), "rien à vérifier", "nothing to verify"),
        (("verify", story, "--head", "x"), "rien à vérifier", "nothing to verify"),
        (("export", "rouen"), "Aucune opération", "no operation"),
        (("export", "rouen", "--format", "csv"), "Aucune opération", "no operation"),
        (("export", "rouen", "--format", "geojson"), "Aucune opération", "no operation"),
        (("import", "absent.jsonl"), "ne peut pas être lu", "cannot be read"),
        (("user", "disable", "nobody"), "Aucun compte", "no account"),
        (("user", "role", "nobody", "reader"), "Aucun compte", "no account"),
        (("user", "add", "a b", "--name", "A"), "sans espace", "no space"),
    ):
        code, out, err = vigie(*words)
        assert (code, out) == (1, ""), words
        assert (fr if french else en) in err
        assert "Traceback" not in err


def test_a_head_that_is_none_is_refused(vigie, sealed):
    code, _, err = vigie("verify", sealed, "--head", "2:zz")

    assert code == 1
    assert "n'est pas une tête" in err


def test_a_command_nobody_knows_ends_with_two(vigie):
    assert vigie("dance")[0] == 2
    assert vigie("export", "a", "--format", "pdf")[0] == 2


def test_the_picture_goes_out_as_it_was_and_as_it_was_known(vigie, sealed):
    def ids(*options):
        code, out, _ = vigie("export", "essai-2026", "--format", "geojson", *options)
        assert code == 0
        return [feature["id"] for feature in json.loads(out)["features"]]

    assert ids("--at", "2026-06-21T20:00:00+02:00") == ["pma1"]
    assert ids("--at", "2026-06-21T19:00:00+02:00") == []
    assert ids("--known-at", "2026-06-21T20:04:00+02:00") == []
    code, _, err = vigie("export", "essai-2026", "--format", "geojson", "--at", "20:00")
    assert (code, "« 20:00 »" in err) == (1, True)


def test_the_log_goes_out_as_a_table(vigie, sealed):
    _, out, _ = vigie("export", "essai-2026", "--format", "csv", "--language", "en")

    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row["no."] for row in rows] == ["1", "2"]
    assert "Nord" in rows[1]["sentence"]


@pytest.fixture
def attach(sealed):
    """Attach a PDF to the story, kept here or only known by its digest."""
    desk = desk_of()
    said = {"author": "ada", "organisation": "SAMU 44", "occurred_at": desk.clock()}

    def attach(name, sha256=None):
        sha256 = sha256 or desk.documents.keep(PDF, "application/pdf").sha256
        fact = Attached(sha256=sha256, name=name, media_type="application/pdf", size=len(PDF))
        desk.journal.append("essai-2026", Draft(**said, fact=fact))
        return sha256

    return attach


def test_the_documents_go_out_beside_the_journal_and_those_missing_are_named(vigie, attach, place):
    file, folder = place / "out.jsonl", place / "documents"
    digest = attach("plan.pdf")
    attach("ailleurs.pdf", sha256="0" * 64)

    code, _, told = vigie("export", "essai-2026", "-o", file, "--documents", folder)
    missing = vigie("verify", file, "--documents", folder)

    assert code == 0
    assert told.startswith(f"Documents : 1 écrits dans {folder}.")
    assert told.endswith("qui ne sont pas ici : ailleurs.pdf.")
    assert [path.name for path in folder.iterdir()] == [f"{digest}.pdf"]
    assert missing[0] == 1
    assert "1 entiers ; manquants : ailleurs.pdf ; altérés : 0." in missing[2]


def test_an_altered_document_is_named(vigie, attach, place, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    file, folder = place / "out.jsonl", place / "documents"
    digest = attach("plan.pdf")
    vigie("export", "essai-2026", "-o", file, "--documents", folder)

    whole = vigie("verify", file, "--documents", folder)
    (folder / f"{digest}.pdf").write_bytes(PDF[1:])
    altered = vigie("verify", file, "--documents", folder)

    assert (whole[0], whole[1].splitlines()[-1]) == (0, f"Documents: 1 whole in {folder}.")
    assert altered[0] == 1
    assert "0 whole; missing: 0; altered: plan.pdf." in altered[2]


def test_the_documents_come_back_with_their_journal(vigie, attach, place, monkeypatch):
    file, folder = place / "out.jsonl", place / "documents"
    whole, altered = attach("plan.pdf"), "1" * 64
    attach("altere.pdf", sha256=altered)
    attach("ailleurs.pdf", sha256="0" * 64)
    vigie("export", "essai-2026", "-o", file, "--documents", folder)
    (folder / f"{altered}.pdf").write_bytes(PDF)
    monkeypatch.setenv("VIGIE_STORE", f"sqlite:///{place / 'elsewhere.gpkg'}")

    first = vigie("import", file, "--documents", folder)
    again = vigie("import", file, "--documents", folder)
    back = vigie("export", "essai-2026", "-o", place / "b.jsonl", "--documents", place / "back")

    assert (first[0], again[0], back[0]) == (0, 0, 0)
    assert "« essai-2026 » importée" in first[2]
    assert f"Documents : 1 repris de {folder}." in first[2]
    assert "manquants : ailleurs.pdf ; altérés : altere.pdf ; " in first[2]
    assert "déjà ici ; seul ce qui l'accompagne est repris" in again[2]
    assert (place / "back" / f"{whole}.pdf").read_bytes() == PDF


def test_the_remarks_leave_and_come_back_in_a_file_of_their_own(vigie, sealed, place, monkeypatch):
    file, remarks = place / "out.jsonl", place / "remarks.jsonl"
    remark = Remark(
        id="r1",
        operation="essai-2026",
        organisation="SAMU",
        author="ada",
        made_at=now(),
        at=now(),
        text="Bien vu",
        category="kept",
    )
    desk_of().remarks.keep(remark)
    written = vigie("export", "essai-2026", "-o", file, "--remarks", remarks)
    monkeypatch.setenv("VIGIE_STORE", f"sqlite:///{place / 'elsewhere.gpkg'}")

    first = vigie("import", file, "--remarks", remarks)
    again = vigie("import", file, "--remarks", remarks)

    assert (written[0], first[0], again[0]) == (0, 0, 0)
    assert "Bien vu" not in file.read_text()
    assert f"Remarques : 1 reprises de {remarks}." in first[2]
    assert f"Remarques : 0 reprises de {remarks}." in again[2]
    assert desk_of().remarks.versions("essai-2026") == [remark]


def test_what_cannot_be_written_is_told(vigie, sealed, place):
    code, _, err = vigie("export", "essai-2026", "-o", place / "no" / "where.jsonl")

    assert code == 1
    assert "ne peut pas être écrit" in err


def test_a_setting_that_cannot_be_read_is_named(vigie, monkeypatch):
    monkeypatch.setenv("VIGIE_PORT", "many")

    code, _, err = vigie("serve")

    assert code == 1
    assert "VIGIE_PORT" in err


def test_a_taken_port_is_told(vigie, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = vigie("serve", "--port", taken.getsockname()[1])

    assert code == 1
    assert "est pris" in err


@pytest.mark.parametrize("language", ["fr_FR.UTF-8", "en_GB.UTF-8"])
def test_a_file_is_served_by_one_process_and_a_sentence_says_why(vigie, monkeypatch, language):
    monkeypatch.setenv("LANG", language)

    code, out, err = vigie("serve", "--port", "0", "--workers", "2")

    assert (code, out) == (1, "")
    assert ("un seul processus" if language == "fr_FR.UTF-8" else "one process") in err
    assert "PostgreSQL" in err


def test_the_demonstration_is_loaded_once_and_served_to_this_machine(
    vigie, story, place, monkeypatch
):
    served = []
    monkeypatch.setattr(cli, "demonstration_folder", lambda: place)
    monkeypatch.setattr(
        "dashboard.web.serving.serve_on",
        lambda _listening, app, *, quiet, ready, **_: served.append((app, quiet)) or ready(),
    )

    first = vigie("demo", "--port", "0")
    again = vigie("demo", "--port", "0")

    assert "« essai-2026 » importée : 2 entrées." in first[2]
    assert "importée" not in again[2]
    assert first[1].startswith("Vigie : ouvrir http://127.0.0.1:")
    assert [quiet for _, quiet in served] == [True, True]


def test_a_demonstration_that_is_not_there_is_told(vigie, place, monkeypatch):
    monkeypatch.setattr(cli, "demonstration_folder", lambda: place / "none")

    code, _, err = vigie("demo", "--port", "0")

    assert code == 1
    assert "pas de journal de démonstration" in err


@pytest.fixture
def typed(monkeypatch):
    """Type a password, as a pipe does."""
    return lambda password: monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))


CLAIRE = ("user", "add", "Claire", "--name", "Dr Claire M.", "--organisation", "SAMU 64A")
PASSWORD = "trois chevaux sur le quai"


def test_an_account_is_added_listed_and_closed_from_the_terminal(vigie, typed):
    typed(PASSWORD)
    added = vigie(*CLAIRE, "--role", "administrator")
    changed = vigie("user", "role", "claire", "reader")
    listed = vigie("user", "list")
    off = vigie("user", "disable", "CLAIRE")
    after = vigie("user", "list")
    on = vigie("user", "enable", "claire")

    assert added == (
        0, "", "Compte « claire » créé : Dr Claire M., SAMU 64A, administrateur.",
    )  # fmt: skip
    assert changed[2] == "« claire » est lecteur."
    assert listed[1] == "claire\tDr Claire M.\tSAMU 64A\tlecteur\tactif\n"
    assert (off[0], on[0]) == (0, 0)
    assert after[1].endswith("\tdésactivé\n")


def test_a_password_is_changed_from_the_terminal_and_a_weak_one_is_not(vigie, typed, place):
    typed(PASSWORD)
    vigie(*CLAIRE)
    typed("quatre mouettes et un phare")
    changed = vigie("user", "password", "claire", "--without-code")
    typed("claire")
    weak = vigie("user", "password", "claire")
    typed(PASSWORD)
    taken = vigie(*CLAIRE)

    assert changed[0] == 0
    assert (weak[0], "de 12 à 200" in weak[2]) == (1, True)
    assert (taken[0], "déjà pris" in taken[2]) == (1, True)
    engine = engine_for(f"sqlite:///{place}/vigie.gpkg")
    accounts = SqlAccounts(engine)
    assert is_password(accounts, accounts.by_login("claire").id, "quatre mouettes et un phare")
    engine.dispose()


def test_what_the_terminal_did_is_in_the_audit_trail_it_writes(vigie, typed, place):
    typed(PASSWORD)
    vigie(*CLAIRE)
    typed(PASSWORD)
    vigie("user", "password", "claire")

    _, lines, _ = vigie("audit", "--format", "jsonl")
    vigie("audit", "-o", place / "audit.csv")

    records = [json.loads(line) for line in lines.splitlines()]
    assert [record["what"] for record in records] == ["password_changed", "person_added"]
    assert {record["concerns"] for record in records} == {"SAMU 64A"}
    assert records[0]["detail"] == {"account": "claire", "by": "command"}
    assert "mot de passe changé" in (place / "audit.csv").read_text("utf-8-sig")


def test_serving_without_an_account_tells_a_link_to_make_the_first_and_then_no_more(
    vigie, typed, monkeypatch
):
    monkeypatch.setattr(
        "dashboard.web.serving.serve_on", lambda _listening, _app, *, ready, **_more: ready()
    )

    before = vigie("serve", "--port", "0")
    typed(PASSWORD)
    vigie(*CLAIRE)
    after = vigie("serve", "--port", "0")

    assert before[1].startswith("Aucun compte encore. Pour créer le premier")
    assert "/setup?key=" in before[1]
    assert after[1].startswith("Vigie : ouvrir http://127.0.0.1:")
    assert "setup" not in after[1]


def test_a_secret_is_read_from_a_file_that_is_there(vigie, place, monkeypatch):
    monkeypatch.delenv("VIGIE_STORE")
    monkeypatch.setenv("VIGIE_STORE_FILE", str(place / "secret"))

    absent = vigie("user", "list")
    (place / "secret").write_text(f"sqlite:///{place}/other.gpkg\n")
    there = vigie("user", "list")

    assert (absent[0], "VIGIE_STORE_FILE" in absent[2]) == (1, True)
    assert there[0] == 0
    assert (place / "other.gpkg").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VIGIE_PROXIES", "the proxy"),
        ("VIGIE_OIDC_ROLES", "{"),
        ("VIGIE_OIDC_ROLES", '{"a": "king"}'),
        ("VIGIE_OIDC_DISCOVERY", "https://psc.example"),
        ("VIGIE_OIDC_DISCOVERY", "psc"),
        ("VIGIE_SESSION_HOURS", "0"),
    ],
)
def test_a_setting_that_cannot_hold_is_refused_in_a_sentence(vigie, monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    code, _, err = vigie("user", "list")

    assert code == 1
    assert "VIGIE_" in err
    assert "Traceback" not in err


def test_every_command_has_its_help():
    told = CliRunner().invoke(cli.app, ["--help"]).output

    for name in ("serve", "demo", "verify", "export", "import", "user", "audit"):
        assert name in told
        assert CliRunner().invoke(cli.app, [name, "--help"]).exit_code == 0


def test_verify_is_a_program_that_ends_with_one_on_a_break(sealed):
    command = [sys.executable, "-m", "dashboard", "verify", str(sealed)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    def run():
        return subprocess.run(  # noqa: PLW1510  its end is what is tested
            command, capture_output=True, text=True, env=environment, encoding="utf-8"
        )

    whole = run()
    lines = sealed.read_text("utf-8").splitlines(keepends=True)
    sealed.write_text("".join(lines[:-1]), encoding="utf-8")
    cut = run()

    assert (whole.returncode, whole.stderr) == (0, "")
    assert cut.returncode == 1
    assert "(truncated)" in cut.stderr
    assert "Traceback" not in cut.stderr


def test_verifying_a_file_loads_neither_the_page_nor_a_store(sealed):
    program = (
        "import sys; from dashboard import cli; sys.argv[1:] = ['verify', sys.argv[1]]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('dash', 'sqlalchemy', 'fastapi', 'shapely', 'pandas', 'numpy') "
        "if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    out = subprocess.run(
        [sys.executable, "-c", program, str(sealed)],
        capture_output=True, text=True, env=environment, check=True,
    ).stdout  # fmt: skip

    assert out.splitlines()[-1] == "[]"


def test_the_demonstration_is_where_the_package_says():
    assert list(cli.demonstration_folder().glob("*.jsonl"))


@pytest.fixture
def town(place):
    return saint_etienne().write(place / "ville.osm.pbf")


def test_a_base_map_is_built_listed_chosen_and_removed(vigie, town, place):
    status, out, said = vigie("basemap", "build", town, "--name", "Saint-Étienne")
    assert (status, out) == (0, "")
    assert "Fond de carte « saint-etienne »" in said
    assert "© contributeurs OpenStreetMap (ODbL)" in said
    assert (place / "maps" / "saint-etienne.json").exists(), "beside the store"

    assert "* saint-etienne\t-2.1,47.2,-2.06,47.23\tdu 2026-05-01" in vigie("basemap", "list")[1]
    assert "sans fond" in vigie("basemap", "use", "none")[2]
    assert vigie("basemap", "list")[1].startswith("  saint-etienne")
    assert "« saint-etienne »" in vigie("basemap", "use", "saint-etienne")[2]
    assert "supprimé" in vigie("basemap", "remove", "saint-etienne")[2]
    assert "Aucun fond de carte" in vigie("basemap", "list")[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--bbox", "1,2,3"), "n'est pas une emprise"),
        (("--bbox", "ici"), "n'est pas une emprise"),
        (("--bbox", "5,43,6,44"), "hors de l'extrait"),
        (("--name", "all"), "ne peut pas nommer"),
        (("--addresses", "absent.csv"), "BAN"),
    ],
)
def test_a_base_map_that_cannot_be_built_is_refused_in_a_sentence(vigie, town, place, words, said):
    status, _, told = vigie("basemap", "build", town, *words)

    assert status == 1
    assert said in told
    assert not list(place.glob("maps/*"))


def test_a_base_map_nobody_built_is_refused(vigie):
    assert "« lune »" in vigie("basemap", "use", "lune")[2]
    assert vigie("basemap", "build", "absent.osm.pbf")[0] == 1


def test_a_track_is_erased_by_a_command_and_verify_says_so(vigie, sealed):
    desk, at = desk_of(), datetime(2026, 6, 21, 18, 10, tzinfo=UTC)
    device = desk.tracks.device("SAMU 44", "VLM1", "osmand")
    fix = Fix(device="VLM1", at=at, lon=-1.55, lat=47.21)
    desk.tracks.keep({device: [Kept(fix=fix, received_at=at)]})
    said = {"author": "ada", "organisation": "SAMU 44", "occurred_at": at}
    tracked = Tracked(object_id="pma1", device="VLM1", starts_at=at)
    desk.journal.append("essai-2026", Draft(**said, fact=tracked))

    unknown = vigie("tracks", "erase", "VLM9", "--organisation", "SAMU 44", "--yes")
    erased = vigie("tracks", "erase", "VLM1", "--organisation", "SAMU 44", "--yes")
    kept = vigie("tracks", "keep", "essai-2026", "30")
    wrong = vigie("tracks", "keep", "essai-2026", "0")
    code, verdict, _ = vigie("verify", "essai-2026")

    assert (unknown[0], "n'a pas de balise « VLM9 »" in unknown[2]) == (1, True)
    assert (erased[0], "1 positions effacées" in erased[2]) == (0, True)
    assert (kept[0], "gardées 30 jours" in kept[2]) == (0, True)
    assert (wrong[0], "de 1 à 3650 jours" in wrong[2]) == (1, True)
    assert desk.tracks.chunks([device], at, at + timedelta(hours=1)) == []
    assert (code, "chaîne entière" in verdict) == (0, True)
    assert "1 positions ont été effacées, comme le dit la main courante" in verdict


@pytest.fixture
def streets(place):
    return quadrille().write(place / "quadrille.osm.pbf")


TOLD = {
    "fr_FR.UTF-8": ("Routes « quadrille »", "1 lignes de bac", "Aucune route"),
    "en_GB.UTF-8": ("Roads “quadrille”", "1 ferry lines", "No roads"),
}


@pytest.mark.parametrize("tongue", TOLD)
def test_roads_are_built_listed_and_removed(vigie, streets, place, monkeypatch, tongue):
    monkeypatch.setenv("LC_ALL", tongue)
    built, passed_by, none = TOLD[tongue]

    status, out, said = vigie("roads", "build", streets)
    assert (status, out) == (0, "")
    assert built in said
    assert passed_by in said
    assert "© contributeurs OpenStreetMap (ODbL)" in said
    assert (place / "maps" / "roads" / "quadrille.json").exists(), "with the maps"

    _, out, said = vigie("roads", "list")
    assert out.startswith("quadrille\t-1.65,47.18,-1.49,47.25\t")
    assert said == ""
    assert "quadrille" in vigie("roads", "remove", "quadrille")[2]
    assert none in vigie("roads", "list")[2]


def test_roads_to_be_made_anew_are_said_to_be(vigie, streets, town, place):
    vigie("roads", "build", streets, "--name", "ville")
    vigie("basemap", "build", town, "--name", "ville")
    path = place / "maps" / "roads" / "ville.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(said | {"profile": 0}), encoding="utf-8")

    told = vigie("roads", "list")[2]

    assert "faites par une autre version" in told
    assert "vient d'un autre extrait (du 2026-05-01)" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--bbox", "1,2,3"), "n'est pas une emprise"),
        (("--bbox", "5,43,6,44"), "hors de l'extrait"),
        (("--name", "all"), "ne peut pas nommer"),
        (("--bbox", "-1.64,47.19,-1.63,47.2"), "aucune route"),
    ],
)
def test_roads_that_cannot_be_built_are_refused_in_a_sentence(vigie, streets, place, words, said):
    status, _, told = vigie("roads", "build", streets, *words)

    assert status == 1
    assert said in told
    assert not list(place.glob("maps/roads/*"))
