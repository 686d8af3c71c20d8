"""Names of documents: what is shown is what there is, whoever chose the name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.documents import safe_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Plan d'évacuation — Hôtel-Dieu.pdf", "Plan d'évacuation — Hôtel-Dieu.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("annexe\u202efdp.exe", "annexefdp.exe"),
        ("plan\u200b\x00\x1b[31m.pdf", "plan[31m.pdf"),
        ("plan\r\nSet-Cookie: a.pdf", "plan Set-Cookie- a.pdf"),
        ('a"b<c>d.pdf', "a-b-c-d.pdf"),
        ("  .caché.  ", "caché"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("///", "document"),
        ("", "document"),
    ],
)
def test_a_name_keeps_its_accents_and_loses_its_tricks(name, shown):
    assert safe_name(name) == shown


def test_a_long_name_is_cut_before_its_end():
    name = safe_name("é" * 500 + ".pdf")

    assert len(name) == 120
    assert name.endswith("é….pdf")


@given(st.text())
def test_any_name_can_be_shown_and_saved(name):
    shown = safe_name(name)

    assert 0 < len(shown) <= 120
    assert not set(shown) & set('/\\<>:"|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in shown)
    assert safe_name(shown) == shown
