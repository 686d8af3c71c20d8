"""The scanner's hook: what it calls clean goes on, everything else stops, in its own words."""

import shlex
import sys

import pytest

from dashboard.documents import DangerousDocumentError, ScannerUnavailableError, scanner


def command(program):
    return shlex.join([sys.executable, "-c", program])


def test_without_a_command_nothing_is_scanned():
    assert scanner(None) is None
    assert scanner("") is None


def test_the_scanner_reads_the_whole_document():
    counts = "import sys; sys.exit(len(sys.stdin.buffer.read()) != 3_000_000)"

    scanner(command(counts))(bytes(3_000_000))


def test_what_the_scanner_refuses_is_told_in_its_words():
    finds = "print('stream: \\x1b[31mEicar-Signature FOUND\\nmore'); raise SystemExit(1)"

    with pytest.raises(DangerousDocumentError) as refused:
        scanner(command(finds))(b"x")

    assert refused.value.say("fr").endswith(
        "rien n'a été gardé : stream: [31mEicar-Signature FOUND"
    )


def test_a_scanner_that_says_nothing_refuses_all_the_same():
    with pytest.raises(DangerousDocumentError, match=r"nothing was kept: \?"):
        scanner(command("raise SystemExit(2)"))(b"x")


def test_a_scanner_that_does_not_read_may_say_so_before_the_end():
    with pytest.raises(DangerousDocumentError, match="no room"):
        scanner(command("import sys; sys.exit('no room')"))(bytes(3_000_000))


@pytest.mark.parametrize(
    ("words", "patience_s"),
    [("/no/such/scanner -", 60), (command("import time; time.sleep(60)"), 0.2)],
)
def test_a_scanner_that_does_not_answer_lets_nothing_through(words, patience_s):
    with pytest.raises(ScannerUnavailableError, match="VIGIE_SCAN_COMMAND"):
        scanner(words, patience_s=patience_s)(b"x")


def test_the_scanner_is_not_told_our_secrets(monkeypatch):
    monkeypatch.setenv("VIGIE_TOKEN", "un secret de seize lettres")
    knows = "import os; raise SystemExit('VIGIE_TOKEN' in os.environ)"

    scanner(command(knows))(b"x")
