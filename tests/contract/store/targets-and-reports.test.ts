import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeWrite, PLAN, sessionId, utc } from './samples'

describeOnEngines('targets of a plan', ({ store, sql: run, counts }) => {
  const set = (rtoMs: number | null, rpoMs: number | null, seconds = 1, setBy = 'root') =>
    store().setPlanTarget({ planId: PLAN.id, rtoMs, rpoMs, setBy, setAtMs: at(seconds) })

  it('are none until somebody sets them', async () => {
    expect(await store().readPlanTarget(PLAN.id)).toBeNull()
    await set(3_600_000, null)
    const first = { rtoMs: 3_600_000, rpoMs: null, setBy: 'root', setAtMs: at(1) }
    expect(await store().readPlanTarget(PLAN.id)).toEqual(first)
    expect(await store().readPlanTarget(sessionId(5))).toBeNull()
  })

  it('are replaced as a whole, with who and when', async () => {
    await set(3_600_000, 900_000)
    // What was before is told, for the book of who did what.
    expect(await set(null, 60_000, 2, 'Zoë')).toMatchObject({
      rtoMs: 3_600_000,
      rpoMs: 900_000,
      setBy: 'root',
    })
    expect(await store().readPlanTarget(PLAN.id)).toMatchObject({ rtoMs: null, rpoMs: 60_000, setBy: 'Zoë' })
    expect(await run(sql`select set_by, set_ms from plan_targets`)).toEqual([
      { set_by: 'Zoë', set_ms: at(2) },
    ])
  })

  it('keep who set them first when somebody sets the same', async () => {
    await set(60_000, null)
    expect(await set(60_000, null, 9, 'Bo')).toMatchObject({ setBy: 'root', setAtMs: at(1) })
    expect(await store().readPlanTarget(PLAN.id)).toMatchObject({ setBy: 'root', setAtMs: at(1) })
  })

  it('are taken back', async () => {
    expect(await set(1, 1)).toBeNull()
    expect(await set(null, null, 2)).toMatchObject({ rtoMs: 1, rpoMs: 1 })
    expect(await store().readPlanTarget(PLAN.id)).toBeNull()
    expect(await counts()).toMatchObject({ plan_targets: 0 })
    await set(null, null, 3) // again is no error
  })

  it('are of a plan that is known by its newest run, under the name that it had then', async () => {
    expect(await store().findRecordedPlan(PLAN.id)).toBeNull()
    await store().writeSessions([
      makeWrite(1, { plan: { ...PLAN, name: 'older' }, session: { creationTimeUtc: utc(at(-60)) } }),
      makeWrite(2, { plan: { ...PLAN, name: 'newer' } }),
      makeWrite(3, { plan: null }),
    ])
    expect(await store().findRecordedPlan(PLAN.id)).toEqual({ name: 'newer' })
    expect(await store().findRecordedPlan(sessionId(7))).toBeNull()
  })

  it('may be longer than an integer of 32 bits', async () => {
    await set(2 ** 40, 2 ** 41)
    expect(await store().readPlanTarget(PLAN.id)).toMatchObject({ rtoMs: 2 ** 40, rpoMs: 2 ** 41 })
  })
})

describeOnEngines('reports that are kept', ({ store, counts }) => {
  const ID = sessionId(1)
  const sha = (n: number): string => String(n).padStart(64, '0')
  const keep = (n: number, over: { id?: typeof ID; final?: boolean; keptAtMs?: number } = {}) => {
    const { id = ID, final = false, keptAtMs = at(n) } = over
    return store().keepReport(id, {
      sha256: sha(n),
      json: `{"n":${n},"ü":"🏢"}`,
      final,
      asOfMs: at(n),
      keptAtMs,
    })
  }

  it('need a session that is recorded', async () => {
    expect(await keep(1)).toBe(false)
    expect(await counts()).toMatchObject({ reports: 0 })
    await store().writeSessions([makeWrite(1)])
    expect(await keep(1)).toBe(true)
  })

  it('are found by their checksum, to the letter', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    await keep(1, { final: true })
    await keep(2)
    const json = '{"n":1,"ü":"🏢"}'
    expect(await store().findReport(ID, sha(1))).toEqual({ sha256: sha(1), json, final: true, asOfMs: at(1) })
    expect(await store().findReport(ID, sha(2))).toMatchObject({ final: false })
    expect(await store().findReport(ID, sha(3))).toBeNull()
    // The report of one session is none of another.
    expect(await store().findReport(sessionId(2), sha(1))).toBeNull()
    expect(await store().findReport(sessionId(404), sha(1))).toBeNull()
  })

  it('are kept once, as they were kept first', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    await keep(1)
    expect(await keep(1, { keptAtMs: at(99) })).toBe(true)
    await store().keepReport(ID, { sha256: sha(1), json: '{}', final: true, asOfMs: at(5), keptAtMs: at(5) })
    expect(await counts()).toMatchObject({ reports: 1 })
    expect(await store().findReport(ID, sha(1))).toMatchObject({ json: '{"n":1,"ü":"🏢"}', final: false })
    // The same text of another session is a report of its own.
    expect(await keep(1, { id: sessionId(2) })).toBe(true)
    expect(await counts()).toMatchObject({ reports: 2 })
  })

  it('of a run that goes on are the newest twenty; those of one that is over stay', async () => {
    await store().writeSessions([makeWrite(1), makeWrite(2)])
    for (let n = 1; n <= 5; n += 1) await keep(n, { final: true })
    await keep(100, { id: sessionId(2) })
    for (let n = 6; n <= 30; n += 1) await keep(n)
    expect(await counts()).toMatchObject({ reports: 5 + 20 + 1 })
    const found = async (n: number) => (await store().findReport(ID, sha(n))) !== null
    for (const n of [1, 5, 11, 30]) expect(await found(n)).toBe(true)
    for (const n of [6, 10]) expect(await found(n)).toBe(false)
    expect(await store().findReport(sessionId(2), sha(100))).not.toBeNull()
  })

  it('can be as long as a run of 5,000 VMs makes them', async () => {
    await store().writeSessions([makeWrite(1)])
    const json = JSON.stringify({ text: 'ä'.repeat(2_000_000) })
    await store().keepReport(ID, { sha256: sha(1), json, final: true, asOfMs: 1, keptAtMs: 1 })
    expect((await store().findReport(ID, sha(1)))?.json).toBe(json)
  })
})
