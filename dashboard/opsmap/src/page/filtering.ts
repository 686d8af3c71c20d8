/** The log's own filter: the server says which entries are found, by the same rules as everywhere. */
import type { Grid } from "./grid";

export class Filter {
  private query = "";
  private asking: AbortController | null = null;

  constructor(
    private readonly grid: Grid,
    private readonly where: () => { url: string; ownEyes: boolean },
  ) {}

  /** Show only what is found; nothing asked for shows all. */
  search(query: string): void {
    this.query = query;
    if (query.trim()) void this.ask();
    else {
      this.asking?.abort();
      this.grid.search("", null);
    }
  }

  /** The log grew, or is another one. */
  again(): void {
    if (this.query.trim()) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const mine = (this.asking = new AbortController());
    const { url, ownEyes } = this.where();
    let found: ReadonlySet<number> | null = null;
    try {
      // Of what others could see the server keeps no index; nor is it always there.
      const asks = new URLSearchParams({ q: this.query });
      const answer = ownEyes ? await fetch(`${url}/find/numbers?${asks}`, { credentials: "same-origin", signal: mine.signal }) : null;
      if (answer?.ok) found = new Set(((await answer.json()) as { numbers: number[] }).numbers);
    } catch {
      // Then by the letters of the words alone.
    }
    if (!mine.signal.aborted) this.grid.search(this.query, found);
  }
}
