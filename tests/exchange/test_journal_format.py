"""docs/journal-format.md is enough: its example verifies by its own words, not by our code."""

import hashlib
import json
import re
from pathlib import Path

from dashboard.exchange.journal_file import read_journal, verify

PAGE = Path(__file__).parents[2] / "docs" / "journal-format.md"


def example(name):
    """Return the lines of the block that follows ``<!-- name -->``."""
    text = PAGE.read_text(encoding="utf-8")
    return re.search(rf"<!-- {name} -->\n```\n(.*?)\n```", text, re.DOTALL)[1].splitlines()


def test_the_example_verifies_by_the_words_of_the_page():
    header, *entries = map(json.loads, example("example"))

    before = bytes(32)
    for number, entry in enumerate(entries, start=1):
        nonce, digest = bytes.fromhex(entry["nonce"]), bytes.fromhex(entry["digest"])
        assert entry["seq"] == number
        assert entry["previous"] == before.hex()
        assert digest == hashlib.sha256(nonce + entry["content"].encode()).digest()
        before = hashlib.sha256(before + number.to_bytes(8, "big") + digest).digest()
        assert entry["seal"] == before.hex()
        assert json.loads(entry["content"])["seq"] == number

    assert header["head"] == {"seq": len(entries), "seal": before.hex()}


def test_the_example_verifies_here_whole_and_withheld():
    whole = example("example")
    withheld = [*whole[:2], *example("withheld"), *whole[3:]]

    assert verify(read_journal(line.encode() for line in whole)).is_whole
    verdict = verify(read_journal(line.encode() for line in withheld))
    assert verdict.is_whole
    assert verdict.withheld == 1


def test_the_bytes_shown_are_those_of_the_second_digest():
    entry = json.loads(example("example")[2])
    text = PAGE.read_text(encoding="utf-8")
    count = int(re.search(r"SHA-256 of these (\d+) bytes", text)[1])

    assert f"```\n{entry['content']}\n```" in text
    assert count == len(bytes.fromhex(entry["nonce"]) + entry["content"].encode())
