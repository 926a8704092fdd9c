import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ATTEMPT_WITHIN_MS, type AttemptRun, findAttempts, isFurtherAttempt } from '@/lib/failover/attempts'

const START_MS = Date.parse('2026-11-23T12:00:00.000Z')
const MINUTE = 60_000
const utc = (ms: number): string => new Date(START_MS + ms).toISOString()

type Spec = Partial<AttemptRun> & {
  /** So many VMs that have failed. */
  failed?: number
}

const run = (id: string, startMs: number, { failed = 0, ...over }: Spec = {}): AttemptRun => ({
  id,
  plan: { id: 'plan' },
  name: 'ABC Plan',
  backupServer: { id: 'server' },
  kind: null,
  creationTimeUtc: utc(startMs),
  endTimeUtc: null,
  failedVms: Array.from({ length: failed }, (_, n) => `vm${n}`),
  startedVms: [],
  ...over,
})
const FAILED = run('a', 0, { failed: 2 })
const idsOf = (runs: readonly AttemptRun[]): string => runs.map(({ id }) => id).join('')

describe('a further attempt', () => {
  it.each<[string, Partial<AttemptRun>, Partial<AttemptRun>, boolean]>([
    ['starts 40 min after a run with failed VMs', {}, {}, true],
    ['needs failed VMs', { failedVms: [] }, {}, false],
    ['may follow a run that is tagged real', { kind: 'real' }, {}, true],
    ['is no test after a real run', { kind: 'real' }, { kind: 'test' }, false],
    ['is no test after an untagged run', {}, { kind: 'test' }, false],
    ['is a test after a test', { kind: 'test' }, { kind: 'test' }, true],
    ['is no undo', {}, { kind: 'undo' }, false],
    ['needs the same backup server', {}, { backupServer: { id: 'other' } }, false],
    ['needs a backup server', { backupServer: null }, { backupServer: null }, false],
    ['needs the same plan, whatever its name', {}, { plan: { id: 'other' } }, false],
    ['is of the same plan, also where that was renamed', {}, { name: 'New name' }, true],
    ['goes by the name where a plan is not known', { plan: null }, {}, true],
    ['is of another name where a plan is not known', { plan: null }, { name: 'Other' }, false],
    ['needs a name where no plan is known', { plan: null, name: null }, { plan: null, name: null }, false],
    ['needs a start', {}, { creationTimeUtc: null }, false],
    ['needs the start of the first', { creationTimeUtc: null }, {}, false],
  ])('%s', (_what, first, second, expected) => {
    expect(isFurtherAttempt({ ...FAILED, ...first }, run('b', 40 * MINUTE, second))).toBe(expected)
  })

  it.each([
    [-1, false],
    [0, false],
    [1, true],
    [ATTEMPT_WITHIN_MS, true],
    [ATTEMPT_WITHIN_MS + 1, false],
  ])('starts %d ms after the first: %s', (ms, expected) => {
    expect(isFurtherAttempt(FAILED, run('b', ms))).toBe(expected)
  })
})

describe('the attempts of one failover', () => {
  const second = run('b', 60 * MINUTE, { failed: 1 })
  const third = run('c', ATTEMPT_WITHIN_MS + 30 * MINUTE)

  it('are the same whichever of them is asked', () => {
    for (const one of [FAILED, second, third])
      expect(idsOf(findAttempts(one, [third, FAILED, second]))).toBe('abc')
  })

  it('are a chain: the third belongs to the second and not to the first', () => {
    expect(isFurtherAttempt(FAILED, third)).toBe(false)
    expect(idsOf(findAttempts(third, [FAILED]))).toBe('c')
    expect(idsOf(findAttempts(third, [FAILED, { ...second, failedVms: [] }]))).toBe('c')
  })

  describe('end where nothing is left to be tried again', () => {
    const retry = (over: Partial<AttemptRun>) =>
      run('b', 30 * MINUTE, { endTimeUtc: utc(50 * MINUTE), startedVms: ['vm0', 'vm1'], ...over })
    const nextDay = run('c', 23 * 60 * MINUTE)

    it.each<[string, Partial<AttemptRun>, string]>([
      ['all that failed has been started', {}, 'ab'],
      ['one VM is left', { startedVms: ['vm0'] }, 'abc'],
      ['the retry was not over when the next run started', { endTimeUtc: utc(23.5 * 60 * MINUTE) }, 'abc'],
      ['nobody knows when the retry ended', { endTimeUtc: null }, 'abc'],
      ['the retry was of another plan', { plan: { id: 'other' } }, 'ac'],
    ])('%s', (_what, over, expected) => {
      const again = retry(over)
      expect(idsOf(findAttempts(FAILED, [again, nextDay]))).toBe(expected)
      expect(idsOf(findAttempts(nextDay, [FAILED, again]))).toBe(expected.includes('c') ? expected : 'c')
    })

    it('by several retries together, and not for a VM whose name nobody knows', () => {
      const [one, other] = [retry({ startedVms: ['vm0'] }), retry({ startedVms: ['vm1'] })]
      const later = { ...other, id: 'd', creationTimeUtc: utc(60 * MINUTE), endTimeUtc: utc(70 * MINUTE) }
      expect(idsOf(findAttempts(FAILED, [one, later, nextDay]))).toBe('abd')
      const unnamed = { ...FAILED, failedVms: ['vm0', null] }
      expect(idsOf(findAttempts(unnamed, [retry({}), nextDay]))).toBe('abc')
    })
  })

  it('leave out what was declined, also through a third run', () => {
    const declined = (pair: string) => (one: string, other: string) => [one, other].sort().join('') === pair
    expect(idsOf(findAttempts(second, [FAILED, third], declined('ab')))).toBe('bc')
    expect(idsOf(findAttempts(FAILED, [second, third], declined('ab')))).toBe('a')
    const near = run('c', 90 * MINUTE)
    expect(idsOf(findAttempts(near, [FAILED, second], declined('ab')))).toBe('bc')
  })

  it('always hold the run itself, once, in the order of the starts, and nothing that nobody links', () => {
    const runs = fc.array(
      fc.record({
        startMin: fc.integer({ min: 0, max: 4_000 }),
        failed: fc.integer({ min: 0, max: 2 }),
        started: fc.subarray(['vm0', 'vm1']),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(runs, fc.nat(), (specs, pick) => {
        const all = specs.map(({ startMin, failed, started }, n) =>
          run(`r${n}`, startMin * MINUTE, {
            failed,
            startedVms: started,
            endTimeUtc: utc((startMin + 10) * MINUTE),
          }),
        )
        const asked = all[pick % all.length] ?? run('none', 0)
        const found = findAttempts(asked, all)
        expect(new Set(found).size).toBe(found.length)
        expect(found).toContain(asked)
        const starts = found.map(({ creationTimeUtc }) => Date.parse(creationTimeUtc ?? ''))
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        for (const one of found) {
          const linked = all.some(
            (other) => isFurtherAttempt(one, other, all) || isFurtherAttempt(other, one, all),
          )
          expect(linked || found.length === 1).toBe(true)
          expect(findAttempts(one, all)).toEqual(found)
        }
      }),
    )
  })
})
