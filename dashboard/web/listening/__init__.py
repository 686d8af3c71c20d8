"""Listening: positions that come by MQTT, by TAK over TCP, TLS and UDP, and by NMEA over TCP.

    socket or broker ─► cutter (feeds) ─► Intake ─► Receiver.take_all ─► the store, the counts

``Listeners`` is all the rest of Vigie knows: ``start()`` and ``stop()``, where one process keeps
house. Nothing here runs on the event loop but waiting and cutting.
"""

from dashboard.web.listening.board import WAYS, Board, State, Way
from dashboard.web.listening.listeners import Listeners

__all__ = ["WAYS", "Board", "Listeners", "State", "Way"]
