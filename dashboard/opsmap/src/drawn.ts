/** Begins the names of the sources and layers of what is drawn and not recorded yet. */
export const DRAWN = "opsmap-draw";
