/** The browser's own print of the page: the map as it is drawn, since a canvas of WebGL prints blank. */
import { here } from "./here";
import { captioned } from "./passing";

const PRINTED = "printed-map";

/** Puts a picture of the map in its place while the page is printed. */
export function listenForPrint(): void {
  window.addEventListener("beforeprint", () => {
    const { page } = here;
    const image = page ? captioned(page) : null;
    if (!page || !image) return;
    image.className = PRINTED;
    document.querySelector(".ground")?.append(image);
    const title = document.querySelector(".printed-title");
    if (title) title.textContent = page.setting.operation.name;
  });
  window.addEventListener("afterprint", () => {
    for (const image of document.querySelectorAll(`.${PRINTED}`)) image.remove();
  });
}
