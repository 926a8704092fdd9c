import 'server-only'
import { createHash } from 'node:crypto'
import { runReportSchema, type RunReport } from '@/lib/api/report'

// Names are chosen by tenants: what turns the direction of text around, or commands a terminal, is written as an escape.
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/**
 * The report as a document: keys in the order of the schema whatever made the object, two blanks of indent, one newline
 * at the end. Equal reports give equal bytes in UTF-8.
 * @throws {ZodError} if it is no report
 */
export function toReportJson(report: RunReport): string {
  const text = JSON.stringify(runReportSchema.parse(report), null, 2)
  return `${text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

/** SHA-256 of a document's bytes in UTF-8, as `sha256sum` prints it. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
