/** A quiet sound for an alarm, for whoever turned it on at this screen; made here, no file is fetched. */

const KEY = "vigie-alarm-sound";
/** Two soft notes, a third apart (Hz), and how loud, of 1. */
const NOTES = [660, 830];
const LOUD = 0.06;
const LONG_S = 0.22;

let context: AudioContext | null = null;

export function sounds(): boolean {
  return localStorage.getItem(KEY) === "on";
}

/** Turned on by a click, which is what a browser asks for before it lets a page sound. */
export function turnSound(on: boolean): void {
  localStorage.setItem(KEY, on ? "on" : "off");
  if (on) chime();
}

export function chime(): void {
  if (!sounds()) return;
  context ??= new AudioContext();
  void context.resume();
  NOTES.forEach((note, number) => play(context!, note, context!.currentTime + number * LONG_S));
}

function play(on: AudioContext, note: number, at: number): void {
  const [voice, volume] = [on.createOscillator(), on.createGain()];
  voice.frequency.value = note;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUD, at + LONG_S / 4);
  volume.gain.linearRampToValueAtTime(0, at + LONG_S);
  voice.connect(volume).connect(on.destination);
  voice.start(at);
  voice.stop(at + LONG_S);
}
