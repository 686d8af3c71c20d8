/** The margin of the log: who may read an entry, who has read it, what is attached, what is new. */
import type { Margin, Row } from "./grid";
import type { Page } from "./page";
import { present } from "./present";
import { namesOf } from "./reading";
import type { Limit } from "./ruling";
import { fill } from "./setting";

interface Mark {
  text: string;
  className: string;
  title: string;
}

export class PageMargin implements Margin {
  constructor(private readonly page: Page) {}

  isNew(seq: number): boolean {
    return this.page.marks.isNew(seq);
  }

  marksOf(row: Row): Mark[] {
    const { words } = this.page.setting;
    const read = this.page.readers.get(row.seq) ?? [];
    const attached = this.page.attached.filter(({ to }) => to === row.seq);
    return [
      ...this.page.limits.on(row, present()).slice(0, 1).map((limit) => this.limited(limit)),
      ...(attached.length
        ? [{ text: `⎘ ${attached.length}`, className: "attached", title: attached.map(({ name }) => name).join(", ") }]
        : []),
      ...(read.length
        ? [
            {
              text: fill(words.read_by, { count: read.length }),
              className: "read-by",
              title: namesOf(this.page, read),
            },
          ]
        : row.fact === "Raised"
          ? [{ text: words.alarm_ringing, className: "urgent", title: words.alarm_unread }]
          : []),
    ];
  }

  private limited({ by, audience, until }: Limit): Mark {
    const { words } = this.page.setting;
    if (until !== null && present() < until) {
      const title = fill(words.embargo_until, { time: this.page.wording.dayAndTime(until) });
      return { text: words.embargo, className: "reserved", title: `${title} · ${this.names(by, audience)}` };
    }
    return { text: words.reserved, className: "reserved", title: this.names(by, audience) };
  }

  private names(by: string, audience: readonly string[] | null): string {
    return fill(this.page.setting.words.reserved_for, { names: [by, ...(audience ?? [])].join(", ") });
  }
}
