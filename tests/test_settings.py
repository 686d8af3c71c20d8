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


POSITIONS = {"positions_organisation": "SAMU 44"}
PAPERS = {"cot_certificate": "a.pem", "cot_key": "a.key"}


def test_nothing_is_listened_to_unless_said_so_and_then_on_this_machine_alone():
    assert not settings().listens

    ways = settings(cot_tcp="8087", nmea_gateways="10.0.0.7:4001, [::1]:2", **POSITIONS)

    assert ways.cot_tcp.is_here
    assert [str(one) for one in ways.nmea_gateways] == ["10.0.0.7:4001", "[::1]:2"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"cot_tcp": "8087"}, "VIGIE_POSITIONS_ORGANISATION"),
        ({"cot_tcp": "tak.example", **POSITIONS}, "no PORT or HOST:PORT"),
        ({"cot_tcp": "1:2:99999", **POSITIONS}, "no PORT or HOST:PORT"),
        ({"cot_tls": "8089", **POSITIONS}, "VIGIE_COT_CERTIFICATE"),
        ({"positions_from": "everywhere"}, "everywhere"),
        ({"cot_tcp": "0.0.0.0:8087", **POSITIONS}, "VIGIE_POSITIONS_FROM"),
        ({"cot_udp": "239.2.3.1:6969", **POSITIONS}, "VIGIE_POSITIONS_FROM"),
        ({"cot_tls": "[::]:8089", **PAPERS, **POSITIONS}, "VIGIE_POSITIONS_FROM"),
        ({"nmea_tcp": "10.0.0.1:10110", **POSITIONS}, "VIGIE_POSITIONS_FROM"),
    ],
)
def test_what_could_not_be_opened_or_would_be_open_to_anybody_is_refused(said, why):
    with pytest.raises(ValidationError, match=why):
        settings(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"cot_tcp": "0.0.0.0:8087", "positions_from": "10.0.0.0/8 2001:db8::/32"},
        {"cot_tls": "0.0.0.0:8089", "cot_clients_ca": "ca.pem", **PAPERS},
        {"nmea_tcp": "0.0.0.0:10110", "nmea_secret": "trois-chevaux"},
    ],
)
def test_what_says_whom_it_goes_by_is_listened_to_beyond_this_machine(said):
    assert settings(**said, **POSITIONS).listens
