"""OwnTracks by MQTT: what phones tell a broker is asked of it, kept, and only then acknowledged.

1. The session at the broker is ours for a week, and asks for quality 1: what phones say while Vigie
   is down comes when it is up again.
2. A message is acknowledged once it is kept. The broker sends at most ``IN_FLIGHT`` before that, so
   a slow store slows the broker down; what is sent twice is kept once.
3. paho connects again by itself, after ever longer pauses.

MQTT 5, which alone knows a limit of what is in flight. A message longer than ``LONGEST`` is kept
from us by the broker, which says nothing.
"""

import asyncio
import ssl
import sys
from queue import Empty, Queue
from threading import Thread

from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from dashboard.feeds import Message
from dashboard.feeds.owntracks import device_of
from dashboard.text import RefusedError, Text
from dashboard.ways import Ways
from dashboard.web.listening.board import Board
from dashboard.web.listening.intake import TOO_OFTEN, Intake

BY_MQTT = "owntracks-mqtt"
WEEK_S = 7 * 24 * 3600
IN_FLIGHT = 500
MOST_WAITING = 2 * IN_FLIGHT
"""Messages that wait to be kept: those in flight, and as many of quality 0, which has no limit."""

LONGEST = 64 * 1024
AT_ONCE = 200
KEEP_ALIVE_S = 30
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1, 60

UNREACHABLE = Text(
    fr="Le courtier MQTT {place} n'est pas joignable ({fault}) ; nouvel essai d'ici {most} s.",
    en="The MQTT broker {place} cannot be reached ({fault}); tried again within {most} s.",
)
TURNED_AWAY = Text(
    fr="Le courtier MQTT {place} nous refuse ({fault}) : vérifier VIGIE_MQTT_USER et "
    "VIGIE_MQTT_PASSWORD.",
    en="The MQTT broker {place} turns us away ({fault}): check VIGIE_MQTT_USER and "
    "VIGIE_MQTT_PASSWORD.",
)
NO_TOPIC = Text(
    fr="Le courtier MQTT {place} ne nous laisse pas lire « {topic} » ({fault}) : vérifier ses "
    "droits (ACL) et VIGIE_MQTT_TOPIC.",
    en="The MQTT broker {place} does not let us read “{topic}” ({fault}): check its rights (ACL) "
    "and VIGIE_MQTT_TOPIC.",
)
CUT = Text(
    fr="La liaison avec le courtier MQTT {place} a été coupée ({fault}) ; elle se rétablit d'elle-"
    "même.",
    en="The connection with the MQTT broker {place} was cut ({fault}); it is made again by itself.",
)
CROWDED = Text(
    fr="Trop de messages de qualité 0 attendaient d'être enregistrés : ceux-ci n'ont pas été lus. "
    "Régler les téléphones sur la qualité (QoS) 1.",
    en="Too many messages of quality 0 were waiting to be kept: these were not read. Set the "
    "phones to quality (QoS) 1.",
)


