"""The rule of the picture once more, as plain as can be, sharing no code with the house."""

from dashboard.journal import Changed, Moved, Placed, Planned, Struck, Transitioned, Withdrawn


def naive_picture(entries, at, known_at):  # noqa: C901
    """Return ``{object_id: (kind, status, geometry, values, from, to)}`` at (at, known_at)."""
    known = [e for e in entries if known_at is None or e.recorded_at <= known_at]

    def counts(entry):
        for later in known:
            names_it = later.corrects == entry.seq or (
                isinstance(later.fact, Struck) and later.fact.seq == entry.seq
            )
            if names_it and later.seq > entry.seq and counts(later):
                return False
        return True

    told = [e for e in known if e.occurred_at <= at and counts(e)]
    told.sort(key=lambda e: e.seq)
    told.sort(key=lambda e: e.occurred_at)
    objects = {}
    for entry in told:
        fact = entry.fact
        name = getattr(fact, "object_id", None)
        if isinstance(fact, Placed):
            window = (fact.planned_from, fact.planned_to)
            objects[name] = [fact.kind, fact.status, fact.geometry, dict(fact.values), *window]
        elif name in objects:
            if isinstance(fact, Moved):
                objects[name][2] = fact.geometry
            elif isinstance(fact, Changed):
                objects[name][3] = objects[name][3] | dict(fact.values)
            elif isinstance(fact, Transitioned):
                objects[name][1] = fact.status
            elif isinstance(fact, Planned):
                objects[name][4:] = [fact.planned_from, fact.planned_to]
            elif isinstance(fact, Withdrawn):
                del objects[name]
    return {name: tuple(state) for name, state in objects.items()}


def plainly(picture):
    """Return a house picture in the shape of ``naive_picture``."""
    return {
        o.object_id: (
            o.kind, o.status, o.geometry, dict(o.values), o.planned_from, o.planned_to
        )
        for o in picture.objects.values()
    }  # fmt: skip
