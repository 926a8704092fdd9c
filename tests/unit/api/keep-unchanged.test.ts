import { describe, expect, it } from 'vitest'
import { keepUnchanged } from '@/lib/api/keep-unchanged'

const run = (count: number, changed: readonly number[] = []) => ({
  state: changed.length === 0 ? 'quiet' : 'moved',
  session: {
    name: 'Plan',
    tasks: Array.from({ length: count }, (_, index) => ({
      key: `vm${index}`,
      point: { id: `p${index}` },
      progress: changed.includes(index) ? 41 : 40,
    })),
  },
})

describe('keepUnchanged', () => {
  it('keeps the objects of rows that are the same, and takes the others over', async () => {
    const before = run(1_200)
    const kept = await keepUnchanged(before, run(1_200, [3, 700, 1_199]))
    const others = kept.session.tasks.flatMap((task, index) =>
      task === before.session.tasks[index] ? [] : [index],
    )
    expect(others).toEqual([3, 700, 1_199])
    expect(kept.session.tasks[700]).toEqual({ key: 'vm700', point: { id: 'p700' }, progress: 41 })
    expect(kept.session.tasks[700]?.point).toBe(before.session.tasks[700]?.point)
    expect(kept.state).toBe('moved')
  })

  it('takes rows that are new, and drops those that are gone', async () => {
    expect((await keepUnchanged(run(900), run(1_100))).session.tasks).toHaveLength(1_100)
    expect((await keepUnchanged(run(1_100), run(900))).session.tasks).toHaveLength(900)
  })

  it('leaves what is small, or the first, as it came', async () => {
    const now = run(500)
    expect(await keepUnchanged(run(500), now)).toBe(now)
    const first = run(1_000)
    expect(await keepUnchanged(undefined, first)).toBe(first)
  })

  it('lets others have their turn in between', async () => {
    const seen: string[] = []
    const work = keepUnchanged(run(2_000), run(2_000, [1])).then(() => seen.push('done'))
    setTimeout(() => seen.push('somebody else'), 0)
    await work
    expect(seen).toEqual(['somebody else', 'done'])
  })
})
