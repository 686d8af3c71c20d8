"""The page of a telephone: the units of a browser, and whose it is by its connection."""

from tests.feeds.samples import fix, read, reasons, sample, told


def test_what_chromium_measured():
    reading = sample("phone/chromium.json", device="SMUR 1 · tél. 1")

    assert told(reading) == [
        fix("SMUR 1 · tél. 1", "2026-11-30T16:04:43.798", 1.07, 49.45, accuracy_m=6, battery=1)
    ]


def test_speed_is_in_metres_a_second_and_the_charge_a_fraction():
    body = (
        '{"fixes": [{"at": 1566637200000, "lon": -1.5, "lat": 43.4, "speed": 10, "heading": 90,'
        ' "battery": 0.5}]}'
    )

    (one,) = told(read("phone", body, device="d"))

    assert (one.speed_kmh, one.course_deg, one.battery) == (36, 90, 0.5)


def test_one_that_is_wrong_stops_none_after_it():
    body = '{"fixes": [{"at": 1}, {"at": 1566637200000, "lon": -1.5, "lat": 43.4}, 7]}'

    reading = read("phone", body, device="d")

    assert len(reading.fixes) == 1
    assert [number for number, _ in reasons(reading)] == [1, 3]


def test_what_is_no_report_is_said():
    assert reasons(read("phone", "{}", device="d"))[0][1].startswith("“fixes” is")
