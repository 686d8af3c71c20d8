"""TAK: the events clients tell one another, as XML, one after the other."""

import pytest
import takproto

from tests.feeds.samples import SAMPLES, fix, read, reasons, sample, told

EVENT = (
    '<event uid="A" type="a-f-G" time="2019-09-26T01:00:00Z"><point lat="49.4" lon="1.0"/></event>'
)
BOMB = (
    '<!DOCTYPE event [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<event uid="&b;" type="a-f-G" time="2019-09-26T01:00:00Z"><point lat="49" lon="1"/></event>'
)
OUTSIDE = (
    '<!DOCTYPE event [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<event uid="A" type="a-f-G" time="2019-09-26T01:00:00Z"><point lat="49" lon="1"/>&a;</event>'
)


def test_a_client_tells_where_it_is_and_its_call_sign():
    reading = sample("cot/atak.xml")

    assert told(reading) == [
        fix(
            "ANDROID-589520ccfcd20f01",
            "2019-08-24 09:00:00.123",
            -1.5561,
            43.4868,
            altitude_m=69.9,
            accuracy_m=9.3,
            speed_kmh=23.148,
            course_deg=96.2,
            battery=0.71,
        )
    ]
    assert reading.names == {"ANDROID-589520ccfcd20f01": "SMUR 2"}


def test_of_a_stream_chat_pings_and_clients_without_a_position_are_passed():
    reading = sample("cot/stream.xml")

    assert told(reading) == [fix("ANDROID-1", "2019-09-26 01:00", 1.0583, 49.4364)]
    assert (reading.passed, reading.refused) == (3, ())


def test_one_bad_event_does_not_stop_the_next():
    reading = read("cot", EVENT.replace("49.4", "NaN") + EVENT + "<event uid=")

    assert [one.device for one in reading.fixes] == ["A"]
    assert [number for number, _ in reasons(reading)] == [1, 3]


@pytest.mark.parametrize("body", [BOMB, OUTSIDE])
def test_entities_are_refused(body):
    (refused,) = read("cot", body).refused

    assert "declares a DTD or entities" in refused.why.say("en")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (EVENT.replace(' uid="A"', ""), "No device is named (uid)"),
        (EVENT.replace("2019-09-26T01:00:00Z", "2019-09-26T01:00:00"), "has no offset"),
        (EVENT.replace('lat="49.4" ', ""), "“lat” is missing"),
        (EVENT.replace("49.4", "149.4"), "may be swapped"),
        (EVENT.replace("49.4", "1_0"), "“lat” is “1_0”; expected: a number"),
        ("<event/>", "is not a TAK event"),
        ("<a></event>", "damaged or was cut"),
        (b"\xbf\x01\xbf\x0a", "in protobuf is damaged or was cut"),
        (b"\xbf\x02\xbf\x0a", "of version 2 of the protocol"),
    ],
)
def test_what_is_wrong_is_said(body, why):
    reading = read("cot", body)

    if body == "<event/>":
        assert reading.passed == 1
        return
    assert why in reading.refused[0].why.say("en")


@pytest.mark.parametrize("version", [takproto.TAKProtoVer.MESH, takproto.TAKProtoVer.STREAM])
def test_the_same_event_in_protobuf_tells_the_same(version):
    xml = (SAMPLES / "cot/atak.xml").read_bytes()

    reading = read("cot", bytes(takproto.xml2proto(xml.strip(), version)))

    assert told(reading) == told(read("cot", xml))
    assert reading.names == {"ANDROID-589520ccfcd20f01": "SMUR 2"}


def test_protobuf_and_xml_in_one_stream_are_both_read():
    frame = bytes(takproto.xml2proto(EVENT.encode(), takproto.TAKProtoVer.STREAM))

    reading = read("cot", EVENT.encode() + frame + b"\n" + EVENT.encode() + frame)

    assert [one.device for one in reading.fixes] == ["A"] * 4
