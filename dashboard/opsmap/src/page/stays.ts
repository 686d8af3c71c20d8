/** Who and what was in an area, when: from the versions of the reel, so of nothing the reader may not read. */
import type { Reel, Values } from "../reel";
import { TODAY, drawnFrom, drawnTo } from "../reel";
import { relation, type Area, type Relation } from "../relation";
import type { LngLat } from "../types";

/** One object, one uninterrupted time in the area. Ends that are not seen are infinite. */
export interface Stay {
  readonly object: string;
  readonly kind: string;
  /** As it was last in that time. */
  readonly status: string;
  readonly values: Values;
  /** The most of it that lay in the area. */
  readonly relation: Exclude<Relation, "outside">;
  /** Who says where it is: its device, or the log. */
  readonly by: "device" | "log";
  readonly from: number;
  readonly to: number;
}

type Piece = Stay;

const NONE: ReadonlyMap<string, LngLat> = new Map();

/** Finds what lies in one area: the same geometry is looked at once, however often the clock moves. */
export class Inside {
  private readonly known = new Map<number, Relation>();

  constructor(
    private readonly reel: Reel,
    private readonly area: Area,
    /** The area itself, where it is an object of the operation. */
    private readonly but: string | null = null,
  ) {}

  /** What lies in it at an instant; `placed` are the objects that stand where their devices say then, not where the log does. */
  at(time: number, known: number | null, placed: ReadonlyMap<string, LngLat> = NONE): Stay[] {
    return this.pieces(known, placed).filter(({ from, to }) => from <= time && time < to);
  }

  /** Each stay that meets a time, in order of arrival. */
  between(start: number, end: number, known: number | null): Stay[] {
    const stays: Stay[] = [];
    for (const piece of this.pieces(known).sort((a, b) => a.from - b.from)) {
      if (piece.from >= end || piece.to <= start) continue;
      const last = stays.findLastIndex(({ object }) => object === piece.object);
      // It changed, or moved, and never left.
      if (last >= 0 && stays[last].to === piece.from) stays[last] = joined(stays[last], piece);
      else stays.push(piece);
    }
    return stays;
  }

  /** Every version that lies in the area, for as long as it is drawn. */
  private pieces(known: number | null, placed = NONE): Piece[] {
    const [{ versions, values }, k] = [this.reel, known ?? TODAY];
    const stands = new Map([...placed].map(([object, coordinates]) => [object, relation({ type: "Point", coordinates }, this.area)]));
    const found: Piece[] = [];
    for (let version = 0; version < versions.count; version++) {
      if (versions.knownFrom[version] > k || k >= versions.knownTo[version]) continue;
      const object = this.reel.objects[versions.object[version]];
      const lies = stands.get(object) ?? this.relationOf(versions.geometry[version]);
      const [from, to] = [drawnFrom(this.reel, version), drawnTo(this.reel, version)];
      if (lies === "outside" || object === this.but || from >= to) continue;
      found.push({
        object,
        kind: versions.kind[version],
        status: versions.status[version],
        values: values[versions.values[version]] ?? {},
        relation: lies,
        by: stands.has(object) ? "device" : "log",
        from,
        to,
      });
    }
    return found;
  }

  private relationOf(geometry: number): Relation {
    if (geometry < 0) return "outside";
    let lies = this.known.get(geometry);
    if (lies === undefined) this.known.set(geometry, (lies = relation(this.reel.geometries[geometry], this.area)));
    return lies;
  }
}

function joined(stay: Stay, next: Piece): Stay {
  const whole = stay.relation === "inside" || next.relation === "inside";
  return { ...next, from: stay.from, relation: whole ? "inside" : "partly" };
}