class Broker:
    """One subscription at one broker."""

    def __init__(self, intake: Intake, board: Board, ways: Ways) -> None:
        self._intake = intake
        self._board = board
        self._ways = ways
        self._port = ways.mqtt_port or (8883 if ways.mqtt_tls else 1883)
        self.place = f"{ways.mqtt_host}:{self._port}"
        self._waiting: Queue[tuple[int, Message, paho.MQTTMessage] | None] = Queue()
        self._is_up = False
        self._crowded = 0
        self._connection = 0
        self._client: paho.Client | None = None
        self._keeping = Thread(target=self._keep, name="mqtt-keeping", daemon=True)

    async def open(self) -> None:
        """Begin to connect; nothing is waited for.

        Raises:
            OSError: Who vouches for the broker cannot be read.
        """
        ways = self._ways
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=ways.mqtt_client_id,
            protocol=MQTTProtocolVersion.MQTTv5,
            manual_ack=True,
        )
        if ways.mqtt_user:
            client.username_pw_set(ways.mqtt_user, ways.mqtt_password.get_secret_value())
        if ways.mqtt_tls:
            client.tls_set_context(ssl.create_default_context(cafile=ways.mqtt_ca))
        client.reconnect_delay_set(FIRST_PAUSE_S, LONGEST_PAUSE_S)
        client.on_connect = self._on_connect
        client.on_connect_fail = self._on_connect_fail
        client.on_disconnect = self._on_disconnect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        asked = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        asked.SessionExpiryInterval = WEEK_S
        asked.ReceiveMaximum = IN_FLIGHT
        asked.MaximumPacketSize = LONGEST
        client.connect_async(
            ways.mqtt_host, self._port, KEEP_ALIVE_S, clean_start=False, properties=asked
        )
        self._client = client
        self._keeping.start()
        client.loop_start()

    async def close(self) -> None:
        """End what is being kept, and hang up; the broker keeps what was not acknowledged."""
        if self._client is not None:
            await asyncio.to_thread(self._hang_up, self._client)

    def _hang_up(self, client: paho.Client) -> None:
        self._waiting.put(None)
        self._keeping.join()
        client.disconnect()
        client.loop_stop()

    def _on_connect(
        self,
        client: paho.Client,
        _told: object,
        _flags: paho.ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._connection += 1
        if reason.is_failure:
            self._down(TURNED_AWAY, reason)
        else:
            client.subscribe(self._ways.mqtt_topic, qos=1)

    def _on_subscribe(
        self,
        _client: paho.Client,
        _told: object,
        _number: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        refused = [reason for reason in reasons if reason.is_failure]
        if refused:
            self._down(NO_TOPIC, refused[0], topic=self._ways.mqtt_topic)
        else:
            self._is_up = True
            self._board.up(BY_MQTT, self.place)

    def _on_connect_fail(self, _client: paho.Client, _told: object) -> None:
        # paho calls this while it handles the error, and does not hand it over.
        fault = sys.exception()
        self._down(UNREACHABLE, getattr(fault, "strerror", None) or fault, most=LONGEST_PAUSE_S)

    def _on_disconnect(
        self,
        _client: paho.Client,
        _told: object,
        _flags: paho.DisconnectFlags,
        reason: ReasonCode | MQTTErrorCode,
        _properties: Properties | None,
    ) -> None:
        if self._is_up:
            self._down(CUT, reason)

    def _on_message(self, _client: paho.Client, _told: object, message: paho.MQTTMessage) -> None:
        if message.qos == 0 and self._waiting.qsize() >= MOST_WAITING:
            self._crowded += 1  # of quality 1 no more come than may be in flight
            return
        read = Message(
            body=bytes(message.payload),
            received_at=self._intake.clock(),
            device=device_of(message.topic),
            is_proven=True,
        )
        self._waiting.put((self._connection, read, message))

    def _keep(self) -> None:
        """Keep what comes, in a thread of its own, until told to stop."""
        while (first := self._waiting.get()) is not None:
            some = [first]
            while len(some) < AT_ONCE:
                try:
                    more = self._waiting.get_nowait()
                except Empty:
                    break
                if more is None:
                    self._waiting.put(None)
                    break
                some.append(more)
            if not self._keep_all(some):
                return

    def _keep_all(self, some: list[tuple[int, Message, paho.MQTTMessage]]) -> bool:
        """Keep messages and acknowledge them; False where Vigie stops before."""
        good: list[Message] = []
        over: list[Message] = []
        for _, read, _ in some:
            (good if self._intake.may(f"mqtt {read.device}") else over).append(read)
        if good and not self._intake.keep_now(BY_MQTT, good):
            return False
        if over:
            why = RefusedError(TOO_OFTEN, sender=over[0].device, most=self._intake.most)
            self._intake.refuse_now(BY_MQTT, why, len(over), over[0].body)
        crowded, self._crowded = self._crowded, 0
        if crowded:
            self._intake.refuse_now(BY_MQTT, RefusedError(CROWDED), crowded, b"")
        for connection, _, message in some:
            # What came by a connection that was cut is sent again, under a number of the new one.
            if message.qos and connection == self._connection and self._client is not None:
                self._client.ack(message.mid, message.qos)
        return True

    def _down(self, text: Text, fault: object, **more: object) -> None:
        why = RefusedError(text, place=self.place, fault=str(fault), **more)
        self._is_up = False
        self._board.down(BY_MQTT, self.place, why)
