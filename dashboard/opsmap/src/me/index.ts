/** The page `/me`: its buttons, its outbox, and what opens it again where there is no network. */
import { fill } from "../page/setting";
import { takeLink } from "./keeping";
import { Me } from "./me";
import { openOutbox } from "./outbox";
import { View, element } from "./view";

async function begin(): Promise<void> {
  const isNew = takeLink();
  const { box, lasts } = await openOutbox();
  const view = new View();
  // What waits from another link may be somebody else's way: whoever holds the telephone now says whether it is theirs.
  const { fixes, statuses } = await box.count();
  if (isNew && fixes + statuses > 0 && !confirm(fill(view.words.send_old, { fixes, statuses }))) await box.clear();
  const me = new Me(view, box, lasts);
  const pressed: Record<string, () => void> = {
    switch: () => me.turn(),
    agree: () => me.agree(),
    later: () => me.later(),
    undo: () => void me.pressing.undo(),
    drop: () => void me.drop(),
    forget: () => void me.forget(),
  };
  for (const [id, press] of Object.entries(pressed)) element(id).addEventListener("click", press);
  element("steps").addEventListener("click", ({ target }) => {
    const status = (target as Element).closest<HTMLElement>("[data-status]")?.dataset.status;
    if (status) void me.pressing.press(status);
  });
  // A link that is opened while the page is there: begun anew, with it.
  addEventListener("hashchange", () => location.reload());
  await me.begin();
}

void begin();
// Opened again without a network, a page that is not kept would be gone, and with it the switch.
void navigator.serviceWorker?.register("/me/worker.js", { scope: "/me" }).catch(() => undefined);
