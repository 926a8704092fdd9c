import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import {
  at,
  DAY,
  ENDED,
  makeFullWrite,
  makeTasks,
  makeWrite,
  MINUTE,
  pointId,
  SECOND,
  sessionId,
  START_MS,
  type WriteSpec,
} from './samples'
import type { Store } from '@/lib/store/create-store'

const ID = sessionId(1)
const RETENTION = { fullDays: 30, minuteDays: 365 }
const NOW_MS = START_MS + 31 * DAY
const MUCH_LATER_MS = START_MS + 366 * DAY

/** One look every 20 s from 0 s on, for so many minutes; the run ends with the last one. */
async function record(store: Store, minutes: number, spec: WriteSpec = {}, n = 1): Promise<void> {
  const looks = minutes * 3 + 1
  const writes = Array.from({ length: looks }, (_, index) => {
    const isLast = index === looks - 1
    const observedAtMs = START_MS + index * 20 * SECOND
    return makeWrite(n, {
      session: isLast ? ENDED(START_MS, minutes) : {},
      tasks: makeTasks(2),
      observedAtMs,
      sample: { progress: index },
      // The second VM is sampled only in the first minute.
      taskSamples: [{ no: 1, progress: index }, ...(index < 3 ? [{ no: 2, progress: index }] : [])],
      transitions: [
        {
          taskNo: 1,
          field: 'state',
          atMs: observedAtMs,
          notBeforeMs: null,
          emTimeUtc: null,
          from: String(index),
          to: String(index + 1),
        },
      ],
      ...spec,
    })
  })
  await store.writeSessions(writes)
}

async function samplesOf(store: Store, id = ID) {
  const history = await store.readHistory(id)
  const seconds = (atMs: number) => (atMs - START_MS) / SECOND
  const series = (key: string) =>
    history?.taskSamples.filter((one) => one.key === key).map(({ atMs }) => seconds(atMs))
  return {
    session: history?.samples.map(({ atMs }) => seconds(atMs)),
    one: series(pointId(1)),
    two: series(pointId(2)),
  }
}

describeOnEngines('thinning', ({ store, dump, sql: run }) => {
  it('leaves all there is for as long as all is kept', async () => {
    await record(store(), 3)
    const before = await dump()
    const endedMs = START_MS + 3 * MINUTE
    expect(await store().thin(RETENTION, endedMs + 30 * DAY)).toEqual({ thinned: 0 })
    expect(await dump()).toEqual(before)
    expect(await store().thin(RETENTION, endedMs + 30 * DAY + 1)).toEqual({ thinned: 1 })
  })

  it('then keeps the first and last sample of each series and the last one of each minute', async () => {
    await record(store(), 3)
    const minutes = { session: [0, 40, 100, 160, 180], one: [0, 40, 100, 160, 180], two: [0, 40] }
    expect(await store().thin(RETENTION, NOW_MS)).toEqual({ thinned: 1 })
    expect(await samplesOf(store())).toEqual(minutes)
    // What is left is what it was.
    const history = await store().readHistory(ID)
    expect(history?.samples.map(({ progress }) => progress)).toEqual([0, 2, 5, 8, 9])
    const before = await dump()
    expect(await store().thin(RETENTION, NOW_MS)).toEqual({ thinned: 0 })
    expect(await dump()).toEqual(before)
  })

  it('later keeps one in ten minutes, in two steps or in one', async () => {
    const tenths = [0, 580, 1180, 1500]
    await record(store(), 25)
    await store().thin(RETENTION, NOW_MS)
    expect((await samplesOf(store())).session).toHaveLength(27)
    expect(await store().thin(RETENTION, MUCH_LATER_MS)).toEqual({ thinned: 1 })
    expect(await samplesOf(store())).toEqual({ session: tenths, one: tenths, two: [0, 40] })
    expect(await store().thin(RETENTION, MUCH_LATER_MS)).toEqual({ thinned: 0 })

    await record(store(), 25, {}, 2)
    expect(await store().thin(RETENTION, MUCH_LATER_MS)).toEqual({ thinned: 1 })
    expect((await samplesOf(store(), sessionId(2))).session).toEqual(tenths)
    expect(await store().thin(RETENTION, MUCH_LATER_MS * 2)).toEqual({ thinned: 0 })
  })

  it('touches nothing but samples', async () => {
    await record(store(), 10)
    await store().writeSessions([
      { ...makeFullWrite(1), session: makeWrite(1, { session: ENDED(START_MS) }).session },
    ])
    await store().keepReport(ID, { sha256: 'a', json: '{}', final: true, asOfMs: 1, keptAtMs: 1 })
    const { sessions: heads, session_samples: _s, task_samples: _t, ...before } = await dump()
    await store().thin(RETENTION, MUCH_LATER_MS)
    const { sessions, session_samples: samples, task_samples: _tasks, ...after } = await dump()
    expect(after).toEqual(before)
    expect(before['transitions']?.length).toBeGreaterThan(30)
    expect(samples).toHaveLength(3)
    expect(sessions).toEqual(heads?.map((row) => ({ ...row, thinned: 2 })))
    expect(await store().check()).toEqual([])
  })

  it('leaves runs alone that go on, however long ago they were seen', async () => {
    await record(store(), 3, { session: {} })
    expect(await store().thin(RETENTION, MUCH_LATER_MS)).toEqual({ thinned: 0 })
    // Once EM has dropped it, nothing more comes.
    await store().writeList({ observedAtMs: at(9_999), goneIds: [ID] })
    expect(await store().thin(RETENTION, MUCH_LATER_MS)).toEqual({ thinned: 1 })
    expect((await samplesOf(store())).session).toEqual([0, 180])
  })

  it('handles a few runs at a time and says when none is left', async () => {
    for (let n = 1; n <= 12; n += 1) await record(store(), 1, {}, n)
    const thin = async () => (await store().thin(RETENTION, NOW_MS)).thinned
    expect([await thin(), await thin(), await thin()]).toEqual([10, 2, 0])
    for (let n = 1; n <= 12; n += 1)
      expect((await samplesOf(store(), sessionId(n))).session).toEqual([0, 40, 60])
  })

  it('lets others have their turn, however many VMs a run had', async () => {
    const runs = [1, 2, 3]
    await store().writeSessions(
      runs.map((n) => makeWrite(n, { session: ENDED(START_MS), tasks: makeTasks(300) })),
    )
    // 300 VMs with a sample of each percentage.
    await run(sql`insert into task_samples (em_id, session_no, task_no, at_ms, progress)
      with recursive percent (n) as (select 0 union all select n + 1 from percent where n < 99)
      select em_id, session_no, no, ${sql.lit(START_MS)} + percent.n * 3000, percent.n
        from task_sessions cross join percent where true`)
    let turns = 0
    const others = setInterval(() => (turns += 1), 1)
    expect(await store().thin(RETENTION, NOW_MS)).toEqual({ thinned: 3 })
    clearInterval(others)
    // Of 900 series: a pause after each 50, and one after each run.
    expect(turns).toBeGreaterThanOrEqual(15)
    expect((await samplesOf(store())).one).toEqual([0, 57, 117, 177, 237, 297])
    // 90,000 samples are written for it, which takes a busy machine a while.
  }, 60_000)

  it('has nothing to do in a run without samples', async () => {
    await store().writeSessions([makeWrite(1, { session: ENDED(START_MS) })])
    expect(await store().thin(RETENTION, NOW_MS)).toEqual({ thinned: 1 })
    expect(await store().thin(RETENTION, NOW_MS)).toEqual({ thinned: 0 })
  })
})
