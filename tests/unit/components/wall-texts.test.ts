import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fill } from '@/components/wall/fill'
import { toRunWords } from '@/components/wall/run-words'
import { printDuration, printMoment, printTileMoment } from '@/components/wall/wall-texts'
import type { SessionSummary } from '@/lib/api/replies'
import type { Outcome } from '@/lib/failover/outcome'
import { wall } from '@/lib/i18n/messages/en/wall'

type Leaf = { key: string; text: string }

const leaves = (node: object, path: string[] = []): Leaf[] =>
  Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    const here = [...path, name]
    if (typeof value === 'string') return [{ key: here.join('.'), text: value }]
    return typeof value === 'object' && value !== null ? leaves(value, here) : []
  })

const all = leaves(wall)

describe('the texts of the wall', () => {
  it('are plain: no exclamation, no "please", no double blank, and no form that only an i18n runtime can read', () => {
    expect(all.length).toBeGreaterThan(80)
    expect(all.filter(({ text }) => /!|please| {2}|\{\w+,|<\w+>/i.test(text))).toEqual([])
  })

  it('are all shown', () => {
    const code = [
      ...readdirSync('components/wall', { recursive: true, encoding: 'utf8' }),
      '../../app/wall/page.tsx',
      '../../app/wall/layout.tsx',
    ]
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(`components/wall/${name}`, 'utf8'))
      .join('\n')
    // What a code of a closed list chooses is not named by itself.
    const chosen =
      /^(reason|shortReason|duration|months|board\.(unknown|idleScope|todayKind)|tile\.(success|warning|failed|stale|lost|tag\.\w+)|band\.(live|late|stale|lost|sound))/
    const unused = all.filter(
      ({ key }) => !chosen.test(key) && !code.includes(`.${key.split('.').at(-1) ?? ''}`),
    )
    expect(unused.map(({ key }) => key)).toEqual([])
  })

  it('are filled by name, and show what nobody has filled', () => {
    expect(fill('{a} of {b}', { a: 1, b: 'two' })).toBe('1 of two')
    expect(fill('{a} of {b}', { a: '{b}' })).toBe('{b} of {b}')
  })

  it('print spans and moments as the rest of the monitor does', () => {
    expect([500, 59_000, 125_000, 3_960_000, 90_000_000].map((ms) => printDuration(wall, ms))).toEqual([
      '< 1 s',
      '59 s',
      '2 min 05 s',
      '1 h 06 min',
      '1 d 01 h',
    ])
    expect(printDuration(wall, 125_000, 'minute')).toBe('2 min')
    const nowMs = Date.parse('2026-11-23T23:59:59Z')
    expect(printMoment(wall, '2026-11-23T08:15:00.077Z', nowMs)).toBe('08:15:00 UTC')
    expect(printMoment(wall, '2026-11-22T08:15:00Z', nowMs)).toBe('2026-11-22, 08:15:00 UTC')
    // A minute past midnight, a moment before it is no riddle.
    expect(printMoment(wall, '2026-11-23T23:59:00Z', Date.parse('2026-11-24T00:01:00Z'))).toBe('23:59:00 UTC')
    expect(printTileMoment(wall, '2026-11-23T08:15:00.077Z', nowMs)).toBe('08:15:00 UTC')
    expect(printTileMoment(wall, '2026-09-02T08:15:00Z', nowMs)).toBe('2 Sep 08:15 UTC')
  })
})

describe('the state of a run on the wall', () => {
  const running = (failedSoFar: number, warningSoFar: number): Outcome => ({
    kind: 'running',
    failedSoFar,
    warningSoFar,
  })
  it.each<[Outcome, string | null, string]>([
    [running(1, 3), 'Working', '1 failed, running'],
    [running(12, 0), 'Stopping', '12 failed, running'],
    [running(0, 1), 'Working', '1 warning, running'],
    [running(0, 3), 'Working', '3 warnings, running'],
    [running(0, 0), 'Starting', 'Starting'],
    [running(0, 0), 'working', 'Working'],
    [running(0, 0), 'Stopping', 'Stopping'],
    [running(0, 0), 'Pausing', 'Pausing'],
    [running(0, 0), null, 'No state, running'],
    [{ kind: 'ended', result: 'success' }, 'Stopped', 'Succeeded'],
    [{ kind: 'ended', result: 'warning' }, 'Stopped', 'Warnings, ended'],
    [{ kind: 'ended', result: 'failed' }, 'Stopped', 'Failed'],
    [{ kind: 'unknown', reported: 'None' }, 'Stopped', 'Unknown, ended'],
  ])('%j with the word %j reads %j', (outcome, state, words) => {
    // safe: only these two fields are looked at
    expect(toRunWords(wall.tile, { outcome, session: { state } } as SessionSummary)).toBe(words)
  })
})
