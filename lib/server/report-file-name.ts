import 'server-only'
import type { RunReport } from '@/lib/api/report'

const LONGEST_SLUG = 40
const LONGEST_NAME = 80
/** What no file system, header or reader should meet in a file's name. */
const UNFIT = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu

/**
 * Names the report's file: what it is, of which plan, of which day (UTC) and session. `ascii` is safe everywhere;
 * `full` has the plan's own name, in whatever script.
 */
export function toFileName(report: RunReport, extension: 'json' | 'csv'): { ascii: string; full: string } {
  const { session, asOfUtc } = report
  const day = (session.creationTimeUtc ?? asOfUtc).slice(0, 10)
  const id8 = session.id.slice(0, 8)
  const join = (plan: string): string =>
    `${['failover-report', plan, day, id8].filter((part) => part !== '').join('-')}.${extension}`
  return { ascii: join(toSlug(session.name ?? '')), full: join(toPlainName(session.name ?? '')) }
}

function toSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '')
}

function toPlainName(name: string): string {
  // By code points: half a pair would be no text.
  const chars = Array.from(name.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim())
  return chars.slice(0, LONGEST_NAME).join('').trim()
}

/** @see RFC 6266: the plain name for those who do not read the other */
export function toContentDisposition({ ascii, full }: { ascii: string; full: string }): string {
  const encoded = encodeURIComponent(full).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
