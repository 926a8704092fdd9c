import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeOnEngines, type Row } from './engines'
import {
  at,
  ENDED,
  makeFullWrite,
  makePoint,
  makeTask,
  makeTasks,
  makeWrite,
  PLAN,
  pointId,
  readWhole,
  sessionId,
  START_MS,
  TENANT,
  utc,
} from './samples'

const ID = sessionId(1)

describeOnEngines('a session that is written', ({ store, counts, dump, sql: run }) => {
  it('is read back whole', async () => {
    const write = makeFullWrite(1)
    await store().writeSessions([write])
    expect(await store().readSession(ID)).toEqual({
      session: { ...write.session, tasks: makeTasks(3) },
      plan: PLAN,
      tenant: TENANT,
      tag: null,
      tasksFrom: 'em',
      rowsChangedAtMs: at(0.5),
      rowsSeenAtMs: at(1.001),
      rowsWordedAtMs: new Map(),
      movedAtMs: at(0.999),
      firstSeenAtMs: at(1.234),
      observedAtMs: at(1.234),
      inEnterpriseManager: true,
      taskNumbers: new Map([1, 2, 3].map((no) => [pointId(no), no])),
      points: new Map([1, 2, 3].map((no) => [pointId(no), makePoint(no)])),
      openGaps: new Map([['unreachable', at(-60)]]),
      watched: true,
    })
  })

  it('is read back with nothing where nothing was reported', async () => {
    const write = makeWrite(1, {
      session: {
        uid: '',
        name: null,
        jobType: null,
        creationTimeUtc: null,
        state: null,
        result: null,
        progress: null,
        backupServer: null,
      },
      tasks: [
        makeTask(1, {
          key: 'unnamed',
          vmName: null,
          vmReplicaPoint: null,
          creationTimeUtc: null,
          state: null,
          result: null,
          progress: null,
        }),
        makeTask(2, { vmReplicaPoint: { id: pointId(2), name: null } }),
      ],
      sample: { progress: null },
      taskSamples: [{ no: 1, progress: null }],
      points: [
        makePoint(2, {
          name: null,
          vmDisplayName: null,
          creationTimeUtc: null,
          pointType: null,
          state: null,
        }),
      ],
    })
    await store().writeSessions([write])
    const read = await store().readSession(ID)
    expect(read).toMatchObject({
      session: { ...write.session, tasks: write.tasks.map(({ task }) => task) },
      plan: null,
      tenant: null,
      rowsChangedAtMs: null,
      rowsSeenAtMs: null,
      movedAtMs: null,
    })
    expect(read?.points.get(pointId(2))).toEqual(write.points[0])
    expect(await store().readHistory(ID)).toMatchObject({
      samples: [{ atMs: at(1), progress: null }],
      taskSamples: [{ key: 'unnamed', progress: null }],
    })
  })

  it.each([
    ['quotes', `O'Neill "the" \`plan\`; drop table sessions --`],
    ['emoji and joined letters', '🏢 👩‍👩‍👧 é é'],
    ['right to left', 'خطة الطوارئ \u202Eabc\u202C'],
    ['200 letters of four bytes', '𠮷'.repeat(200)],
    ['line ends and tabs', 'a\r\n\tb'],
    ['nothing but blanks', '   '],
    ['SQL wildcards', String.raw`100%_\ `],
  ])('keeps %s in every name', async (_what, name) => {
    const task = makeTask(1, {
      key: name,
      vmName: name,
      vmReplicaPoint: { id: pointId(1), name },
      state: name,
      result: name,
      failureMessage: name,
    })
    const write = makeWrite(1, {
      session: { name, jobType: name, state: name, result: name, failureMessage: name, uid: name },
      plan: { id: PLAN.id, name },
      tenant: { id: TENANT.id, name },
      tasks: [task],
      points: [makePoint(1, { name, vmDisplayName: name, pointType: name, state: name })],
      transitions: [
        { taskNo: 1, field: 'state', atMs: at(1), notBeforeMs: null, emTimeUtc: null, from: name, to: null },
      ],
    })
    await store().writeSessions([write])
    const read = await store().readSession(ID)
    expect(read).toMatchObject({
      session: { ...write.session, tasks: [task] },
      plan: { name },
      tenant: { name },
    })
    expect(read?.points.get(pointId(1))).toEqual(write.points[0])
    expect((await store().readHistory(ID))?.transitions).toMatchObject([{ key: name, from: name, to: null }])
  })

  it('survives what no database text may hold', async () => {
    // A NUL in each text, and half of a surrogate pair.
    const odd = 'a\0b\uD83D'
    const write = makeWrite(1, {
      session: { name: odd, jobType: odd, state: odd, failureMessage: odd, uid: odd },
      plan: { id: PLAN.id, name: odd },
      tenant: { id: TENANT.id, name: odd },
      tasks: [makeTask(1, { key: odd, vmName: odd, failureMessage: odd })],
      points: [makePoint(1, { name: odd, state: odd })],
      inEnterpriseManager: false,
    })
    await store().writeSessions([write])
    await store().writeSessions([write])
    const read = await store().readSession(ID)
    expect(read?.session.name).toBe('a\uFFFDb\uFFFD')
    expect(read?.session.tasks.map((task) => task.key)).toEqual(['a\uFFFDb\uFFFD'])
    expect(await store().check()).toEqual([])
    // What it is asked with goes the same way.
    for (const query of [{ text: odd }, { plan: odd }, { tenant: odd }]) {
      expect(await store().count({ ...query, sort: 'newest' })).toBe(1)
    }
    expect(await store().count({ text: '\0', sort: 'newest' })).toBe(1)
    expect(await store().count({ text: 'a\0c', sort: 'newest' })).toBe(0)
  })

  it('may have a name longer than an index takes', async () => {
    // No row of a letter twice in a row, or the database packs it.
    const name = Array.from({ length: 5_000 }, (_, n) =>
      String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)),
    ).join('')
    const write = makeWrite(1, { session: { name }, tasks: [makeTask(1, { key: name, vmName: name })] })
    await store().writeSessions([write])
    expect((await store().readSession(ID))?.session.name).toBe(name)
  })

  it.each([0, 300, 5_000])('has %d VMs', async (count) => {
    const tasks = makeTasks(count)
    const write = makeFullWrite(1, tasks)
    await store().writeSessions([write])
    await store().writeSessions([write])
    const read = await store().readSession(ID)
    expect(read?.session.tasks).toEqual(tasks)
    expect(read?.points.size).toBe(count)
    expect(await counts()).toMatchObject({
      task_sessions: count,
      task_samples: count,
      transitions: count + 1,
      replica_points: count,
    })
  })

  it('may have two VMs started from one replica point', async () => {
    const tasks = [
      makeTask(1),
      makeTask(2, { key: `${pointId(1)}#2`, vmReplicaPoint: { id: pointId(1), name: null } }),
    ]
    const points = [
      makePoint(1, { state: 'Ready', observedAtMs: at(5) }),
      makePoint(1, { observedAtMs: at(4) }),
    ]
    await store().writeSessions([makeWrite(1, { tasks, points })])
    const read = await store().readSession(ID)
    expect(read?.session.tasks).toHaveLength(2)
    expect(read?.points.get(pointId(1))).toMatchObject({ state: 'Ready', observedAtMs: at(5) })
  })

  it('changes nothing when it is written once more', async () => {
    const writes = [makeFullWrite(1), makeFullWrite(2), makeWrite(3, { inEnterpriseManager: false })]
    await store().writeSessions(writes)
    const before = await dump()
    await store().writeSessions(writes)
    await store().writeSessions(writes.slice(1))
    expect(await dump()).toEqual(before)
    expect(await store().check()).toEqual([])
  })

  it('stands alone when nothing of it was there before, and an empty write is none', async () => {
    await store().writeSessions([])
    expect(await store().readSession(ID)).toBeNull()
    expect(await store().readHistory(ID)).toBeNull()
    expect(await store().countSessions()).toBe(0)
  })

  it('leaves nothing behind when the database stops in the middle', async () => {
    await store().writeSessions([makeFullWrite(1)])
    const before = await dump()
    // The last statement of the second session is refused.
    const broken = makeFullWrite(3)
    const gap = { fromMs: Number.NaN, toMs: null, code: 'unreachable' as const }
    const writes = [makeFullWrite(2), { ...broken, gaps: [gap] }]
    await expect(store().writeSessions(writes)).rejects.toMatchObject({ name: 'StoreError', code: 'failed' })
    expect(await dump()).toEqual(before)
    await store().writeSessions([makeFullWrite(2)])
    expect(await store().countSessions()).toBe(2)
  })

  it('keeps its times to the millisecond and its numbers as numbers', async () => {
    await store().writeSessions([
      makeWrite(1, {
        session: { creationTimeUtc: utc(START_MS + 1), endTimeUtc: utc(START_MS + 999) },
        observedAtMs: START_MS + 123,
        sample: { progress: 100 },
        gaps: [{ fromMs: START_MS + 7, toMs: START_MS + 8, code: 'timed_out' }],
      }),
    ])
    const { session, history } = await readWhole(store(), ID)
    expect(session?.session).toMatchObject({
      creationTimeUtc: '2026-11-23T12:00:00.001Z',
      endTimeUtc: '2026-11-23T12:00:00.999Z',
    })
    expect(session?.observedAtMs).toBe(START_MS + 123)
    expect(history?.samples[0]?.atMs).toBe(START_MS + 123)
    expect(history?.gaps).toEqual([{ fromMs: START_MS + 7, toMs: START_MS + 8, code: 'timed_out' }])
    const [row] = await run(sql<Row>`select * from sessions`)
    for (const column of ['no', 'em_id', 'progress', 'creation_ms', 'observed_ms', 'total', 'ended', 'in_em'])
      expect(typeof row?.[column]).toBe('number')
    expect(typeof (await store().countSessions())).toBe('number')
    expect(typeof (await store().count({ text: 'abc', sort: 'newest' }))).toBe('number')
    expect(await store().sizeBytes()).toBeGreaterThan(4_096)
  })
})

