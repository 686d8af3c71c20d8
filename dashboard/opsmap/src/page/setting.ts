/** What the server says when an operation is chosen: whom the page is about, and in which words. */
import type { Figure } from "./figures";
import type { Kind } from "./kinds";
import type { Category, Intake, Side } from "../capacity";
import type { Customs, Staffing } from "../shifts";
import type { ReachTold } from "./reach";
import type { Level, Phase } from "./ruling";
import type { NeedInputs } from "./plan-need";
import type { Told } from "./telling";
import type { Locale } from "./wording";

export interface Setting {
  operation: {
    id: string;
    name: string;
    time_zone: string;
    starts_at: number;
    ends_at: number;
    exercise: boolean;
    continuous: boolean;
    area: [number, number, number, number] | null;
    /** What it is a variant of; null for an operation at large. */
    variant_of: { id: string; name: string; readable: boolean } | null;
  };
  /** What the reader may do, and who could do the rest (`views/rights.py`). */
  access: {
    name: string;
    organisation: string;
    role: string;
    owner: string;
    level: Level;
    phase: Phase;
    /** What is to be said of an operation that is over, all the time. */
    over: string | null;
    may: Record<string, boolean>;
    refusals: Record<string, string>;
    organisations: string[];
    levels: Record<string, string>;
    phases: Record<string, string>;
  };
  locale: Locale;
  url: string;
  /** Sentences of the page, with {places} to fill. */
  words: Record<string, string>;
  categories: Record<string, string>;
  priorities: Record<string, string>;
  reliabilities: Record<string, string>;
  means: Record<string, string>;
  standings: Record<string, string>;
  figures: Figure[];
  /** The words of the directory (`views/directory.py`). */
  directory: {
    fields: Record<string, string>;
    functions: Record<string, string>;
    statuses: Record<string, string>;
    verbs: Record<string, { label: string; before: string[]; after: string }>;
  };
  /** The words of imports, the kinds they may make, and the map services that may be asked (`views/importing.py`). */
  importing: {
    words: Record<string, string>;
    kinds: { key: string; label: string; statuses: Record<string, string>; fields: Record<string, string> }[];
    origins: string[];
  };
  /** The words of differences and deviations, and of every kind (`views/telling.py`). */
  telling: Told;
  /** What the inputs of the rules are made from (`views/plan_need.py`). */
  need: NeedInputs;
  /** What finds and tells what there is to look at in a roster (`views/shifts.py`). */
  shifts: { staffing: Staffing; customs: Customs; sentences: Record<string, string>; unscheduled: string; no_place: string };
  /** What holds casualties against places, and its words (`views/plan_capacity.py`). */
  capacity: { intake: Intake; categories: Record<Category, string>; sides: Record<Side, string>; chart: string };
  /** What may be placed, topmost layer first (`views/form.py`). */
  kinds: readonly Kind[];
  /** What is to be known of teams: which are free, their digits, where a scene may be (`views/nearest.py`). */
  teams: { kind: string; available: readonly string[]; keys: Record<string, string>; on_scene: string; scenes: readonly string[]; far_m: number };
  /** Who gives help and how, what closes the ways, the paces (`views/plan_reach.py`). */
  reach: ReachTold;
  /** The people of a demonstration, and which of them one is. */
  people?: { key: string; label: string; description: string }[];
  person?: string;
}

/** Fill the {places} of a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
