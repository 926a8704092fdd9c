/** Reads CSV as RFC 4180 has it, knowing nothing of the code that writes it. Throws at whatever is not in the RFC. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let at = 0
  while (at < text.length) {
    const row: string[] = []
    for (;;) {
      let cell = ''
      if (text[at] === '"') {
        at += 1
        for (;;) {
          const next = text.indexOf('"', at)
          if (next < 0) throw new Error('a quote is never closed')
          cell += text.slice(at, next)
          at = next + 1
          if (text[at] !== '"') break
          cell += '"'
          at += 1
        }
      } else {
        const end = /[,\r\n"]|$/.exec(text.slice(at))?.index ?? 0
        cell = text.slice(at, at + end)
        at += end
      }
      row.push(cell)
      if (text[at] === ',') at += 1
      else if (text.startsWith('\r\n', at)) {
        at += 2
        break
      } else throw new Error(`unexpected ${JSON.stringify(text.slice(at, at + 10))}`)
    }
    rows.push(row)
  }
  return rows
}

/** Takes away the apostrophes that keep a spreadsheet from seeing a formula. */
export function withoutGuards(cell: string): string {
  return cell.replace(/(?<=^|[;\t\r\n])'(?='*[=+\-@\t\r＝＋－＠])/g, '')
}
