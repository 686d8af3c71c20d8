/** The dialog of sharing: who has access, as the reel says it, and the form that changes it. */
import { allow, element, set } from "./dash";
import { make, table } from "./dom";
import { here, unchanged } from "./here";
import type { Page } from "./page";
import { present } from "./present";
import type { Access } from "./ruling";
import { accesses, organisations, standing } from "./ruling";
import { Sending } from "./sending";

const sending = new Sending("share-confirm", "share-refusal");

export const gestures = {
  sharing(clicks: number | undefined): unknown {
    if (!clicks || !here.page) return unchanged();
    showSharing(here.page);
    return true;
  },

  shared(
    clicks: number | undefined,
    organisation: string | null,
    level: string,
    starts: string | null,
    ends: string | null,
    reason: string | null,
  ): void {
    if (clicks && here.page) void share(here.page, { organisation: (organisation ?? "").trim(), level, starts, ends, reason: reason ?? "" });
  },
};

interface Asked {
  organisation: string;
  level: string;
  starts: string | null;
  ends: string | null;
  reason: string;
}

async function share(page: Page, { organisation, level, starts, ends, reason }: Asked): Promise<void> {
  const limits = [starts, ends].map((text) => (text ? page.wording.fromInput(text) : undefined));
  if (limits.includes(null)) {
    sending.refuse(page.setting.words.unreadable_limit);
    return;
  }
  const [starts_at, ends_at] = limits.map((time) => (time == null ? null : new Date(time).toISOString()));
  const seq =
    level === "none"
      ? await sending.record(page, "Revoked", { organisation, reason }, { category: "command" })
      : await sending.record(page, "Granted", { organisation, level, reason, starts_at, ends_at }, { category: "command" });
  if (seq === null) return;
  for (const id of ["share-organisation", "share-reason", "share-starts", "share-ends"]) set(id, { value: "" });
  set("share-level", { value: "read" });
}

/** Write who has access now; called again whenever the reel grows while the dialog is open. */
export function showSharing(page: Page): void {
  const box = element("share-list");
  if (!box) return;
  const { words, access } = page.setting;
  const given = accesses(page.entries);
  const may = page.may("share");
  const headings = [words.organisation, words.level, words.since, words.until, words.given_by, words.reason];
  const owner = [make("b", {}, access.owner), access.levels.coordinate, "", "", words.owner, ""];
  const rows = given.map((each) => line(page, each, may));
  box.replaceChildren(
    table(may ? [...headings, ""] : headings, [may ? [...owner, ""] : owner, ...rows]),
    ...(given.length ? [] : [make("p", { className: "hint" }, words.shared_with_nobody)]),
  );
  const known = organisations(page.entries).filter((name) => name !== access.owner);
  set("share-organisation", { data: known });
  allow("share-confirm", may, page.why("share"));
}

function line(page: Page, access: Access, may: boolean): (Node | string)[] {
  const { words, access: ours } = page.setting;
  const time = (at: number | null): string => (at === null ? "" : page.wording.dayAndTime(at));
  const state = standing(access, present());
  const level = ours.levels[access.level] ?? access.level;
  return [
    access.organisation,
    state === "in_force" ? level : `${level} (${words[state]})`,
    time(access.starts_at ?? access.since),
    time(access.ends_at),
    access.by,
    access.reason,
    ...(may
      ? [
          make(
            "button",
            { className: "small", aria: { label: `${words.change} ${access.organisation}` }, onclick: () => change(page, access) },
            words.change,
          ),
        ]
      : []),
  ];
}

/** Fill the form with an access, to be given anew or taken back. */
function change(page: Page, access: Access): void {
  const field = (at: number | null): string => (at === null ? "" : page.wording.forInput(at));
  set("share-organisation", { value: access.organisation });
  set("share-level", { value: access.level });
  set("share-starts", { value: field(access.starts_at) });
  set("share-ends", { value: field(access.ends_at) });
  requestAnimationFrame(() => element("share-reason")?.focus());
}
