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
