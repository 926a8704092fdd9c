import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { runReportSchema } from '@/lib/api/report'
import { sha256Of, toReportJson } from '@/lib/server/report-json'
import { HOSTILE_NAME, makeCases, makeEndedReply, makeReport, show } from './fixtures'

const cases = Object.entries(makeCases())

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  )
}

/** Every number in a value, by its path. */
function numbersIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => numbersIn(part, [...path, key]))
}

describe.each(cases)('the JSON of a run: %s', (_name, report) => {
  it('follows the schema and gives back the whole report', () => {
    const json = toReportJson(report)
    expect(runReportSchema.parse(JSON.parse(json))).toEqual(report)
    expect(json).toMatch(/^\{\n {2}"format": "failover-report",\n {2}"version": 1,\n/)
    expect(json.endsWith('}\n')).toBe(true)
  })

  it('has the same bytes for the same report, whatever made it', () => {
    // safe: only the order of keys differs
    const other = reversed(structuredClone(report)) as typeof report
    expect(toReportJson(other)).toBe(toReportJson(report))
  })
})

it('gives the same hash for two builds from equal input', () => {
  const [one, other] = [makeEndedReply(), makeEndedReply()].map((reply) => show(makeReport(reply)))
  expect(one?.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(one?.sha256).toBe(other?.sha256)
  expect(one?.sha256).toBe(
    createHash('sha256')
      .update(one?.json ?? '')
      .digest('hex'),
  )
})

it('changes its hash with any figure', () => {
  const report = makeReport(makeEndedReply())
  const paths = numbersIn(report).filter((path) => path[0] !== 'version')
  expect(paths.length).toBeGreaterThan(60)
  const hashes = paths.map((path) => {
    const changed = structuredClone(report)
    // safe: the path was found in an equal value just before
    const owner = path
      .slice(0, -1)
      .reduce<Record<string, unknown>>((part, key) => part[key] as Record<string, unknown>, changed)
    const key = String(path.at(-1))
    owner[key] = owner[key] === 100 ? 99 : Number(owner[key]) + 1
    return sha256Of(toReportJson(changed))
  })
  expect(new Set([...hashes, show(report).sha256]).size).toBe(paths.length + 1)
})

it('refuses what is no report', () => {
  const report = makeReport(makeEndedReply())
  expect(() => toReportJson({ ...report, asOfUtc: 'yesterday' })).toThrow('asOfUtc')
})

it('writes what turns text around or commands a terminal as escapes, and loses nothing', () => {
  const name = `${HOSTILE_NAME}\u009b31m\u2028\u2066\ud800`
  const json = toReportJson(makeReport(makeEndedReply({ session: { name } })))
  expect(json).not.toMatch(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/)
  expect(runReportSchema.parse(JSON.parse(json)).session.name).toBe(name)
})
