import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { toFileName } from '@/lib/server/report-file-name'
import { reportQuerySchema, toReportResponse } from '@/lib/server/report-response'
import { HOSTILE_NAME, makeEndedReply, makeReply, makeReport, show } from './fixtures'

const named = (name: string | null) => makeReport(makeEndedReply({ session: { name } }))

describe('the name of the file', () => {
  it.each([
    ['ABC Company Failover Plan', 'abc-company-failover-plan-'],
    ['Über „Größe“ & Söhne', 'uber-gro-e-sohne-'],
    ['../../etc/passwd', 'etc-passwd-'],
    [HOSTILE_NAME, 'hyperlink-http-evil-example-a1-x-cmd-c-'],
    ['災害復旧', ''],
    [null, ''],
  ])('of %j is plain ASCII', (name, slug) => {
    const { ascii } = toFileName(named(name), 'json')
    expect(ascii).toMatch(/^[a-z0-9.-]+$/)
    expect(ascii).toBe(`failover-report-${slug}2026-11-23-a986d473.json`)
  })

  it('has the plan’s own name beside it, without what no file system takes', () => {
    expect(toFileName(named('災害/復旧'), 'csv').full).toBe(
      'failover-report-災害 復旧-2026-11-23-a986d473.csv',
    )
    expect(toFileName(named(HOSTILE_NAME), 'csv').full).not.toMatch(/[\n"<>|?*\u202e]/)
    expect(toFileName(named('\ud800x'), 'csv').full).toBe('failover-report-x-2026-11-23-a986d473.csv')
  })

  it('takes the day of the observation where the start is not reported', () => {
    const report = makeReport(makeReply({ session: { creationTimeUtc: null } }))
    expect(toFileName(report, 'json').ascii).toContain('-2026-11-23-')
  })
})

describe('the reply', () => {
  it('is the JSON document, byte for byte, with its digest', async () => {
    const shown = show(named('災害'))
    const response = toReportResponse(shown, 'json')
    const body = Buffer.from(await response.arrayBuffer())
    expect(body.toString('utf8')).toBe(shown.json)
    const sha256 = createHash('sha256').update(body)
    expect(sha256.copy().digest('hex')).toBe(shown.sha256)
    expect(response.headers.get('Repr-Digest')).toBe(`sha-256=:${sha256.digest('base64')}:`)
    expect(response.headers.get('Cache-Control')).toBe('no-store, no-transform')
    expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="failover-report-2026-11-23-a986d473.json"; filename*=UTF-8''failover-report-%E7%81%BD%E5%AE%B3-2026-11-23-a986d473.json`,
    )
  })

  it('or the CSV, with a byte order mark', async () => {
    const response = toReportResponse(show(named('A')), 'csv')
    const body = Buffer.from(await response.arrayBuffer())
    expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('Repr-Digest')).toBeNull()
  })
})

describe('the query', () => {
  it('needs a form and takes a checksum', () => {
    const sha256 = 'AB'.repeat(32)
    expect(reportQuerySchema.parse({ format: 'csv', sha256 })).toEqual({
      format: 'csv',
      sha256: sha256.toLowerCase(),
    })
    for (const query of [
      {},
      { format: 'pdf' },
      { format: 'json', sha256: 'abc' },
      { format: 'json', sha256: '' },
    ])
      expect(reportQuerySchema.safeParse(query).success).toBe(false)
  })
})
