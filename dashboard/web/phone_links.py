"""A link for a team: opened on a telephone, it lets the telephone tell where the team is.

1. The link holds a token that sends positions of one operation and does nothing else, behind the
   ``#``: a browser sends that part to nobody.
2. It is shown once, as a text and as a drawing to be read by the telephone.
3. The telephone is with the team from now on, as any tracker is: the log says so, and it is taken
   back on the same page. To close the link itself, its token is revoked on the account.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from dashboard.access.people import name_of
from dashboard.access.secret import digest_of
from dashboard.access.tokens import Permit, new_token, phone_name
from dashboard.access.totp import svg_of
from dashboard.desk import Desk
from dashboard.operations import NotRecordableError
from dashboard.text import RefusedError, Text
from dashboard.web.account_page import PersonsOnlyError
from dashboard.web.auditing import note_token
from dashboard.web.carrying import NO_TEAM, Carrying
from dashboard.web.forms import Said, number_in
from dashboard.web.phone_page import PATH
from dashboard.web.reader import Reader

MOST_DAYS = 31
USUAL_DAYS = 2

ODD_DAYS = Text(fr="Un lien vaut de 1 à {most} jours.", en="A link is good for 1 to {most} days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLink:
    """A link that was made, to be shown once.

    Attributes:
        team: Whose it is.
        address: What the telephone opens.
        drawing: The same, to be read by its camera.
        ends_at: From when on it is refused.
    """

    team: str
    address: str
    drawing: Markup
    ends_at: datetime


class PhoneLinks:
    """Makes links for teams."""

    def __init__(self, desk: Desk, carrying: Carrying) -> None:
        self._desk = desk
        self._carrying = carrying

    def make(self, who: Reader, said: Said, base: str) -> PhoneLink:
        """Make a link for the team a form names, and record that its telephone is with the team.

        Raises:
            RefusedError: It may not be made; then nothing was.
        """
        if who.way != "session":
            raise PersonsOnlyError
        operation, _, object_id = said.get("team", "").partition("/")
        if not object_id:
            raise NotRecordableError(NO_TEAM)
        days = number_in(said.get("days", ""))
        if not 1 <= days <= MOST_DAYS:
            raise NotRecordableError(ODD_DAYS, most=MOST_DAYS)
        team = self._carrying.name_of(who.actor, operation, object_id)
        permit = Permit(
            name=name_of(team[:80]),
            scope="locate",
            operation=operation,
            ends_at=self._desk.clock() + timedelta(days=days),
        )
        secret = new_token()
        self._issue(who, secret, permit, object_id)
        address = f"{base.rstrip('/')}{PATH}#{secret}"
        drawing = Markup(svg_of(address))  # noqa: S704  made by us
        return PhoneLink(team=team, address=address, drawing=drawing, ends_at=permit.ends_at)

    def _issue(self, who: Reader, secret: str, permit: Permit, object_id: str) -> None:
        accounts, person = self._desk.accounts, who.actor.person
        operation = permit.operation or ""
        number = accounts.issue_token(person, digest_of(secret), permit, self._desk.clock())
        device = phone_name(permit.name, f"{number}")
        try:
            self._carrying.lend(who, operation, object_id, device, permit.ends_at)
        except RefusedError:
            accounts.revoke_token(person, number)
            raise
        note_token(self._desk.audit, who.actor, number, permit)
