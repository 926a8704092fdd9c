import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeAttempts, toAttemptCounts, toWholeOutcome, type Attempt } from '@/lib/failover/merge-attempts'
import type { ReplicaPointId } from '@/lib/failover/ids'
import { toCounts, toOutcome, toTaskStanding, type TaskStanding } from '@/lib/failover/outcome'

const WORDS = {
  succeeded: { state: 'Stopped', result: 'Success' },
  warning: { state: 'Stopped', result: 'Warning' },
  failed: { state: 'Stopped', result: 'Failed' },
  unknown: { state: 'Stopped', result: 'None' },
  working: { state: 'Working', result: 'None' },
  waiting: { state: 'Starting', result: 'None' },
} as const satisfies Record<TaskStanding, { state: string; result: string }>

type Vm = [name: string | null, standing: TaskStanding, point?: string]

const task = ([vmName, standing, point]: Vm, index: number): Attempt['tasks'][number] => ({
  key: `k${index}`,
  vmName,
  // safe: an id of the test's own
  vmReplicaPoint: point === undefined ? null : { id: point as ReplicaPointId, name: null },
  ...WORDS[standing],
})

/** A run that is over, with the outcome that its own words and rows give it. */
function over(vms: readonly Vm[], result = 'Success'): Attempt {
  const tasks = vms.map(task)
  const words = { state: 'Stopped', result, endTimeUtc: '2026-11-23T12:00:00Z' }
  return { tasks, outcome: toOutcome(words, toCounts(tasks)) }
}
function running(vms: readonly Vm[]): Attempt {
  const tasks = vms.map(task)
  const words = { state: 'Working', result: 'None', endTimeUtc: null }
  return { tasks, outcome: toOutcome(words, toCounts(tasks)) }
}

const shown = (attempts: readonly Attempt[]): string[] =>
  mergeAttempts(attempts).map(({ name, standing, run }) => `${name ?? '-'} ${standing} ${run}`)
const whole = (attempts: readonly Attempt[]) =>
  toWholeOutcome(attempts, toAttemptCounts(mergeAttempts(attempts)))

describe('the latest outcome of each VM', () => {
  const first = over([
    ['web', 'succeeded'],
    ['sql', 'failed'],
    ['app', 'warning'],
  ])

  it.each<[string, Attempt[], string[]]>([
    ['is that of the only attempt', [first], ['web succeeded 1', 'sql failed 1', 'app warning 1']],
    [
      'stays where a later attempt has not the VM',
      [first, over([['sql', 'succeeded']])],
      ['web succeeded 1', 'sql succeeded 2', 'app warning 1'],
    ],
    [
      'may be worse than before',
      [first, over([['web', 'failed']])],
      ['web failed 2', 'sql failed 1', 'app warning 1'],
    ],
    [
      'is matched in any case of the letters, by the newest writing',
      [over([['SQL', 'failed']]), over([['sql', 'succeeded']])],
      ['sql succeeded 2'],
    ],
    [
      'counts a VM that only a later attempt has',
      [over([['a', 'failed']]), over([['b', 'succeeded']])],
      ['a failed 1', 'b succeeded 2'],
    ],
    [
      'is what goes on, while that goes on',
      [first, running([['sql', 'working']])],
      ['web succeeded 1', 'sql working 2', 'app warning 1'],
    ],
    [
      'waits while the attempt runs',
      [first, running([['sql', 'waiting']])],
      ['web succeeded 1', 'sql waiting 2', 'app warning 1'],
    ],
    [
      'is still the earlier one where the attempt was over before its turn',
      [first, over([['sql', 'waiting']], 'None')],
      ['web succeeded 1', 'sql failed 1', 'app warning 1'],
    ],
    [
      'is unknown where the attempt was over in the middle of it',
      [first, over([['sql', 'working']], 'None')],
      ['web succeeded 1', 'sql unknown 2', 'app warning 1'],
    ],
    [
      'comes from the third attempt where the second failed too',
      [first, over([['sql', 'failed']]), over([['sql', 'warning']])],
      ['web succeeded 1', 'sql warning 3', 'app warning 1'],
    ],
  ])('%s', (_what, attempts, expected) => {
    expect(shown(attempts)).toEqual(expected)
  })
})

