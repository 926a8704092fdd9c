import { describe, expect, it } from 'vitest'
import { makeEndedReply, makeReport } from './fixtures'
import { sha256Of, toReportJson } from '@/lib/server/report-json'
import { toReportCsv } from '@/lib/server/report-csv'
import { parseCsv } from './parse-csv'

const AT = '2026-11-23T12:30:00.000Z'
const reply = makeEndedReply()
const [task] = reply.session.tasks
const key = task?.key ?? ''
const SAID = {
  acknowledgements: [
    { key, by: 'Kim', atUtc: AT, reason: 'host is full' },
    { key: null, by: 'Bo', atUtc: AT, reason: 'known' },
  ],
  notes: [
    { id: '2', by: 'Bo', atUtc: AT, text: 'second', publishedTo: 0 },
    { id: '1', by: 'Kim', atUtc: AT, text: 'first', publishedTo: 1 },
  ],
  finalisation: { outcome: 'undone', by: 'Kim', atUtc: AT, note: null },
} as const

describe('what staff said, in the report', () => {
  it('is left out where they said nothing', () => {
    expect(makeReport(reply)).not.toHaveProperty('said')
    expect(toReportJson(makeReport(reply))).not.toContain('"said"')
  })

  it('stands there with who and when, notes oldest first', () => {
    const { said } = makeReport({
      ...reply,
      ...SAID,
      acknowledgements: [...SAID.acknowledgements],
      notes: [...SAID.notes],
    })
    expect(said).toEqual({
      acknowledgements: [
        { key, vmName: task?.vmName, by: 'Kim', atUtc: AT, reason: 'host is full' },
        { key: null, vmName: null, by: 'Bo', atUtc: AT, reason: 'known' },
      ],
      notes: [
        { by: 'Kim', atUtc: AT, text: 'first' },
        { by: 'Bo', atUtc: AT, text: 'second' },
      ],
      finalisation: SAID.finalisation,
    })
  })

  it('changes the checksum with every word, and not with how many tenants read it', () => {
    const sumOf = (notes: { text: string; publishedTo: number }[]): string =>
      sha256Of(
        toReportJson(
          makeReport({ ...reply, notes: notes.map((note) => ({ id: '1', by: 'Kim', atUtc: AT, ...note })) }),
        ),
      )
    const one = sumOf([{ text: 'a', publishedTo: 0 }])
    expect(sumOf([{ text: 'a', publishedTo: 3 }])).toBe(one)
    expect(new Set([one, sumOf([{ text: 'b', publishedTo: 0 }]), sumOf([])]).size).toBe(3)
  })

  it('stands in every row of the table', () => {
    const report = makeReport({
      ...reply,
      ...SAID,
      acknowledgements: [...SAID.acknowledgements],
      notes: [...SAID.notes],
    })
    const [head = [], ...rows] = parseCsv(toReportCsv(report, 'sum'))
    const cellOf = (name: string): (string | undefined)[] => rows.map((row) => row[head.indexOf(name)])
    expect(new Set(cellOf('said.finalisation.outcome'))).toEqual(new Set(['undone']))
    expect(cellOf('said.notes')[0]).toBe(`${AT} Kim: first\n${AT} Bo: second`)
    expect(cellOf('said.acknowledgements')[0]).toContain(`${AT} Bo: run: known`)
  })
})
