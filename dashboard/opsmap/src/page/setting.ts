/** What the server says when an operation is chosen: whom the page is about, and in which words. */
import type { Figure } from "./figures";
import type { Locale } from "./wording";

export interface Setting {
  operation: {
    id: string;
    name: string;
    time_zone: string;
    starts_at: number;
    ends_at: number;
    exercise: boolean;
    area: [number, number, number, number] | null;
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
}

/** Fill the {places} of a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
