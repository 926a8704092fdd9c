import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeTask, seenAt, START } from './fixtures'
import type { TaskSession } from '@/lib/failover/failover-session'
import { joinSeen, type SeenSession } from '@/lib/failover/seen-session'
import { numberTasks, type Remembered } from '@/lib/recorder/remembered'

type Known = Pick<Remembered, 'seen' | 'taskNumbers'>

const unlinked = (n: number): TaskSession => {
  const task = makeTask(n)
  return { ...task, key: task.vmName ?? '', vmReplicaPoint: null }
}

describe('numbers of rows', () => {
  const before = (tasks: TaskSession[], numbers?: Iterable<[string, number]>) => ({
    seen: seenAt(START, tasks),
    taskNumbers: new Map(numbers ?? tasks.map((task, index) => [task.key, index + 1] as [string, number])),
  })

  it('begin at 1, in the order of the first look', () => {
    expect([...numberTasks(null, [makeTask(7), makeTask(3)]).values()]).toEqual([1, 2])
    expect(numberTasks(null, []).size).toBe(0)
  })

  it('stay the same object while no row comes or goes', () => {
    const known = before([makeTask(1), makeTask(2)])
    expect(numberTasks(known, [makeTask(2), makeTask(1)])).toBe(known.taskNumbers)
  })

  it('go on after the last one ever given', () => {
    const known = before([makeTask(1)], [[makeTask(1).key, 9]])
    expect([...numberTasks(known, [makeTask(2), makeTask(1), makeTask(3)]).values()]).toEqual([10, 9, 11])
  })

  it('stay with a VM whose key has changed, also of namesakes', () => {
    const namesakes = [unlinked(1), { ...unlinked(1), key: 'vm1#2' }]
    const linked = [makeTask(1), { ...makeTask(2), vmName: 'vm1' }]
    expect([...numberTasks(before(namesakes), linked).values()].toSorted((a, b) => a - b)).toEqual([1, 2])
  })

  it('are never given twice and never change, whatever rows come, gain a point or are left out', () => {
    const row = fc.record({ n: fc.integer({ min: 1, max: 6 }), linked: fc.boolean() })
    const looks = fc.array(fc.uniqueArray(row, { selector: ({ n }) => n }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(looks, (all) => {
        let known: Known | null = null
        const numberOf = new Map<string, number>()
        for (const rows of all) {
          const read = seenAt(
            START,
            rows.map(({ n, linked }) => (linked ? makeTask(n) : unlinked(n))),
          )
          const seen: SeenSession = known === null ? read : joinSeen(known.seen, read)
          const taskNumbers: Known['taskNumbers'] = new Map(numberTasks(known, seen.session.tasks))
          expect(new Set(taskNumbers.values()).size).toBe(seen.session.tasks.length)
          for (const task of seen.session.tasks) {
            const no = taskNumbers.get(task.key) ?? 0
            expect(numberOf.get(task.vmName ?? '') ?? no).toBe(no)
            numberOf.set(task.vmName ?? '', no)
          }
          known = { seen, taskNumbers }
        }
      }),
    )
  })
})
