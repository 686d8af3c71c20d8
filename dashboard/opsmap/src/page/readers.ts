/** Who may read what is imported: whoever reads the operation, our own organisation, or some beside it. */
import { choose, labelled, tick } from "./asking";
import { audienceOf, othersOf, type Choice, type Said } from "./audience";
import { make } from "./dom";
import { wordsOf } from "./importing";
import type { Page } from "./page";

export interface Readers {
  choice: Choice;
  readonly of: Set<string>;
}

export const everybody = (): Readers => ({ choice: "all", of: new Set() });

/** The field; which organisations is asked once it is for some of them. */
export function askReaders(page: Page, readers: Readers): HTMLElement {
  const words = wordsOf(page);
  const others = othersOf(page.setting);
  const list = make(
    "div",
    { className: "admitted" },
    ...(others.length > 0
      ? others.map((name) => tick(name, readers.of.has(name), (on) => void (on ? readers.of.add(name) : readers.of.delete(name))))
      : [make("p", { className: "hint" }, words.nobody_else)]),
  );
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", words.which);
  const show = (): void => void list.classList.toggle("hidden", readers.choice !== "some");
  const choices = [["all", words.everybody], ["own", words.own], ["some", words.some]] as const;
  const choice = choose(choices, readers.choice, (value) => {
    readers.choice = value as Choice;
    show();
  });
  show();
  return make("div", {}, labelled(words.readers, choice), list);
}

/** What is sent for it, or the sentence that says what is missing. */
export function readersOf(page: Page, { choice, of }: Readers): Said {
  return audienceOf({ choice, of: [...of], until: "" }, page.wording, page.setting.words);
}
