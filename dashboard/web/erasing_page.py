"""Erasing a track, when a person asks: a page that says what goes and what stays, then does it."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dashboard.access.policy import check
from dashboard.clock import EPOCH
from dashboard.desk import Desk
from dashboard.operations import NotRecordableError
from dashboard.operations.erasing import Erasing
from dashboard.text import RefusedError, Text
from dashboard.tracks import Chunk, Device
from dashboard.tracks.judging import AHEAD
from dashboard.web.carrying import NO_DEVICE, device_in
from dashboard.web.forms import Said, posted
from dashboard.web.pages import page
from dashboard.web.reader import locale_of, reader
from dashboard.web.receiving import Receiver

PATH = "/trackers/erase"

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Effacer une trace", en="Erase a track"),
    "of": Text(fr="Balise « {name} »", en="Tracker “{name}”"),
    "count": Text(
        fr="{count} positions, dans {chunks} heures.", en="{count} positions, in {chunks} hours."
    ),
    "none": Text(fr="Aucune position n'est gardée.", en="No position is kept."),
    "goes": Text(fr="Ce qui disparaît, pour toujours", en="What goes, for ever"),
    "goes_track": Text(
        fr="toutes les positions de cette balise, dans toutes les opérations : la carte et la "
        "relecture ne montreront plus où elle était ;",
        en="all positions of this tracker, in all operations: neither the map nor the replay will "
        "show where it was any more;",
    ),
    "goes_refused": Text(
        fr="les messages refusés de votre organisme, toutes balises confondues : on ne peut pas "
        "savoir desquels elle est ;",
        en="the refused messages of your organisation, of all trackers: nobody can know which are "
        "its own;",
    ),
    "goes_memory": Text(
        fr="ce que le serveur en avait en mémoire.", en="what the server had of it in memory."
    ),
    "stays": Text(fr="Ce qui reste", en="What stays"),
    "stays_digests": Text(
        fr="les empreintes, les heures et le nombre des positions : la main courante se vérifie "
        "comme avant, et dit que quelque chose a été effacé ;",
        en="digests, hours and the number of positions: the log verifies as before, and says that "
        "something was erased;",
    ),
    "stays_entries": Text(
        fr="les entrées : à qui la balise était confiée, les états et les alarmes ; le nom de la "
        "balise ;",
        en="the entries: whom the tracker was with, statuses and alarms; the name of the tracker;",
    ),
    "stays_copies": Text(
        fr="les copies faites ailleurs : sauvegardes, fichiers remis, journaux du serveur de "
        "données. Elles sont à effacer là où elles sont.",
        en="copies made elsewhere: backups, files that were handed in, archives of the database "
        "server. They are to be erased where they are.",
    ),
    "back": Text(fr="Ne rien effacer", en="Erase nothing"),
    "sure": Text(
        fr="La personne l'a demandé, et rien de cela n'est plus utile aux secours",
        en="The person asked for it, and nothing of it is of use to the rescue any more",
    ),
    "erase": Text(fr="Effacer la trace", en="Erase the track"),
}
NOT_SURE = Text(
    fr="Cocher la case : ce qui est effacé ne revient pas.",
    en="Tick the box: what is erased does not come back.",
)


class ErasingPage:
    """What an administrator sees before a track is erased, and the erasing."""

    def __init__(
        self,
        desk: Desk,
        erasing: Erasing,
        receiver: Receiver,
    ) -> None:
        self._desk = desk
        self._erasing = erasing
        self._receiver = receiver

    def show(
        self, request: Request, device: Device, *, wrong: str = "", status: int = 200
    ) -> Response:
        """Return the page about ``device``."""
        chunks = self._kept(device)
        return page(
            request,
            "erase.html",
            WORDS,
            status,
            reader(),
            title=WORDS["title"].say(locale_of(request)),
            alert=wrong,
            device=device,
            count=sum(chunk.count for chunk in chunks),
            chunks=len(chunks),
        )

    def refuse(self, request: Request, error: RefusedError, said: Said | None = None) -> Response:
        """Return the page with what was refused; what is of no tracker is told as anywhere."""
        devices = self._desk.tracks.devices(reader().organisation)
        device = device_in(devices, (said or {}).get("device", ""))
        if device is None or not isinstance(error, NotRecordableError):
            raise error
        return self.show(request, device, wrong=error.say(locale_of(request)), status=422)

    def ask(self, request: Request) -> Response:
        """Return the page about the tracker of the address."""
        check(reader().actor, "erase")
        return self.show(request, self._device(request.query_params.get("device", "")))

    def erase(self, _request: Request, said: Said) -> Response:
        """Erase the track of a tracker, and lead back to the page of trackers."""
        who = reader()
        check(who.actor, "erase")
        device = self._device(said.get("device", ""))
        if said.get("sure") != "yes":
            raise NotRecordableError(NOT_SURE)
        gone = self._erasing.erase(who.actor, device)
        refused = self._desk.reception.forget_refused(who.organisation)
        self._receiver.forget(device.id)
        self._desk.audit.note(
            who.actor,
            "track_erased",
            device=device.name,
            positions=sum(chunk.count for chunk in gone),
            refused=refused,
        )
        return RedirectResponse("/trackers?told=erased", 303)

    def _kept(self, device: Device) -> Sequence[Chunk]:
        return self._desk.tracks.chunks([device.id], EPOCH, self._desk.clock() + AHEAD)

    def _device(self, said: str) -> Device:
        device = device_in(self._desk.tracks.devices(reader().organisation), said)
        if device is None:
            raise NotRecordableError(NO_DEVICE)
        return device


def erasing_routes(erasing: ErasingPage) -> APIRouter:
    """Return the page of erasing, and what it posts to."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    def ask(request: Request) -> Response:
        return erasing.ask(request)

    posted(router, "", erasing.erase, erasing.refuse)
    return router
