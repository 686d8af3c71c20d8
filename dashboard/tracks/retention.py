"""How long tracks are kept: those of devices nothing holds back are erased after a time."""

from collections.abc import Collection
from datetime import datetime

from dashboard.clock import EPOCH
from dashboard.tracks.sealing import hour_of, instant_of
from dashboard.tracks.store import Sealed, Tracks


def forget(
    tracks: Tracks, organisation: str, before: datetime, holding: Collection[int] = ()
) -> list[Sealed]:
    """Erase where the devices of ``organisation`` were before an instant; return the chunks erased.

    Args:
        tracks: Where fixes are kept.
        organisation: Whose devices.
        before: The hour it lies in is left alone.
        holding: The numbers of devices whose tracks stay.
    """
    until = instant_of(hour_of(before))
    return [
        erased
        for device in tracks.devices(organisation)
        if device.id not in holding
        for erased in tracks.erase(device.id, EPOCH, until)
    ]
