/** The telephone's own senses: where it is, as often as is worth it, its battery, its screen kept alight meanwhile. */
import { every, isDue, isSpared, type Power } from "./pace";
import type { Fix } from "./told";

/** So long for a position, ms; then it is said that there is none. */
const PATIENCE = 30_000;
/** A clock of some browsers counts from elsewhere: what is a day off was not measured then. */
const DAY = 86_400_000;
const LOOK = 5_000;
const DENIED = 1;

interface BatteryManager extends EventTarget, Power {}

export interface Seen {
  moved(fix: Fix): void;
  troubled(trouble: "denied" | "unavailable" | null): void;
}

export class Watching {
  power: Power | null = null;
  private number: number | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private screen: WakeLockSentinel | null = null;
  private last: Fix | null = null;
  /** Measured too soon after the last: told a little later, lest one who stops be shown where they braked. */
  private held: Fix | null = null;
  private spared = false;

  constructor(private readonly seen: Seen) {
    const getBattery = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery;
    void getBattery?.call(navigator).then((battery) => {
      this.power = battery;
      for (const name of ["levelchange", "chargingchange"]) battery.addEventListener(name, () => this.spare());
      this.spare();
    });
    document.addEventListener("visibilitychange", () => void this.keepAlight());
  }

  get on(): boolean {
    return this.number !== null;
  }

  start(): void {
    if (this.on) return;
    this.last = this.held = null;
    this.watch();
    // Whoever does not move is told of no position: they are asked for, so that the team does not fall silent.
    this.timer = setInterval(() => this.look(), LOOK);
    void this.keepAlight();
  }

  stop(): void {
    if (this.number !== null) navigator.geolocation.clearWatch(this.number);
    if (this.timer !== null) clearInterval(this.timer);
    this.number = this.timer = null;
    void this.screen?.release();
    this.screen = null;
  }

  private watch(): void {
    if (this.number !== null) navigator.geolocation.clearWatch(this.number);
    this.spared = isSpared(this.power);
    this.number = navigator.geolocation.watchPosition(
      (position) => this.measured(position),
      (error) => this.failed(error),
      { enableHighAccuracy: !this.spared, timeout: PATIENCE, maximumAge: 0 },
    );
  }

  private spare(): void {
    if (this.on && this.spared !== isSpared(this.power)) this.watch();
  }

  private look(): void {
    const { held } = this;
    if (held && isDue(this.last, held, this.power, Date.now())) this.tell(held);
    if (this.last && Date.now() - this.last.at < every(0, this.power)) return;
    navigator.geolocation.getCurrentPosition(
      (position) => this.measured(position),
      (error) => this.failed(error),
      { enableHighAccuracy: !this.spared, timeout: PATIENCE, maximumAge: LOOK },
    );
  }

  private measured({ coords, timestamp }: GeolocationPosition): void {
    // An answer may come after one has stopped: off is off.
    if (!this.on) return;
    this.seen.troubled(null);
    const now = Date.now();
    const fix: Fix = {
      at: Math.round(Math.abs(timestamp - now) < DAY ? timestamp : now),
      lon: coords.longitude,
      lat: coords.latitude,
      accuracy: coords.accuracy,
      altitude: coords.altitude,
      speed: coords.speed,
      heading: coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading,
      battery: this.power?.level ?? null,
    };
    if (isDue(this.last, fix, this.power)) this.tell(fix);
    else this.held = fix;
  }

  private tell(fix: Fix): void {
    this.last = fix;
    this.held = null;
    this.seen.moved(fix);
  }

  private failed({ code }: GeolocationPositionError): void {
    if (this.on) this.seen.troubled(code === DENIED ? "denied" : "unavailable");
  }

  /** A page whose screen goes dark is put to sleep by the telephone. */
  private async keepAlight(): Promise<void> {
    if (!this.on || document.hidden || (this.screen && !this.screen.released)) return;
    try {
      const screen = await navigator.wakeLock?.request("screen");
      if (this.on) this.screen = screen ?? null;
      else void screen?.release();
    } catch {
      // Spared by the telephone, or not known to the browser: the page says to leave it open.
    }
  }
}
