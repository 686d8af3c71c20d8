/** The small script every page loads: it names the component for Dash, and fetches the map itself when one is shown. */
import type { DrawCommand, Emit, Handle, Props, Reports } from "./types";

/** Names of the built files, which carry a digest of their content; put here by the build. */
declare const ENGINE: string;
declare const WORKER: string;

type DashProps = Props & Partial<Reports> & { setProps: Emit };
type Engine = typeof import("./map");
type OpsMap = ReturnType<Engine["create"]>;

/** The part of React this component uses. The page brings React: two copies of it cannot share hooks. */
interface React {
  createElement(type: string, props: Record<string, unknown>): unknown;
  useEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
  useRef<T>(initial: T): { current: T };
}

interface Page extends Window {
  React: React;
  dash_component_api?: { getLayout(id: string): { props: Record<string, unknown> } | undefined; stringifyId(id: unknown): string };
  vigie?: Record<string, unknown>;
}

const page = window as unknown as Page & Record<string, unknown>;
const base = (document.currentScript as HTMLScriptElement).src.replace(/[^/]*$/u, "");
let loaded: Promise<Engine> | undefined;

function engine(): Promise<Engine> {
  loaded ??= import(base + ENGINE).then((engine: Engine) => {
    page.vigie = { ...page.vigie, whatHolds: engine.whatHolds };
    return engine;
  });
  // A page that lost its network for a moment may try again.
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

type Root = HTMLDivElement & { opsmap?: Handle };

/** What the page can hold of a map that is not there yet: the last instant asked for is shown when it is. */
class Waiting implements Handle {
  map: Handle["map"] = null;
  readonly whenReady: Promise<void>;
  readonly #callbacks = new Set<Parameters<Handle["onReel"]>[0]>();
  readonly #hearers: Emit[] = [];
  #asked: Parameters<Handle["showAt"]> | null = null;
  #opsmap: OpsMap | null = null;
  #ready!: () => void;

  constructor() {
    this.whenReady = new Promise((settle) => (this.#ready = settle));
  }

  arrive(opsmap: OpsMap): void {
    this.#opsmap = opsmap;
    this.map = opsmap.map;
    if (this.#asked) opsmap.showAt(...this.#asked);
    opsmap.onReel((reel) => this.#callbacks.forEach((callback) => callback(reel)));
    void opsmap.ready.then(this.#ready);
  }

  showAt(time: number, knownAt: number | null = null): void {
    if (this.#opsmap) this.#opsmap.showAt(time, knownAt);
    else this.#asked = [time, knownAt];
  }

  hear(callback: Emit): void {
    this.#hearers.push(callback);
  }

  report(reports: Partial<Reports>): void {
    for (const hearer of this.#hearers) hearer(reports);
  }

  reel(): ReturnType<Handle["reel"]> {
    return this.#opsmap?.reel() ?? null;
  }

  draw(command: DrawCommand): void {
    this.#opsmap?.draw(command);
  }

  picture(): ReturnType<Handle["picture"]> {
    return this.#opsmap?.picture() ?? null;
  }

  filmed(...asked: Parameters<Handle["filmed"]>): ReturnType<Handle["filmed"]> {
    return this.#opsmap?.filmed(...asked) ?? null;
  }

  reach(...asked: Parameters<Handle["reach"]>): void {
    this.#opsmap?.reach(...asked);
  }

  onFilmed(...asked: Parameters<Handle["onFilmed"]>): ReturnType<Handle["onFilmed"]> {
    return this.#opsmap?.onFilmed(...asked) ?? (() => undefined);
  }

  async settled(): Promise<void> {
    await this.#opsmap?.settled();
  }

  wentAt(): number[] {
    return this.#opsmap?.wentAt() ?? [];
  }

  drawn(): ReturnType<Handle["drawn"]> {
    return this.#opsmap?.drawn() ?? [];
  }

  amend(answer: Parameters<Handle["amend"]>[0]): boolean {
    return this.#opsmap?.amend(answer) ?? false;
  }

  track(news: Parameters<Handle["track"]>[0]): number {
    return this.#opsmap?.track(news) ?? 0;
  }

  fixAt(...asked: Parameters<Handle["fixAt"]>): ReturnType<Handle["fixAt"]> {
    return this.#opsmap?.fixAt(...asked) ?? null;
  }

  standsAt(object: string): ReturnType<Handle["standsAt"]> {
    return this.#opsmap?.standsAt(object) ?? null;
  }

  onReel(callback: Parameters<Handle["onReel"]>[0]): () => void {
    this.#callbacks.add(callback);
    const reel = this.reel();
    if (reel) callback(reel);
    return () => this.#callbacks.delete(callback);
  }
}

/** What Dash is to be told of: not what is quiet, nor what it holds already; null for nothing. */
function audible(reports: Partial<Reports>, props: DashProps): Partial<Reports> | null {
  const told = Object.entries(reports).filter(([name, value]) => {
    const report = name as keyof Reports;
    return !props.quiet?.includes(report) && (props[report] ?? null) !== value;
  });
  return told.length > 0 ? Object.fromEntries(told) : null;
}

function OpsMap(props: DashProps): unknown {
  const { createElement, useEffect, useRef } = page.React;
  const root = useRef<Root | null>(null);
  const latest = useRef(props);
  const given = useRef<Props | null>(null);
  const opsmap = useRef<OpsMap | null>(null);
  latest.current = props;

  useEffect(() => {
    let gone = false;
    const element = root.current as Root;
    const handle = new Waiting();
    element.opsmap = handle;
    const emit: Emit = (reports) => {
      if (gone) return;
      handle.report(reports);
      const told = audible(reports, latest.current);
      if (told) latest.current.setProps(told);
    };
    engine()
      .then((made) => {
        if (gone) return;
        given.current = latest.current;
        opsmap.current = made.create(element, base + WORKER, latest.current, emit);
        handle.arrive(opsmap.current);
      })
      .catch((error: unknown) => {
        console.error("opsmap:", error);
        emit({ loadError: { key: "noWebgl", status: null, ts: Date.now() } });
      });
    return () => {
      gone = true;
      opsmap.current?.destroy();
      opsmap.current = null;
      delete element.opsmap;
    };
  }, []);

  useEffect(() => {
    if (!opsmap.current || !given.current) return;
    opsmap.current.update(props, given.current);
    given.current = props;
  });

  const { id, className, style } = props;
  return createElement("div", {
    id: typeof id === "object" ? page.dash_component_api?.stringifyId(id) : id,
    className: ["opsmap", className].filter(Boolean).join(" "),
    style,
    ref: root,
  });
}

page["dashboard.opsmap"] = { OpsMap };
