/** A table saved as CSV, as the server's own are (`exchange/tables.py`): a byte order mark, semicolons, and no formulas. */

const MARK = "\ufeff";
/** How a cell begins that a spreadsheet would compute. */
const FORMULA = /^ *[=+\-@\t\r\n]/;

export function csv(rows: readonly (readonly string[])[]): string {
  return MARK + rows.map((cells) => `${cells.map(cell).join(";")}\r\n`).join("");
}

/** Hand a text to the reader as a file. */
export function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
