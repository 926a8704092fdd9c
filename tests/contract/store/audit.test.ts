import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeFullWrite, makePoint, makeUnlisted, makeTask, pointId, SERVER } from './samples'
import type { AuditEntry } from '@/lib/store/audit-events'

// The book refuses to be emptied, so each test has people of its own.
let people = 0

describeOnEngines('the book of who did what', ({ store }) => {
  const createPerson = () => {
    people += 1
    const id = `person-${people}`
    const note = (over: Partial<AuditEntry> = {}, name = `Name ${people}`) =>
      store().appendAudit({
        atMs: at(1),
        actor: { kind: 'staff', id, name },
        address: '192.0.2.0/24',
        action: 'run_tagged',
        object: { kind: 'session', id: 'a', name: 'Plan' },
        detail: { kind: 'test', before: null },
        ...over,
      })
    return { id, note }
  }

  it('gives pages of older events without loss, whatever is added meanwhile', async () => {
    const { id, note } = createPerson()
    for (let n = 0; n < 7; n += 1) await note({ detail: { n } })
    const seen: unknown[] = []
    let before: number | undefined
    for (let page = 0; page < 5; page += 1) {
      const found = await store().listAudit({ actor: id, limit: 3, before })
      seen.push(...found.map(({ detail }) => detail['n']))
      before = found.at(-1)?.no
      if (found.length < 3) break
      await note({ detail: { n: 100 + page } })
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0])
  })

  it('is filtered by action and person', async () => {
    const [one, other] = [createPerson(), createPerson()]
    await one.note()
    await one.note({ action: 'target_set' })
    await other.note()
    const actions = async (asked: { actor: string; action?: string }) =>
      (await store().listAudit({ limit: 9, ...asked })).map(({ action }) => action)
    expect(await actions({ actor: one.id })).toEqual(['target_set', 'run_tagged'])
    expect(await actions({ actor: one.id, action: 'run_tagged' })).toEqual(['run_tagged'])
    expect(await actions({ actor: other.id, action: 'target_set' })).toEqual([])
  })

  it('names its people once, by their newest name', async () => {
    const { id, note } = createPerson()
    await note({}, 'Before the wedding')
    await note({}, 'After it')
    await note({ actor: { kind: 'system', id: null, name: null } })
    const named = (await store().listAuditPeople()).filter((one) => one.id === id)
    expect(named).toEqual([{ id, name: 'After it' }])
    expect((await store().listAuditPeople()).every((one) => one.id !== '')).toBe(true)
  })

  it('tells whether exactly this was noted before', async () => {
    const { id, note } = createPerson()
    await note({ action: 'report_made', detail: { sha256: 'ab' } })
    const asked = { action: 'report_made', actorId: id, objectId: 'a', detail: { sha256: 'ab' } } as const
    expect(await store().holdsAudit(asked)).toBe(true)
    expect(await store().holdsAudit({ ...asked, detail: { sha256: 'cd' } })).toBe(false)
    expect(await store().holdsAudit({ ...asked, objectId: 'b' })).toBe(false)
    expect(await store().holdsAudit({ ...asked, actorId: 'nobody' })).toBe(false)
    expect(await store().holdsAudit({ ...asked, action: 'run_tagged' })).toBe(false)
  })
})

describeOnEngines('a recorded replica point', ({ store }) => {
  it('is given as it was last read, with the backup server of its run', async () => {
    expect(await store().readRecordedPoint(pointId(1))).toBeNull()
    await store().writeSessions([
      makeFullWrite(1),
      makeUnlisted(2, {
        tasks: [makeTask(1)],
        points: [makePoint(1, { state: 'Failback', observedAtMs: at(90) })],
      }),
    ])
    expect(await store().readRecordedPoint(pointId(1))).toEqual({
      ...makePoint(1, { state: 'Failback', observedAtMs: at(90) }),
      backupServer: SERVER,
    })
    expect(await store().readRecordedPoint(pointId(2))).toMatchObject({ state: 'Failover' })
    expect(await store().readRecordedPoint(pointId(9))).toBeNull()
  })
})