describeOnEngines('a session that is seen again', ({ store, sql: run }) => {
  it('shows what was seen last, and when it was first seen', async () => {
    await store().writeSessions([makeWrite(1, { tasks: [makeTask(1)], observedAtMs: at(1) })])
    const done = makeTask(1, { state: 'Stopped', result: 'Success', progress: 100, endTimeUtc: utc(at(9)) })
    await store().writeSessions([
      makeWrite(1, {
        session: {
          name: 'Renamed',
          state: 'Stopped',
          result: 'Warning',
          progress: 100,
          endTimeUtc: utc(at(9)),
        },
        tasks: [done],
        observedAtMs: at(9),
        tasksFrom: 'record',
      }),
    ])
    expect(await store().readSession(ID)).toMatchObject({
      session: { name: 'Renamed', state: 'Stopped', result: 'Warning', progress: 100, tasks: [done] },
      tasksFrom: 'record',
      firstSeenAtMs: at(1),
      observedAtMs: at(9),
    })
    const rows = await run(sql`select first_seen_ms from task_sessions`)
    expect(rows).toEqual([{ first_seen_ms: at(1) }])
  })

  it('tells of each row when its words are from, where some had gone from a run that goes on', async () => {
    const wordedOf = async () => new Map((await store().readSession(ID))?.rowsWordedAtMs)
    const tasks = [makeTask(1), makeTask(2), makeTask(3)]
    const moved = {
      taskNo: 1,
      atMs: at(1),
      notBeforeMs: null,
      emTimeUtc: null,
      from: null,
      to: 'Working',
    } as const
    await store().writeSessions([
      makeWrite(1, { tasks, observedAtMs: at(1), transitions: [{ ...moved, field: 'state' }] }),
    ])
    expect(await wordedOf()).toEqual(new Map())
    await store().writeSessions([
      makeWrite(1, {
        tasks,
        observedAtMs: at(4),
        tasksFrom: 'record',
        taskSamples: [{ no: 2, progress: 40 }],
        transitions: [{ ...moved, taskNo: 0, field: 'state' }],
      }),
    ])
    expect(await wordedOf()).toEqual(
      new Map([
        [tasks[0]?.key, at(1)],
        [tasks[1]?.key, at(4)],
      ]),
    )
    // Of a run that is over, rows are emptied as a matter of course.
    await store().writeSessions([
      makeWrite(1, { session: ENDED(START_MS), tasks, observedAtMs: at(9), tasksFrom: 'record' }),
    ])
    expect(await wordedOf()).toEqual(new Map())
  })

  it('keeps the place where it stands when EM does not say when it began', async () => {
    const head = { session: { creationTimeUtc: null }, inEnterpriseManager: false }
    await store().writeSessions([makeWrite(1, { ...head, observedAtMs: at(1) })])
    await store().writeSessions([makeWrite(2, { ...head, observedAtMs: at(2) })])
    await store().writeSessions([makeWrite(1, { ...head, observedAtMs: at(3) })])
    const listed = await store().list({ sort: 'newest', limit: 10 })
    expect(listed.map((one) => one.session.id)).toEqual([sessionId(2), ID])
    // Once EM says it, that counts.
    await store().writeSessions([makeWrite(1, { ...head, session: {}, observedAtMs: at(4) })])
    expect((await store().list({ sort: 'oldest', limit: 1 }))[0]?.session.id).toBe(ID)
  })

  it('keeps plan and tenant when a later look has lost them, for reading and for searching', async () => {
    const join = { plan: PLAN, tenant: { id: TENANT.id, name: 'Nordwind' } }
    await store().writeSessions([makeWrite(1, join)])
    await store().writeSessions([makeWrite(1, { observedAtMs: at(5), inEnterpriseManager: false })])
    expect(await store().readSession(ID)).toMatchObject(join)
    expect(await store().list({ text: 'nordwind', sort: 'newest', limit: 5 })).toHaveLength(1)
    expect(await store().list({ tenant: 'Nordwind', sort: 'newest', limit: 5 })).toHaveLength(1)
  })

  it('takes over another plan as a whole', async () => {
    await store().writeSessions([makeWrite(1, { plan: PLAN, tenant: TENANT })])
    const plan = { id: sessionId(77), name: null }
    await store().writeSessions([makeWrite(1, { plan, tenant: null, observedAtMs: at(5) })])
    expect(await store().readSession(ID)).toMatchObject({ plan, tenant: null })
  })

  it('does not take an older read of a replica point for the newest', async () => {
    const points = [makePoint(1, { state: 'Ready', observedAtMs: at(50) })]
    await store().writeSessions([makeWrite(1, { points })])
    const late = [makePoint(1, { state: 'Failover', observedAtMs: at(40) })]
    await store().writeSessions([makeWrite(1, { points: late })])
    expect((await store().readSession(ID))?.points.get(pointId(1))?.state).toBe('Ready')
    const newer = [makePoint(1, { state: null, observedAtMs: at(60) })]
    await store().writeSessions([makeWrite(1, { points: newer })])
    expect((await store().readSession(ID))?.points.get(pointId(1))).toMatchObject({ state: null })
  })
})

