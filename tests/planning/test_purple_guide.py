"""The Purple Guide: a judgement is kept as it was written, and computes nothing."""

import pytest

from dashboard.planning import QUESTIONS, TIERS, TierError, judgement


def test_what_was_answered_is_kept_and_what_was_not_is_named():
    found = judgement(2, {"event": " concert ", "venue": "", "colour": "blue"}, " small crowd ")

    assert found.answers == {"event": "concert"}
    assert found.reason == "small crowd"
    assert found.unanswered == ("venue", "posture", "public", "disorder")
    assert not found.is_reasoned


def test_a_judgement_with_all_its_answers_and_a_reason_is_reasoned():
    answers = dict.fromkeys(QUESTIONS, "said")

    assert judgement(5, answers, "why").is_reasoned
    assert not judgement(5, answers, "  ").is_reasoned


@pytest.mark.parametrize("tier", [0, 6, -1])
def test_there_are_five_tiers(tier):
    assert TIERS == (1, 2, 3, 4, 5)
    with pytest.raises(TierError):
        judgement(tier, {}, "")