describe('VMs of one name', () => {
  const twins = over([
    ['web', 'succeeded', 'p1'],
    ['web', 'failed', 'p2'],
  ])

  it.each<[string, Attempt[], string[]]>([
    ['are two', [twins], ['web succeeded 1', 'web failed 1']],
    [
      'are told apart by a common replica point',
      [twins, over([['web', 'warning', 'p2']])],
      ['web warning 2', 'web succeeded 1'],
    ],
    [
      'are unknown where nobody can say which was tried again',
      [twins, over([['web', 'succeeded', 'p3']])],
      ['web unknown 1', 'web unknown 1'],
    ],
    [
      'are known where it makes no difference',
      [
        over([
          ['web', 'failed'],
          ['web', 'failed'],
        ]),
        over([['web', 'failed']]),
      ],
      ['web failed 1', 'web failed 1'],
    ],
    [
      'are all replaced where as many were tried again',
      [
        twins,
        over([
          ['web', 'succeeded', 'p3'],
          ['web', 'warning', 'p4'],
        ]),
      ],
      ['web succeeded 2', 'web warning 2'],
    ],
  ])('%s', (_what, attempts, expected) => {
    expect(shown(attempts).sort()).toEqual(expected.sort())
  })

  it('are never matched without a name, but by their point', () => {
    expect(shown([over([[null, 'failed']]), over([[null, 'succeeded']])])).toEqual([
      '- failed 1',
      '- succeeded 2',
    ])
    expect(shown([over([[null, 'failed', 'p']]), over([[null, 'succeeded', 'p']])])).toEqual([
      '- succeeded 2',
    ])
  })
})

describe('the whole', () => {
  const failed = over([
    ['a', 'failed'],
    ['b', 'succeeded'],
  ])

  it.each<[string, Attempt[], ReturnType<typeof whole>]>([
    [
      'runs while an attempt does, and counts the latest failures only',
      [failed, running([['a', 'working']])],
      { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
    ],
    ['succeeds when all have', [failed, over([['a', 'succeeded']])], { kind: 'ended', result: 'success' }],
    [
      'succeeds with warnings',
      [failed, over([['a', 'warning']], 'Warning')],
      { kind: 'ended', result: 'warning' },
    ],
    ['is failed while one VM is', [failed, over([['b', 'succeeded']])], { kind: 'ended', result: 'failed' }],
    [
      'is failed where the last attempt is, whatever its rows say',
      [failed, over([['a', 'succeeded']], 'Failed')],
      { kind: 'ended', result: 'failed' },
    ],
    [
      'is unknown where the last attempt is',
      [failed, over([['a', 'succeeded']], 'None')],
      { kind: 'unknown', reported: 'None' },
    ],
    ['is unknown where a VM is', [failed, over([['a', 'unknown']])], { kind: 'unknown', reported: '' }],
    [
      'is unknown where an attempt has no rows',
      [failed, over([], 'Success'), over([['a', 'succeeded']])],
      { kind: 'unknown', reported: '' },
    ],
    ['is unknown without any attempt', [], { kind: 'unknown', reported: '' }],
  ])('%s', (_what, attempts, expected) => {
    expect(whole(attempts)).toEqual(expected)
  })
})

describe('any attempts', () => {
  const standing = fc.constantFrom<TaskStanding>(...(Object.keys(WORDS) as TaskStanding[])) // safe: its own keys
  const vm = fc.tuple(
    fc.constantFrom('a', 'A', 'b', 'c', null),
    standing,
    fc.constantFrom('p', 'q', undefined),
  )
  const attempt = fc.tuple(fc.array(vm as fc.Arbitrary<Vm>, { maxLength: 6 }), fc.boolean()) // safe: as written above
  const attempts = fc
    .array(attempt, { minLength: 1, maxLength: 4 })
    .map((all) => all.map(([vms, goesOn]) => (goesOn ? running(vms) : over(vms))))

  it('never lose a VM, and never make one of nothing', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const vms = mergeAttempts(all)
        const rows = all.flatMap(({ tasks }) => tasks)
        const names = (of: readonly (string | null)[]) =>
          new Set(of.flatMap((name) => name?.toLowerCase() ?? []))
        expect(names(vms.map(({ name }) => name))).toEqual(names(rows.map(({ vmName }) => vmName)))
        expect(vms.length).toBeLessThanOrEqual(rows.length)
        expect(new Set(vms.map(({ run, key }) => `${run} ${key}`)).size).toBe(vms.length)
        expect(toAttemptCounts(vms).total).toBe(vms.length)
      }),
    )
  })

  it('never make a success of what is none: each good VM is good in the very attempt it is said to come from', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const vms = mergeAttempts(all)
        for (const { standing: said, run, key } of vms) {
          const source = all[run - 1]?.tasks.find((row) => row.key === key)
          if (source === undefined) throw new Error('a VM without a row')
          const isGood = said === 'succeeded' || said === 'warning'
          expect(isGood ? [toTaskStanding(source)] : ['unknown', toTaskStanding(source)]).toContain(said)
        }
        const outcome = toWholeOutcome(all, toAttemptCounts(vms))
        const isSuccess = outcome.kind === 'ended' && outcome.result === 'success'
        expect(isSuccess && vms.some((one) => one.standing !== 'succeeded')).toBe(false)
      }),
    )
  })
})
