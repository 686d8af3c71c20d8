/** A demonstration: which of its people one is, and being another. */
import { reveal, set } from "./dash";
import { here } from "./here";
import { proof } from "./proof";
import type { Setting } from "./setting";

export const gestures = {
  became(person: string | null): void {
    const { page } = here;
    if (!person || !page || person === page.setting.person) return;
    void become(person);
  },
};

/** Offer the people there are; outside a demonstration there are none. */
export function offerPeople({ people, person }: Setting): void {
  reveal("person", people !== undefined);
  if (!people) return;
  set("person", { data: people.map(({ key, label }) => ({ value: key, label })), value: person ?? null });
}

async function become(person: string): Promise<void> {
  const response = await fetch("/demonstration/person", {
    method: "POST",
    credentials: "same-origin",
    headers: proof(),
    body: new URLSearchParams({ person }),
  }).catch(() => null);
  // A page that is told of nobody else stays who it was.
  if (response?.ok) location.reload();
  else if (here.page) offerPeople(here.page.setting);
}
