import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeWrite, sessionId } from './samples'

describeOnEngines('attempts of one failover', ({ store, open, dump, sql: harm }) => {
  const run = (n: number) => ({ sessionId: sessionId(n), startMs: at(n * 60) })
  const join = async (numbers: readonly number[], seconds = 1, by = 'Zoë') =>
    (await store().joinAttempts(numbers.map(run), { by, atMs: at(seconds) }))?.joined
  const joinWithout = (numbers: readonly number[], apart: readonly number[], by = 'Zoë') =>
    store().joinAttempts(numbers.map(run), { by, atMs: at(1) }, apart.map(sessionId))
  const pairs = async () => (await store().readAttempts()).declined.map(({ one, other }) => [one, other])
  const groups = async () =>
    (await store().readAttempts()).groups.map((group) => group.runs.map((one) => one.sessionId))
  const ids = (...numbers: number[]) => numbers.map(sessionId)

  it('are none until a person says so', async () => {
    expect(await store().readAttempts()).toEqual({ groups: [], declined: [] })
  })

  it('stand in the order of their starts, with who said so and when', async () => {
    expect(await join([2, 1])).toBe(2)
    const { groups: found } = await store().readAttempts()
    expect(found).toMatchObject([
      {
        runs: [1, 2].map((n) => ({ ...run(n), joinedMs: at(1), joinedBy: 'Zoë' })),
      },
    ])
    expect(found[0]?.id).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('take in a further run, and leave who joined the first ones', async () => {
    await join([1, 2])
    expect(await join([1, 2, 3], 9, 'Bo')).toBe(1)
    const [group] = (await store().readAttempts()).groups
    expect(group?.runs.map((one) => one.joinedBy)).toEqual(['Zoë', 'Zoë', 'Bo'])
    expect(await join([1, 3], 10, 'Ada')).toBe(0)
    expect((await store().readAttempts()).groups).toEqual([group])
  })

  it('of two failovers become one where a run belongs to both', async () => {
    await join([1, 2])
    await join([3, 4])
    expect(await groups()).toHaveLength(2)
    expect(await join([2, 3])).toBe(0)
    expect(await groups()).toEqual([ids(1, 2, 3, 4)])
  })

  it('need two runs', async () => {
    expect(await join([1])).toBe(0)
    expect(await join([1, 1])).toBe(0)
    expect(await groups()).toEqual([])
  })

  it('are separated one by one, and one alone is none', async () => {
    await join([1, 2, 3])
    expect(await store().separateAttempt(sessionId(2))).toEqual(ids(1, 3))
    expect(await groups()).toEqual([ids(1, 3)])
    expect(await store().separateAttempt(sessionId(1))).toEqual(ids(3))
    expect(await groups()).toEqual([])
    expect(await store().separateAttempt(sessionId(1))).toBeNull()
    expect(await store().check()).toEqual([])
  })

  it('can be declined, by whoever does it first, and joined nevertheless', async () => {
    await store().declineAttempts(sessionId(2), ids(1, 2, 3), { by: 'Zoë', atMs: at(1) })
    await store().declineAttempts(sessionId(1), ids(2), { by: 'Bo', atMs: at(2) })
    const said = { declinedMs: at(1), declinedBy: 'Zoë' }
    expect((await store().readAttempts()).declined).toEqual([
      { one: sessionId(1), other: sessionId(2), ...said },
      { one: sessionId(2), other: sessionId(3), ...said },
    ])
    expect((await dump())['attempt_declines']?.map((row) => row['declined_by'])).toEqual(['Zoë', 'Zoë'])
    await join([1, 2])
    expect(await pairs()).toEqual([ids(2, 3)])
    await store().declineAttempts(sessionId(1), [], { by: 'Zoë', atMs: at(3) })
  })

  it('are joined without those that are kept apart, of each of which that is noted, once', async () => {
    await store().declineAttempts(sessionId(4), ids(1, 3), { by: 'Bo', atMs: at(0) })
    expect(await joinWithout([1, 3], [2, 4])).toEqual({ joined: 2, keptApart: ids(2) })
    expect(await groups()).toEqual([ids(1, 3)])
    expect(await pairs()).toEqual([ids(1, 2), ids(1, 4), ids(2, 3), ids(3, 4)])
    expect((await store().readAttempts()).declined.map((one) => one.declinedBy)).toEqual([
      'Zoë',
      'Bo',
      'Zoë',
      'Bo',
    ])
  })

  it('are not joined at all with what was joined before with a run that is kept apart', async () => {
    await join([3, 4])
    expect(await joinWithout([1, 3], [2, 4])).toBeNull()
    expect(await groups()).toEqual([ids(3, 4)])
    expect(await pairs()).toEqual([])
    expect(await joinWithout([1, 2], [3, 4])).toEqual({ joined: 2, keptApart: ids(3, 4) })
  })

  it('may be told again after it was taken back, from either side, and of a whole group at once', async () => {
    expect(await store().withdrawDeclines(sessionId(1))).toBeNull()
    await joinWithout([1, 2], [3])
    await store().declineAttempts(sessionId(4), ids(5), { by: 'Bo', atMs: at(2) })
    expect(await store().withdrawDeclines(sessionId(3))).toEqual(ids(1, 2))
    expect(await pairs()).toEqual([ids(4, 5)])
    await store().declineAttempts(sessionId(3), ids(2), { by: 'Bo', atMs: at(2) })
    expect(await store().withdrawDeclines(sessionId(1))).toEqual(ids(3))
    expect(await pairs()).toEqual([ids(4, 5)])
    expect(await groups()).toEqual([ids(1, 2)])
  })

  it('are those of one Enterprise Manager, and take any name', async () => {
    const other = await open('https://other.example:9398')
    await join([1, 2], 1, 'a\0b')
    await store().declineAttempts(sessionId(1), ids(3), { by: 'a\0b', atMs: at(1) })
    expect((await store().readAttempts()).groups[0]?.runs[0]?.joinedBy).toBe('a\uFFFDb')
    expect(await other.readAttempts()).toEqual({ groups: [], declined: [] })
    expect(await other.separateAttempt(sessionId(1))).toBeNull()
    expect(await other.withdrawDeclines(sessionId(1))).toBeNull()
    expect(await other.joinAttempts([run(1), run(2)], { by: 'c', atMs: at(1) })).toMatchObject({ joined: 2 })
    expect(await pairs()).toEqual([ids(1, 3)])
    expect(await groups()).toEqual([ids(1, 2)])
  })

  it('outlive every look at their runs, and a lone one is found by the check', async () => {
    await join([1, 2])
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    await store().writeList({ observedAtMs: at(800), goneIds: ids(1) })
    expect(await groups()).toEqual([ids(1, 2)])
    await harm(sql`delete from attempt_runs where session_id = ${sessionId(1)}`)
    expect(await store().check()).toEqual(['1 runs that are the only attempt of their failover'])
  })
})
