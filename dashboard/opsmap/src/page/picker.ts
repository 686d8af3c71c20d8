/** The picker of operations: in groups, each with how many of its entries are unread. */
import { unreadIn } from "./reading";
import { here } from "./here";
import { fill } from "./setting";

export interface Group {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

/** The operations of all groups, in the order they are shown. */
export function choicesOf(groups: readonly Group[]): string[] {
  return groups.flatMap(({ items }) => items.map(({ value }) => value));
}

type Make = (type: string, props: object | null, ...children: unknown[]) => unknown;

/** Hand the picker the way an operation is drawn in its list. */
export function dressPicker(): void {
  const script = window as unknown as {
    React: { createElement: Make };
    dashMantineFunctions?: Record<string, unknown>;
  };
  script.dashMantineFunctions = {
    ...script.dashMantineFunctions,
    vigieOperation({ option, checked }: { option: { value: string; label: string }; checked?: boolean }): unknown {
      const h = script.React.createElement;
      const unread = unreadIn(option.value);
      const words = here.page?.setting.words;
      const count = unread && words ? h("span", { className: "count" }, fill(words.unread_there, { count: unread })) : null;
      return h("div", { className: checked ? "choice-of chosen" : "choice-of" }, h("span", null, option.label), count);
    },
  };
}
