import 'server-only'
import { z } from 'zod'
import { toReportCsv } from './report-csv'
import { toContentDisposition, toFileName } from './report-file-name'
import type { ShownReport } from '@/lib/api/report'

export const reportQuerySchema = z.object({
  format: z.enum(['json', 'csv']),
  /** Of the JSON document: the very report that somebody was shown. */
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
    .optional(),
})

/** The report as a file. */
export function toReportResponse({ report, json, sha256 }: ShownReport, format: 'json' | 'csv'): Response {
  const headers = {
    // A proxy or our own server that packed the reply would give it other bytes than the digest is of (RFC 9530).
    'Cache-Control': 'no-store, no-transform',
    'X-Content-Type-Options': 'nosniff',
    'Content-Disposition': toContentDisposition(toFileName(report, format)),
  }
  if (format === 'csv') {
    const type = 'text/csv; charset=utf-8; header=present'
    return new Response(toReportCsv(report, sha256), { headers: { ...headers, 'Content-Type': type } })
  }
  const digest = Buffer.from(sha256, 'hex').toString('base64')
  return new Response(json, {
    headers: {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Repr-Digest': `sha-256=:${digest}:`,
    },
  })
}
