/** Symbols for a printer that has no colours. */

/** A symbol without its colours: each becomes the grey that is as bright (ITU-R BT.601). */
export function grey(svg: string): string {
  return svg.replace(/#([0-9a-f]{6}|[0-9a-f]{3})\b/giu, (_, hex: string) => {
    const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../gu) as string[]);
    const [red, green, blue] = pairs.map((pair) => Number.parseInt(pair, 16));
    const level = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    return `#${level.toString(16).padStart(2, "0").repeat(3)}`;
  });
}
