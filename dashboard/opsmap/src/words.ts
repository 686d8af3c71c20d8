/** The few words the map says by itself, in both languages. */
import type { Locale } from "./types";

const fr = {
  map: "Carte opérationnelle. Flèches : déplacer. Plus et moins : changer l’échelle.",
  zoomIn: "Zoom avant",
  zoomOut: "Zoom arrière",
  north: "Remettre le nord en haut",
  attribution: "Sources du fond de carte",
  close: "Fermer la fiche",
  card: "Fiche de l’objet",
  here: "{count} objets ici",
  closeList: "Fermer la liste",
  lastNews: "Dernières nouvelles",
  absent: "N’est pas sur la carte à cet instant.",
  planned: "Prévu",
  from: "à partir de",
  until: "jusqu’à",
  position: "Position",
  fromDevice: "de l’appareil",
  fromLog: "de la main courante",
  lastFix: "Dernière position",
  speed: "Vitesse",
  course: "Cap",
  compass: ["N", "NE", "E", "SE", "S", "SO", "O", "NO"],
  accuracy: "Précision",
  within: "à {distance} près",
  battery: "Batterie",
  receivedLate: "Reçue",
  after: "{delay} après",
  follow: "Suivre sur la carte",
  following: "Suivi de {name}",
  stopFollowing: "arrêter",
  yes: "oui",
  no: "non",
};

type Words = typeof fr;

const en: Words = {
  map: "Operational map. Arrows: move. Plus and minus: change the scale.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  north: "Turn north up again",
  attribution: "Base map sources",
  close: "Close the card",
  card: "Object card",
  here: "{count} objects here",
  closeList: "Close the list",
  lastNews: "Last news",
  absent: "Not on the map at this instant.",
  planned: "Planned",
  from: "from",
  until: "until",
  position: "Position",
  fromDevice: "from the device",
  fromLog: "from the log",
  lastFix: "Last fix",
  speed: "Speed",
  course: "Course",
  compass: ["N", "NE", "E", "SE", "S", "SW", "W", "NW"],
  accuracy: "Accuracy",
  within: "within {distance}",
  battery: "Battery",
  receivedLate: "Received",
  after: "{delay} later",
  follow: "Follow on the map",
  following: "Following {name}",
  stopFollowing: "stop",
  yes: "yes",
  no: "no",
};

const WORDS: Record<Locale, Words> = { fr, en };

export function words(locale: Locale): Words {
  return WORDS[locale];
}

/** BCP 47 tag for numbers and times: English as read in Europe, with a 24-hour clock. */
export function tag(locale: Locale): string {
  return locale === "fr" ? "fr-FR" : "en-GB";
}

const MINUTE = 60_000;

/** "12 minutes ago": seconds under two minutes if they matter, and hours beyond two of them. */
export function ago(ms: number, locale: Locale, seconds = true): string {
  const format = new Intl.RelativeTimeFormat(tag(locale), { numeric: "always" });
  if (seconds && ms < 2 * MINUTE) return format.format(-Math.max(0, Math.floor(ms / 1000)), "second");
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  return minutes < 120 ? format.format(-minutes, "minute") : format.format(-Math.floor(minutes / 60), "hour");
}
