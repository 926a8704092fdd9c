import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeTask, makeTasks, makeWrite, pointId, sessionId, START_MS, utc } from './samples'
import type { TransitionWrite } from '@/lib/store/session-write'

const ID = sessionId(1)

const transition = (taskNo: number, atMs: number, over: Partial<TransitionWrite> = {}): TransitionWrite => ({
  taskNo,
  field: 'state',
  atMs,
  notBeforeMs: null,
  emTimeUtc: null,
  from: null,
  to: 'Working',
  ...over,
})

describeOnEngines('the history of a run', ({ store }) => {
  it('is empty for a run of which only the head is known', async () => {
    await store().writeSessions([makeWrite(1, { observedAtMs: at(3) })])
    await store().writeSessions([makeWrite(1, { observedAtMs: at(8) })])
    expect(await store().readHistory(ID)).toEqual({
      firstSeenAtMs: at(3),
      observedAtMs: at(8),
      isOver: false,
      samples: [],
      taskSamples: [],
      transitions: [],
      gaps: [],
    })
    expect(await store().readHistory(sessionId(2))).toBeNull()
  })

  it('has each series by time, however late it was written', async () => {
    const tasks = makeTasks(2)
    for (const seconds of [9, 3, 6]) {
      await store().writeSessions([
        makeWrite(1, {
          tasks,
          observedAtMs: at(seconds),
          sample: { progress: seconds },
          taskSamples: [
            { no: 2, progress: seconds + 1 },
            { no: 1, progress: seconds },
          ],
          transitions: [transition(0, at(seconds)), transition(2, at(seconds)), transition(1, at(seconds))],
          gaps: [{ fromMs: at(seconds), toMs: at(seconds + 1), code: 'timed_out' }],
        }),
      ])
    }
    const history = await store().readHistory(ID)
    expect(history?.samples.map(({ atMs, progress }) => [atMs, progress])).toEqual([
      [at(3), 3],
      [at(6), 6],
      [at(9), 9],
    ])
    const seriesOf = (key: string) =>
      history?.taskSamples.filter((one) => one.key === key).map(({ progress }) => progress)
    expect(seriesOf(pointId(1))).toEqual([3, 6, 9])
    expect(seriesOf(pointId(2))).toEqual([4, 7, 10])
    // At one moment the session first, then its VMs by number.
    expect(history?.transitions.map(({ atMs, key }) => [atMs, key])).toEqual(
      [3, 6, 9].flatMap((seconds) => [
        [at(seconds), null],
        [at(seconds), pointId(1)],
        [at(seconds), pointId(2)],
      ]),
    )
    expect(history?.gaps.map(({ fromMs }) => fromMs)).toEqual([at(3), at(6), at(9)])
  })

  it('has counts with each sample, and none of a VM where none was reported', async () => {
    const tasks = [makeTask(1, { state: 'Stopped', result: 'Warning' }), makeTask(2, { state: 'Starting' })]
    await store().writeSessions([
      makeWrite(1, { tasks, sample: { progress: null }, taskSamples: [{ no: 2, progress: null }] }),
    ])
    expect(await store().readHistory(ID)).toMatchObject({
      samples: [
        {
          atMs: at(1),
          progress: null,
          counts: { total: 2, waiting: 1, working: 0, succeeded: 0, warning: 1, failed: 0, unknown: 0 },
        },
      ],
      taskSamples: [{ atMs: at(1), key: pointId(2), progress: null }],
    })
  })

  it('says of each transition between which looks it lies, and when EM says it was', async () => {
    const written: TransitionWrite[] = [
      transition(0, at(5), {
        notBeforeMs: at(2),
        emTimeUtc: utc(START_MS + 1),
        from: 'Working',
        to: 'Stopped',
      }),
      transition(0, at(5), { field: 'result', notBeforeMs: at(2), from: 'None', to: 'Success' }),
      transition(1, at(5), { field: 'result', from: null, to: 'Failed' }),
      transition(1, at(5), { from: 'Working', to: null }),
    ]
    await store().writeSessions([makeWrite(1, { tasks: makeTasks(1), transitions: written })])
    const plain = { notBeforeMs: null, emTimeUtc: null }
    const span = { notBeforeMs: at(2), key: null }
    expect((await store().readHistory(ID))?.transitions).toEqual([
      { ...span, atMs: at(5), emTimeUtc: utc(START_MS + 1), field: 'state', from: 'Working', to: 'Stopped' },
      { ...span, atMs: at(5), emTimeUtc: null, field: 'result', from: 'None', to: 'Success' },
      { ...plain, atMs: at(5), key: pointId(1), field: 'state', from: 'Working', to: null },
      { ...plain, atMs: at(5), key: pointId(1), field: 'result', from: null, to: 'Failed' },
    ])
  })

  it('takes the first word on a sample and a transition of one moment', async () => {
    const look = { tasks: makeTasks(1), transitions: [transition(1, at(1))] }
    await store().writeSessions([
      makeWrite(1, { ...look, sample: { progress: 5 }, taskSamples: [{ no: 1, progress: 5 }] }),
    ])
    await store().writeSessions([
      makeWrite(1, {
        ...look,
        sample: { progress: 6 },
        taskSamples: [{ no: 1, progress: 6 }],
        transitions: [transition(1, at(1), { to: 'Stopped' })],
      }),
    ])
    expect(await store().readHistory(ID)).toMatchObject({
      samples: [{ progress: 5 }],
      taskSamples: [{ progress: 5 }],
      transitions: [{ to: 'Working' }],
    })
  })
})

describeOnEngines('a gap', ({ store }) => {
  const write = (...gaps: { from: number; to?: number; code?: 'unreachable' | 'collection_old' }[]) =>
    store().writeSessions([
      makeWrite(1, {
        gaps: gaps.map(({ from, to, code = 'unreachable' }) => ({
          fromMs: at(from),
          toMs: to === undefined ? null : at(to),
          code,
        })),
      }),
    ])
  const gaps = async () => (await store().readHistory(ID))?.gaps
  const openGaps = async () => (await store().readSession(ID))?.openGaps

  it('is open until it is written with an end, and then stays ended', async () => {
    await write({ from: 1 })
    expect(await openGaps()).toEqual(new Map([['unreachable', at(1)]]))
    await write({ from: 1, to: 9 })
    expect(await gaps()).toEqual([{ fromMs: at(1), toMs: at(9), code: 'unreachable' }])
    // A look that was written late must not open it again, nor give it another end.
    await write({ from: 1 })
    await write({ from: 1, to: 20 })
    expect(await gaps()).toEqual([{ fromMs: at(1), toMs: at(9), code: 'unreachable' }])
    expect(await openGaps()).toEqual(new Map())
  })

  it('of another kind at the same time is one of its own', async () => {
    await write({ from: 1 }, { from: 1, code: 'collection_old' }, { from: 0, code: 'collection_old', to: 1 })
    await write({ from: 1, to: 4 })
    expect(await gaps()).toMatchObject([
      { fromMs: at(0), toMs: at(1) },
      { fromMs: at(1), toMs: null, code: 'collection_old' },
      { fromMs: at(1), toMs: at(4), code: 'unreachable' },
    ])
    expect(await openGaps()).toEqual(new Map([['collection_old', at(1)]]))
  })
})
