import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import {
  at,
  DAY,
  ENDED,
  makeTask,
  makeUnlisted,
  makeWrite,
  PLAN,
  SERVER,
  sessionId,
  START_MS,
  type WriteSpec,
} from './samples'

const RUN = {
  id: sessionId(1),
  name: 'ABC Company Failover Plan',
  backupServerId: SERVER.id,
  planId: PLAN.id,
  startedAtMs: START_MS,
  kind: null,
} as const

describeOnEngines('earlier runs of a plan', ({ store }) => {
  /** A run that began so many days before the one that is asked for. */
  const earlier = (n: number, days: number, { session, ...rest }: WriteSpec = {}) =>
    makeWrite(n, { session: { ...ENDED(START_MS - days * DAY), ...session }, ...rest })
  type Asked = Parameters<ReturnType<typeof store>['readEarlierRuns']>[0]
  const find = async (over: Partial<Asked> = {}) => {
    const found = await store().readEarlierRuns({ ...RUN, ...over })
    return found.map(({ session }) => Number(session.id.slice(-12)))
  }

  it('are those of the same name on the same backup server, newest first, without itself', async () => {
    await store().writeSessions([
      makeWrite(1, { plan: PLAN }),
      earlier(2, 2),
      earlier(3, 1),
      earlier(4, 3, { inEnterpriseManager: false }),
      earlier(5, 1, { session: { name: 'abc company failover plan' } }),
      earlier(6, 1, { session: { backupServer: { id: sessionId(99), name: SERVER.name } } }),
      earlier(7, 1, { session: { backupServer: null } }),
      earlier(8, 1, { session: { name: null } }),
    ])
    expect(await find()).toEqual([3, 2, 4])
    expect(await find({ name: 'nothing' })).toEqual([])
  })

  it('leaves out what began later, at the same moment, or has not ended', async () => {
    await store().writeSessions([
      earlier(2, 0),
      earlier(3, -1),
      makeWrite(4, { session: { creationTimeUtc: new Date(START_MS - DAY).toISOString() } }),
      makeUnlisted(5, { session: { creationTimeUtc: new Date(START_MS - DAY).toISOString() } }),
      earlier(1, 5), // itself, however old it is said to be
    ])
    expect(await find()).toEqual([])
    expect(await find({ startedAtMs: START_MS + 1 })).toEqual([2])
  })

  it('leaves out another plan of that name, where both are known', async () => {
    const other = { id: sessionId(77), name: PLAN.name }
    await store().writeSessions([
      earlier(2, 1, { plan: PLAN }),
      earlier(3, 2, { plan: other }),
      earlier(4, 3, { plan: null }),
    ])
    expect(await find()).toEqual([2, 4])
    expect(await find({ planId: null })).toEqual([2, 3, 4])
    expect(await find({ planId: other.id })).toEqual([3, 4])
  })

  it('come with outcome and rows in their order', async () => {
    const tasks = [makeTask(2, { state: 'Stopped', result: 'Success' }), makeTask(1)]
    await store().writeSessions([earlier(2, 1, { tasks, plan: PLAN })])
    expect(await store().readEarlierRuns(RUN)).toMatchObject([
      { tag: null, tasks, outcome: { kind: 'ended', result: 'success' }, plan: PLAN, counts: { total: 2 } },
    ])
  })

  it('are of the same kind: like to like, untagged to untagged', async () => {
    const kinds = ['test', 'real', 'undo', null, 'test'] as const
    await store().writeSessions(kinds.map((_, index) => earlier(index + 2, index + 1)))
    for (const [index, kind] of kinds.entries())
      await store().tagRun({ id: sessionId(index + 2), kind, setBy: 'Zoë', setAtMs: at(1) })
    expect(await find()).toEqual([5])
    expect(await find({ kind: 'test' })).toEqual([2, 6])
    expect(await find({ kind: 'real' })).toEqual([3])
    expect(await find({ kind: 'undo' })).toEqual([4])
  })

  it('of one kind are found behind thirty of another', async () => {
    await store().writeSessions(Array.from({ length: 36 }, (_, n) => earlier(n + 2, n + 1)))
    for (let n = 2; n < 35; n += 1)
      await store().tagRun({ id: sessionId(n), kind: 'test', setBy: 'Zoë', setAtMs: at(1) })
    expect(await find()).toEqual([35, 36, 37])
  })

  it('are the newest thirty of a plan that is tested daily', async () => {
    await store().writeSessions(
      Array.from({ length: 40 }, (_, n) => earlier(n + 2, n + 1, { tasks: [makeTask(n + 1)] })),
    )
    expect(await find()).toEqual(Array.from({ length: 30 }, (_, n) => n + 2))
  })

  it('are found by long and odd names too', async () => {
    const long = 'ä'.repeat(400)
    await store().writeSessions([
      earlier(2, 1, { session: { name: `${long}1` } }),
      earlier(3, 2, { session: { name: `${long}2` } }),
      earlier(4, 3, { session: { name: 'a\0b' } }),
    ])
    expect(await find({ name: `${long}2` })).toEqual([3])
    expect(await find({ name: 'a\0b' })).toEqual([4])
  })
})

describeOnEngines('sessions that used a replica point', ({ store }) => {
  const point = makeTask(1).vmReplicaPoint?.id
  it('are told with the VM, newest first', async () => {
    if (point === undefined) throw new Error('no point')
    await store().writeSessions([
      makeWrite(1, { session: ENDED(START_MS), tasks: [makeTask(5), makeTask(1, { vmName: 'dc01' })] }),
      makeUnlisted(2, {
        session: { ...ENDED(START_MS + DAY), name: null },
        tasks: [makeTask(1, { vmName: null })],
      }),
      makeWrite(3, { session: { creationTimeUtc: null }, observedAtMs: at(5), tasks: [makeTask(1)] }),
      makeWrite(4, { tasks: [makeTask(2)] }),
    ])
    expect(await store().readPointUses(point)).toEqual([
      {
        sessionId: sessionId(2),
        sessionName: null,
        vmName: null,
        creationTimeUtc: new Date(START_MS + DAY).toISOString(),
      },
      { sessionId: sessionId(3), sessionName: PLAN.name, vmName: 'vm01', creationTimeUtc: null },
      {
        sessionId: sessionId(1),
        sessionName: PLAN.name,
        vmName: 'dc01',
        creationTimeUtc: new Date(START_MS).toISOString(),
      },
    ])
  })

  it('may be none, or more than anybody reads', async () => {
    if (point === undefined) throw new Error('no point')
    expect(await store().readPointUses(point)).toEqual([])
    await store().writeSessions(
      Array.from({ length: 210 }, (_, n) => makeWrite(n + 1, { tasks: [makeTask(1)] })),
    )
    expect(await store().readPointUses(point)).toHaveLength(200)
  })
})
