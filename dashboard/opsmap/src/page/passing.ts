/** Passing the moment on: the map as an image under a caption that says what it is, or a link to it. */
import type { Page } from "./page";
import { fill } from "./setting";

const CAPTION = 44;
const FONT = `"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`;

/** What stands under an image that leaves the page: it must not be taken for another moment, or for real. */
export function caption(page: Page): string[] {
  const { setting, wording, clock } = page;
  const { words, operation } = setting;
  const { time, way, pair } = clock.shown;
  const seen = way === "pair" ? fill(words.print_way_pair, { time: wording.dayAndTime(pair ?? time) }) : words[`print_way_${way}`];
  const instant = `${wording.weekday(time)}, ${wording.shortTime(time)}`;
  return [operation.exercise ? words.print_exercise : "", operation.name, instant, seen].filter(Boolean);
}

/** Copy the map; a browser that lets no image be copied saves it. Answers with what was done, in a sentence. */
export async function copyImage(page: Page): Promise<string> {
  const { words, operation } = page.setting;
  const made = imageOf(page);
  try {
    // Given as a promise: some browsers only allow copying in the very gesture that asks for it.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    return words.image_copied;
  } catch {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await made);
    link.download = `${operation.id}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return words.image_saved;
  }
}

export async function copyLink(page: Page): Promise<string> {
  const { words } = page.setting;
  const link = page.link();
  try {
    await navigator.clipboard.writeText(link);
    return words.link_copied;
  } catch {
    return fill(words.link_shown, { link });
  }
}

/** The map as it is drawn now, over its caption. */
export function captioned(page: Page): HTMLCanvasElement | null {
  const map = page.picture();
  if (!map) return null;
  const ratio = Math.max(1, window.devicePixelRatio);
  const image = document.createElement("canvas");
  [image.width, image.height] = [map.width, map.height + CAPTION * ratio];
  const paper = image.getContext("2d");
  if (!paper) return null;
  const { exercise } = page.setting.operation;
  paper.drawImage(map, 0, 0);
  paper.fillStyle = exercise ? "#7a1fa2" : "#16212b";
  paper.fillRect(0, map.height, image.width, image.height - map.height);
  paper.fillStyle = "#ffffff";
  paper.textBaseline = "middle";
  const said = caption(page).join(" · ");
  // A narrow map has its caption in smaller letters rather than cut.
  let size = 16 * ratio;
  const room = image.width - 24 * ratio;
  paper.font = `600 ${size}px ${FONT}`;
  size = Math.min(size, (size * room) / paper.measureText(said).width);
  paper.font = `600 ${size}px ${FONT}`;
  paper.fillText(said, 12 * ratio, map.height + (CAPTION * ratio) / 2);
  return image;
}

function imageOf(page: Page): Promise<Blob> {
  return new Promise((settle, fail) => {
    const image = captioned(page);
    if (!image) return fail(new Error("there is no map to copy"));
    image.toBlob((blob) => (blob ? settle(blob) : fail(new Error("the image could not be written"))), "image/png");
  });
}