describeOnEngines('rows of a session', ({ store }) => {
  it('stand in the order of their places, whatever their numbers', async () => {
    const [a, b, c] = [makeTask(1), makeTask(2), makeTask(3)]
    await store().writeSessions([makeWrite(1, { tasks: [a, b, c] })])
    const moved = [
      { no: 3, place: 0, task: c },
      { no: 1, place: 1, task: a },
      { no: 2, place: 2, task: b },
    ]
    await store().writeSessions([{ ...makeWrite(1, { observedAtMs: at(2) }), tasks: moved }])
    expect((await store().readSession(ID))?.session.tasks).toEqual([c, a, b])
  })

  describe('that are named anew', () => {
    it('keep their number, samples and transitions', async () => {
      const before = makeTask(1, { key: 'dc01', vmName: 'dc01', vmReplicaPoint: null })
      const common = { taskNo: 1, field: 'state' as const, emTimeUtc: null }
      await store().writeSessions([
        makeWrite(1, {
          tasks: [before],
          taskSamples: [{ no: 1, progress: 10 }],
          transitions: [{ ...common, atMs: at(1), notBeforeMs: null, from: null, to: 'Working' }],
        }),
      ])
      const after = makeTask(1, { vmName: 'dc01', progress: 60 })
      await store().writeSessions([
        makeWrite(1, {
          observedAtMs: at(5),
          tasks: [after],
          taskSamples: [{ no: 1, progress: 60 }],
          transitions: [{ ...common, atMs: at(5), notBeforeMs: at(1), from: 'Working', to: 'Stopped' }],
        }),
      ])
      const { session, history } = await readWhole(store(), ID)
      expect(session?.session.tasks).toEqual([after])
      expect(session?.taskNumbers).toEqual(new Map([[pointId(1), 1]]))
      expect(history?.taskSamples).toEqual([
        { atMs: at(1), key: pointId(1), progress: 10 },
        { atMs: at(5), key: pointId(1), progress: 60 },
      ])
      expect(history?.transitions.map(({ key, to }) => [key, to])).toEqual([
        [pointId(1), 'Working'],
        [pointId(1), 'Stopped'],
      ])
      expect(await store().check()).toEqual([])
    })

    it('may change names among each other', async () => {
      const [a, b] = [makeTask(1), makeTask(2)]
      await store().writeSessions([makeWrite(1, { tasks: [a, b] })])
      await store().writeSessions([makeWrite(1, { tasks: [b, a], observedAtMs: at(2) })])
      const read = await store().readSession(ID)
      expect(read?.taskNumbers).toEqual(
        new Map([
          [pointId(2), 1],
          [pointId(1), 2],
        ]),
      )
      expect(await store().check()).toEqual([])
    })
  })
})
