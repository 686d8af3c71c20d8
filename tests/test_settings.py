"""Settings: what cannot work is refused when we start, not when it is first needed."""

import pytest
from pydantic import ValidationError

from dashboard.documents import LARGEST_MIB
from dashboard.settings import Settings


def settings(**said):
    return Settings(_env_file=None, **said)


def test_the_largest_document_is_that_of_the_house_unless_said_otherwise():
    assert settings().document_mib == LARGEST_MIB
    assert settings(document_mib=3).document_mib == 3


def test_a_scanner_no_shell_could_read_is_refused():
    with pytest.raises(ValidationError, match="scan_command"):
        settings(scan_command="clamdscan 'unclosed")

    assert settings(scan_command="  ").scan_command is None
    assert settings(scan_command="clamdscan -").scan_command == "clamdscan -"
