/** Lines of a ticket; a null value leaves its line out. */
export type TicketLine = readonly [label: string, value: string | null]

export type Ticket = {
  heading: string
  /** What belongs together stands together, with an empty line before it. */
  blocks: readonly (readonly TicketLine[])[]
  failure: { label: string; text: string }
  foot: readonly TicketLine[]
}

/** Between two failures that are copied together. */
const RULE = '-'.repeat(60)

/** Plain text that any ticket system keeps as it is: no tabs, no markup, one fact to a line. */
export function toTicketText(tickets: readonly Ticket[]): string {
  return tickets.map(toText).join(`\n\n${RULE}\n\n`)
}

function toText({ heading, blocks, failure, foot }: Ticket): string {
  const parts = [heading, ...blocks.map(toLines), `${failure.label}:\n${failure.text}`, toLines(foot)]
  return parts.filter((part) => part !== '').join('\n\n')
}

function toLines(lines: readonly TicketLine[]): string {
  return lines.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`])).join('\n')
}

/** `2026-11-23 11:46:27 UTC`: complete, for who reads the ticket next year in another zone. */
export function toTicketTime(utc: string): string {
  return `${utc.slice(0, 10)} ${utc.slice(11, 19)} UTC`
}
