export type Cell = string | number | boolean | null

/**
 * Where a spreadsheet would begin a formula: at the start of a cell, and behind what some settings of it take for the
 * end of one. Apostrophes before the sign are covered too, so that what is added can be taken away again.
 * @see OWASP, CSV Injection
 */
const BEFORE_FORMULA = /(?<=^|[;\t\r\n])(?='*[=+\-@\t\r＝＋－＠])/g

/** Text that names chosen by others cannot turn into a formula. The added apostrophe shows; the JSON has the very text. */
export function toHarmless(text: string): string {
  return text.replace(BEFORE_FORMULA, "'")
}

function toCell(cell: Cell): string {
  if (cell === null) return ''
  // Numbers and words of our own begin no formula.
  if (typeof cell !== 'string') return String(cell)
  const text = toHarmless(cell)
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Tells spreadsheets that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/** A table as RFC 4180 has it: CRLF, every line with as many cells; with a byte order mark. */
export function toCsvText(rows: readonly (readonly Cell[])[]): string {
  return `${BYTE_ORDER_MARK}${toCsvLines(rows)}`
}

/** A part of such a table. */
export function toCsvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')
}
