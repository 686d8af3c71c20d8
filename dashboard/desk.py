"""The desk: what every callback, route and command is handed to work with."""

from dataclasses import dataclass, field

from dashboard.access.accounts import Accounts
from dashboard.access.audit import Audit
from dashboard.clock import Clock, now
from dashboard.coverage.regions import NO_REGIONS, Regions
from dashboard.documents import Documents
from dashboard.journal import Bell, Journal
from dashboard.operations import Library
from dashboard.operations.leading import Alone, Leading
from dashboard.remarks import MemoryRemarks, Remarks
from dashboard.settings import Settings
from dashboard.territory.catalogue import NO_MAPS, Maps
from dashboard.territory.place import NO_GAZETTEER, Gazetteer
from dashboard.tracks import MemoryReception, MemoryTracks, Reception, Tracks


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The collaborators of one running Vigie.

    Attributes:
        journal: Where entries are appended. The page and the API read through ``library`` alone.
        library: Every journal as each reader may see it.
        documents: What is attached, by its digest.
        accounts: Who may sign in, their sessions, tokens and read marks.
        audit: Who signed in, was refused, shared, read, exported.
        settings: How this installation runs.
        maps: The base maps built here.
        gazetteer: Finds places by name, in the maps built here; without one, it finds nothing.
        regions: The regions whose roads are at hand.
        tracks: Where devices have been.
        reception: What became of what feeds received.
        remarks: What whoever looks back says of an instant; no part of the journal.
        bell: Rings when something was recorded.
        beacon: Rings when positions came.
        leading: Whether this process does what is to be done once.
        clock: The present instant.
    """

    journal: Journal
    library: Library
    documents: Documents
    accounts: Accounts
    audit: Audit
    settings: Settings
    maps: Maps = NO_MAPS
    gazetteer: Gazetteer = NO_GAZETTEER
    regions: Regions = NO_REGIONS
    tracks: Tracks = field(default_factory=MemoryTracks)
    reception: Reception = field(default_factory=MemoryReception)
    remarks: Remarks = field(default_factory=MemoryRemarks)
    bell: Bell = field(default_factory=Bell)
    beacon: Bell = field(default_factory=Bell)
    leading: Leading = field(default_factory=Alone)
    clock: Clock = now
