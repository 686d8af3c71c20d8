/** The least of many fields, cell by cell; which seconds end a band; and the bands somebody types. */

/** What a field has where nobody gets in time (`coverage/cells.py`). */
export const NOT_REACHED = 65_535;
/** As many bands as there are colours that are told apart, and the longest of them, minutes. */
export const MOST_BANDS = 5;
export const LONGEST_MIN = 60;

export type Field = Uint16Array<ArrayBuffer>;

/** Writes the least of `fields` into `into`, which may be none of them; of no field nothing is reached. */
export function minimum(fields: readonly Field[], into: Field): void {
  if (fields.length === 0) {
    into.fill(NOT_REACHED);
    return;
  }
  into.set(fields[0]);
  for (let f = 1; f < fields.length; f++) {
    const field = fields[f];
    for (let i = 0; i < into.length; i++) {
      const seconds = field[i];
      if (seconds < into[i]) into[i] = seconds;
    }
  }
}

/**
 * The seconds of a field up to which each band goes: times are longer by the factor of the pace, and whoever goes
 * first takes so many minutes to leave. A band that is over before anybody left has none.
 */
export function thresholds(bands: readonly number[], factor: number, delayMin: number): number[] {
  return bands.map((minutes) => Math.max(0, ((minutes - delayMin) * 60) / factor));
}

/** "5, 10, 20": up to five different whole or half minutes, the least first; null for what is no such list. */
export function typedBands(text: string): number[] | null {
  const parts = text.split(/\s*[;,]\s+|\s*;\s*|\s+|,(?=\d{2,})/u).filter((part) => part !== "");
  const minutes = [...new Set(parts.map((part) => Number(part.replace(",", "."))))].sort((a, b) => a - b);
  if (minutes.length === 0 || minutes.length > MOST_BANDS) return null;
  return minutes.every((each) => each > 0 && each <= LONGEST_MIN) ? minutes : null;
}

/** The band a cell is in, the first being 0; -1 for none. */
export function bandOf(seconds: number, ends: readonly number[]): number {
  return seconds === NOT_REACHED ? -1 : ends.findIndex((end) => seconds <= end);
}
