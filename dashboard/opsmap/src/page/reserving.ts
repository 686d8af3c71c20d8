/** Keeping an entry, or all that is said of an object, for some organisations. */
import type { Choice } from "./audience";
import { audienceOf, offerAudiences, showAudience } from "./audience";
import { allow, reveal, set } from "./dash";
import type { Row } from "./grid";
import { here, unchanged } from "./here";
import type { Page } from "./page";
import { present } from "./present";
import { Sending } from "./sending";
import { fill } from "./setting";

const sending = new Sending("reserve-confirm", "reserve-refusal");

export const gestures = {
  admitting(entry: Choice, reserve: Choice, document: Choice): void {
    reveal("entry-audience-of", entry === "some");
    reveal("reserve-audience-of", reserve === "some");
    reveal("documents-audience-of", document === "some");
  },

  reserving(clicks: number | undefined): unknown {
    const { page } = here;
    if (!clicks || !page?.entry) return unchanged();
    begin(page, page.entry);
    return true;
  },

  reserved(
    clicks: number | undefined,
    what: string | null,
    choice: Choice,
    of: string[] | null,
    until: string | null,
  ): void {
    if (clicks && here.page?.entry) void reserve(here.page, here.page.entry, what ?? "entry", { choice, of: of ?? [], until: until ?? "" });
  },
};

/** Offer the entry, and those of its objects that our organisation placed. */
function begin(page: Page, entry: Row): void {
  const { words, access } = page.setting;
  const ours = entry.objects.filter((object) => page.placedBy(object) === access.organisation);
  const choices = [
    ...(entry.organisation === access.organisation ? [{ value: "entry", label: words.this_entry }] : []),
    ...ours.map((object) => ({ value: object, label: fill(words.this_object, { name: page.nameOf(object) }) })),
  ];
  set("reserve-what", { data: choices, value: choices[0]?.value ?? null });
  const [limit] = page.limits.on(entry, present());
  showAudience("reserve", limit?.audience ?? null, limit?.until ?? null, page.wording);
  offerAudiences(page.setting);
  sending.clear();
  allow("reserve-confirm", page.may("reserve"), page.why("reserve"));
}

async function reserve(
  page: Page,
  entry: Row,
  what: string,
  asked: { choice: Choice; of: string[]; until: string },
): Promise<void> {
  const said = audienceOf(asked, page.wording, page.setting.words);
  if ("wrong" in said) {
    sending.refuse(said.wrong);
    return;
  }
  const named = what === "entry" ? { seq: entry.seq } : { object_id: what };
  const seq = await sending.record(page, "Reserved", { ...named, ...said }, { category: "command" });
  if (seq !== null) set("reserve-dialog", { opened: false });
}
