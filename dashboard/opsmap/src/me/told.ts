/** What the page of a telephone and the server say to each other (`web/phone_api.py`). */

/** A position, in the units of the Geolocation API; `at` is when it was measured, ms. */
export interface Fix {
  at: number;
  lon: number;
  lat: number;
  accuracy: number | null;
  altitude: number | null;
  speed: number | null;
  heading: number | null;
  /** 0 to 1. */
  battery: number | null;
}

/** A status that was pressed, or taken back, when it was pressed, and where if that is known. */
export interface Pressed {
  at: number;
  status: string;
  lon: number | null;
  lat: number | null;
  taken_back: boolean;
}

export type Item = { kind: "fix"; said: Fix } | { kind: "status"; said: Pressed };

export interface Step {
  status: string;
  label: string;
  key: string | null;
  before: string[];
}

export interface Team {
  operation: string;
  operation_name: string;
  exercise: boolean;
  object: string;
  name: string;
  status: string;
  status_label: string;
  since: number;
  until: number | null;
  readers: string[];
  steps: Step[];
}

export interface Phone {
  device: string;
  person: string | null;
  organisation: string;
  ends_at: number | null;
  may_not: string | null;
  now: number;
  teams: Team[];
}

export interface Report {
  kept: number;
  repeated: number;
  refused: number;
  refusals: { code: string; sentence: string }[];
  phone: Phone;
}
