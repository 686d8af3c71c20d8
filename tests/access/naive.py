"""The rules of reading once more, as plain as can be, sharing no code with the house."""

from dashboard.journal import Granted, Opened, Reserved, Revoked, Struck


def counting(entries, at):
    """Return the entries recorded by ``at`` that count then."""
    known = [e for e in entries if e.recorded_at <= at]

    def counts(entry):
        for later in known:
            names_it = later.corrects == entry.seq or (
                isinstance(later.fact, Struck) and later.fact.seq == entry.seq
            )
            if names_it and later.seq > entry.seq and counts(later):
                return False
        return True

    return [e for e in known if counts(e)]


def has_access(entries, organisation, at):
    """Return whether ``organisation`` may read the operation at ``at``."""
    if organisation == entries[0].organisation:
        return True
    grant = None
    for entry in counting(entries, at):
        if isinstance(entry.fact, Granted) and entry.fact.organisation == organisation:
            grant = entry.fact
        if isinstance(entry.fact, Revoked) and entry.fact.organisation == organisation:
            grant = None
    if grant is None:
        return False
    begun = grant.starts_at is None or grant.starts_at <= at
    return begun and (grant.ends_at is None or at < grant.ends_at)


def may_read(entries, organisation, at, entry):
    """Return whether ``organisation`` may read ``entry`` at ``at``."""
    if entry.organisation == organisation or isinstance(entry.fact, Opened):
        return True

    def admits(owner, said):
        if owner == organisation:
            return True
        if said.embargo_until is not None and at < said.embargo_until:
            return False
        return said.audience is None or organisation in said.audience

    rules = [e for e in counting(entries, at) if isinstance(e.fact, Reserved)]
    on_entry = [e.fact for e in rules if e.fact.seq == entry.seq and e.seq > entry.seq]
    if not admits(entry.organisation, on_entry[-1] if on_entry else entry):
        return False
    for name in entry.objects:
        on_object = [e for e in rules if e.fact.seq is None and e.fact.object_id == name]
        if on_object and not admits(on_object[-1].organisation, on_object[-1].fact):
            return False
    named = [n for n in (entry.target, entry.about) if n is not None and 0 < n < entry.seq]
    return all(may_read(entries, organisation, at, entries[n - 1]) for n in named)
