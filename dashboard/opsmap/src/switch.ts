/** A state of versions that the map is told of: only what came to be otherwise than it was told. */
export class Switch {
  readonly #name: string;
  readonly #on = new Set<number>();
  readonly #told = new Set<number>();
  readonly #touched = new Set<number>();

  constructor(name: string) {
    this.#name = name;
  }

  get size(): number {
    return this.#on.size;
  }

  has(version: number): boolean {
    return this.#on.has(version);
  }

  turn(version: number, on: boolean): void {
    if (this.#on.has(version) === on) return;
    if (on) this.#on.add(version);
    else this.#on.delete(version);
    this.#touched.add(version);
  }

  /** On for these alone. */
  only(versions: ReadonlySet<number>): void {
    for (const version of this.#on) if (!versions.has(version)) this.turn(version, false);
    for (const version of versions) this.turn(version, true);
  }

  /** The map knows nothing of it any more. */
  forgotten(): void {
    this.#told.clear();
    for (const version of this.#on) this.#touched.add(version);
  }

  /** Answers whether anything was to be told. */
  tell(set: (version: number, state: Record<string, boolean>) => void): boolean {
    let told = false;
    for (const version of this.#touched) {
      const on = this.#on.has(version);
      if (on === this.#told.has(version)) continue;
      if (on) this.#told.add(version);
      else this.#told.delete(version);
      set(version, { [this.#name]: on });
      told = true;
    }
    this.#touched.clear();
    return told;
  }
}
