/**
 * The inks of bands: viridis (S. van der Walt and N. Smith, 2015), whose steps of lightness are even and are told apart
 * by whoever sees fewer colours, and in grey. The nearest is the one that stands out most from the ground.
 */
import type { Theme } from "../types";

type Ink = readonly [red: number, green: number, blue: number];

const VIRIDIS: readonly Ink[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];
/** Which of them so many bands have: as far from each other as can be. */
const CHOSEN: readonly (readonly number[])[] = [[], [1], [0, 3], [0, 2, 4], [0, 1, 3, 4], [0, 1, 2, 3, 4]];
export const OPACITY = 0.45;

/** The inks of so many bands, the nearest first. */
export function inksOf(bands: number, theme: Theme): Ink[] {
  const inks = CHOSEN[bands].map((i) => VIRIDIS[i]);
  return theme === "dark" ? CHOSEN[bands].map((i) => VIRIDIS[4 - i]) : inks;
}

export function css([red, green, blue]: Ink, opacity = 1): string {
  return `rgb(${red} ${green} ${blue} / ${opacity})`;
}
