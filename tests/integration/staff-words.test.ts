import { afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, startMonitor, stopMonitors, type Monitor } from './monitor'
import { auditReplySchema } from '@/lib/api/audit-replies'
import { replicaPointReplySchema, sessionListReplySchema, sessionReplySchema } from '@/lib/api/replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import { parseReplicaPointId, parseSessionId } from '@/lib/failover/ids'
import { auditQuerySchema } from '@/lib/server/audit-book'
import type { Client } from '@/lib/server/client'
import { sessionListQuerySchema } from '@/lib/server/session-list'

afterEach(stopMonitors)

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

const MIA: StaffPrincipal = {
  kind: 'staff',
  role: 'operator',
  personId: 'person-mia',
  name: 'Mia Kern',
  source: 'em',
  staffSessionId: 'sign-in-1',
}
const DESK: Client = { address: '192.0.2.7', kept: '192.0.2.0/24', name: 'Chrome on Linux' }
const MINUTE_MS = 60_000

const listed = (query: Record<string, string>) => sessionListQuerySchema.parse(query)
const asked = (query: Record<string, string> = {}) => auditQuerySchema.parse(query)
const auditOf = async ({ runtime }: Monitor, query: Record<string, string> = {}) =>
  auditReplySchema.parse(await runtime.auditBook.read(asked(query)))

describe('a run that somebody tags', () => {
  it('is tagged at once, on its page and in the list, and after a restart, whatever is read of it meanwhile', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 120 })
    const id = idOf(monitor, 'clean')
    // Nothing may be written down yet: it is waited for.
    const tag = await monitor.runtime.runTags.set(id, 'test', MIA, DESK)
    expect(tag).toMatchObject({ kind: 'test', setBy: 'Mia Kern' })
    expect(sessionReplySchema.parse(await monitor.runtime.sessions.read(id)).tag).toEqual(tag)
    const list = sessionListReplySchema.parse(await monitor.runtime.sessions.list(listed({})))
    expect(list.sessions.find((one) => one.session.id === id)?.tag).toEqual(tag)
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).outcome.kind).toBe('ended')
    })
    expect((await monitor.runtime.sessions.read(id)).tag).toEqual(tag)
    await monitor.restart()
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).tag).toEqual(tag)
      const again = await monitor.runtime.sessions.list(listed({ kind: 'test' }))
      expect(again.sessions.map((one) => one.session.id)).toEqual([id])
    })
    // Gone from Enterprise Manager, it keeps its tag in the part of the list that only the record has.
    monitor.simulator.dropSession(id)
    await eventually(async () => {
      const { sessions } = await monitor.runtime.sessions.list(listed({ kind: 'test' }))
      expect(sessions).toMatchObject([{ session: { id }, tag, inEnterpriseManager: false }])
      const untagged = await monitor.runtime.sessions.list(listed({ kind: 'none' }))
      expect(untagged.sessions.map((one) => one.session.id)).not.toContain(id)
      expect((await monitor.runtime.sessions.list(listed({ kind: 'real' }))).total).toBe(0)
    })
  })

  it('says so in its report, and the book tells who said what, once', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 300 })
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.reports.read(id)).report.final).toBe(true)
    })
    const before = await monitor.runtime.reports.read(id)
    await monitor.runtime.runTags.set(id, 'test', MIA, DESK)
    await monitor.runtime.runTags.set(id, 'test', MIA, DESK)
    await monitor.runtime.runTags.set(id, 'real', MIA, DESK)
    const { report, sha256 } = await monitor.runtime.reports.read(id)
    expect(report).toMatchObject({ kind: 'real', kindSet: { by: 'Mia Kern' } })
    expect(sha256).not.toBe(before.sha256)
    await monitor.runtime.runTags.set(id, null, MIA, DESK)
    expect((await monitor.runtime.reports.read(id)).sha256).toBe(before.sha256)
    const { events } = await auditOf(monitor, { action: 'run_tagged' })
    expect(events.map(({ detail }) => [detail['before'], detail['kind']])).toEqual([
      ['real', null],
      ['test', 'real'],
      [null, 'test'],
    ])
    expect(events[0]).toMatchObject({
      actor: { kind: 'staff', id: 'person-mia', name: 'Mia Kern' },
      address: '192.0.2.0/24',
      object: { kind: 'session', id },
    })
  })

  it('has to be there', async () => {
    const monitor = await startMonitor({ scenarios: [] })
    const nobody = parseSessionId('3f2504e0-4f89-11d3-9a0c-0305e82c3301')
    if (nobody === null) throw new Error('the fixture is an id')
    await expect(monitor.runtime.runTags.set(nobody, 'real', MIA, DESK)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await auditOf(monitor)).events).toEqual([])
  })

  it('is not said to be tagged while the record is away', async () => {
    const monitor = await startMonitor(
      { scenarios: ['clean'], speed: 20 },
      { DATABASE_URL: 'file:/dev/null/record/failover-monitor.db' },
    )
    await monitor.runtime.opened
    const id = idOf(monitor, 'clean')
    await expect(monitor.runtime.runTags.set(id, 'real', MIA, DESK)).rejects.toMatchObject({
      code: 'record_unavailable',
    })
    expect((await monitor.runtime.sessions.read(id)).tag).toBeNull()
  })
})

describe('targets that somebody sets', () => {
  it('stand on the next read, with who and when, and go as they came', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 10 })
    const id = idOf(monitor, 'clean')
    let planId = ''
    await eventually(async () => {
      const { session, recovery } = await monitor.runtime.sessions.read(id)
      planId = session.plan?.id ?? ''
      expect(planId).not.toBe('')
      expect(recovery.target).toBeNull()
    })
    const set = (rtoMs: number | null, rpoMs: number | null) =>
      monitor.runtime.planTargets.set(planId, { rtoMs, rpoMs }, MIA, DESK)
    const target = await set(60 * MINUTE_MS, null)
    expect(target).toMatchObject({ rtoMs: 60 * MINUTE_MS, rpoMs: null, setBy: 'Mia Kern' })
    expect((await monitor.runtime.sessions.read(id)).recovery.target).toEqual(target)
    const { report } = await monitor.runtime.reports.read(id)
    expect(report.recovery).toMatchObject({
      rtoTargetMs: 60 * MINUTE_MS,
      targetsSet: { by: 'Mia Kern', atUtc: target?.setAtUtc },
    })
    await set(30 * MINUTE_MS, 15 * MINUTE_MS)
    await set(30 * MINUTE_MS, 15 * MINUTE_MS)
    expect((await monitor.runtime.sessions.read(id)).recovery.target?.rpoMs).toBe(15 * MINUTE_MS)
    expect(await set(null, null)).toBeNull()
    expect(await set(null, null)).toBeNull()
    expect((await monitor.runtime.sessions.read(id)).recovery.target).toBeNull()
    const { events } = await auditOf(monitor, { action: 'target_set' })
    expect(events.map(({ detail }) => [detail['beforeRtoMs'], detail['rtoMs'], detail['rpoMs']])).toEqual([
      [30 * MINUTE_MS, null, null],
      [60 * MINUTE_MS, 30 * MINUTE_MS, 15 * MINUTE_MS],
      [null, 60 * MINUTE_MS, null],
    ])
    expect(events[0]?.object).toMatchObject({ kind: 'plan', id: planId })
  })

  it('need a plan that a run belonged to or that Enterprise Manager lists', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 10 })
    const target = { rtoMs: MINUTE_MS, rpoMs: null }
    await expect(
      monitor.runtime.planTargets.set('3f2504e0-4f89-11d3-9a0c-0305e82c3301', target, MIA, DESK),
    ).rejects.toMatchObject({ code: 'not_there' })
    expect((await auditOf(monitor, { action: 'target_set' })).events).toEqual([])
  })
})

describe('a replica point that Enterprise Manager has dropped', () => {
  it('opens from the record, with its age, also after a restart', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 300 })
    const id = idOf(monitor, 'clean')
    let pointId = parseReplicaPointId('')
    await eventually(async () => {
      const { session, outcome } = await monitor.runtime.sessions.read(id)
      expect(outcome.kind).toBe('ended')
      const point = session.tasks[0]?.vmReplicaPoint
      expect(point?.state).toBe('Failover')
      expect(point?.stateAsOfUtc).toBeNull()
      pointId = parseReplicaPointId(point?.id ?? '')
    })
    if (pointId === null) throw new Error('no point')
    const there = replicaPointReplySchema.parse(await monitor.runtime.replicaPoints.read(pointId))
    expect(there).toMatchObject({ inEnterpriseManager: true, pointFrom: 'em' })
    await eventually(async () => {
      const kept = await monitor.runtime.door.use((store) => store.readRecordedPoint(pointId ?? never()))
      expect(kept?.state).toBe('Failover')
    })
    monitor.simulator.setFault({ kind: 'status', status: 404 }, { path: 'vmReplicaPoints' })
    await monitor.restart()
    const recorded = replicaPointReplySchema.parse(await monitor.runtime.replicaPoints.read(pointId))
    expect(recorded).toMatchObject({
      inEnterpriseManager: false,
      pointFrom: 'record',
      freshness: { level: 'final', problem: null },
      replicaPoint: {
        id: pointId,
        uid: there.replicaPoint.uid,
        name: there.replicaPoint.name,
        creationTimeUtc: there.replicaPoint.creationTimeUtc,
        pointType: there.replicaPoint.pointType,
        state: 'Failover',
        backupServer: there.replicaPoint.backupServer,
        replica: null,
      },
    })
    expect(recorded).toMatchObject({ otherPoints: null, otherPointsUnreadable: null })
    expect(Date.parse(recorded.freshness.observedAtUtc)).toBeLessThan(Date.now())
    expect(recorded.usedBy.map((use) => use.sessionId)).toEqual([id])
    // Back in Enterprise Manager, it is read as any other.
    monitor.simulator.setFault(null)
    await eventually(async () => {
      const back = await monitor.runtime.replicaPoints.read(pointId ?? never())
      expect(back).toMatchObject({ inEnterpriseManager: true, pointFrom: 'em' })
    })
  })

  it('is not there if nobody ever saw it', async () => {
    const monitor = await startMonitor({ scenarios: [] })
    const pointId = parseReplicaPointId('3f2504e0-4f89-11d3-9a0c-0305e82c3301') ?? never()
    await expect(monitor.runtime.replicaPoints.read(pointId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

function never(): never {
  throw new Error('the fixture is an id')
}

describe('the book', () => {
  it('notes a report once per person, run and checksum, and not again after a restart', async () => {
    const monitor = await startMonitor({ scenarios: ['finished'], speed: 1 })
    const id = idOf(monitor, 'finished')
    await eventually(async () => {
      expect((await monitor.runtime.reports.read(id)).report.final).toBe(true)
    })
    const shown = await monitor.runtime.reports.read(id)
    await Promise.all([1, 2].map(() => monitor.runtime.reportAudit.made(shown, MIA, DESK)))
    await monitor.runtime.reportAudit.made(shown, MIA, DESK)
    await monitor.restart()
    await monitor.runtime.opened
    await monitor.runtime.reportAudit.made(shown, MIA, DESK)
    const bo = { ...MIA, personId: 'person-bo', name: 'Bo' }
    await monitor.runtime.reportAudit.made(shown, bo, DESK)
    const { events, people } = await auditOf(monitor, { action: 'report_made' })
    expect(events.map(({ actor }) => actor.name)).toEqual(['Bo', 'Mia Kern'])
    expect(events[0]?.detail).toEqual({ sha256: shown.sha256 })
    expect(people).toEqual([
      { id: 'person-bo', name: 'Bo' },
      { id: 'person-mia', name: 'Mia Kern' },
    ])
  })

  it('is paged without loss and exported whole, whatever names people give', async () => {
    const monitor = await startMonitor({ scenarios: [] })
    const { runtime } = monitor
    await runtime.opened
    const evil = { ...MIA, name: '=HYPERLINK("http://evil.example")' }
    for (let n = 0; n < 1_203; n += 1) {
      await runtime.door.use((store) =>
        store.appendAudit({
          atMs: Date.now(),
          actor: { kind: 'staff', id: evil.personId, name: evil.name },
          address: null,
          action: 'run_tagged',
          object: { kind: 'session', id: `s${n}`, name: '+1' },
          detail: { kind: 'real', before: null },
        }),
      )
    }
    const seen: string[] = []
    let before: number | null = null
    do {
      const page = await auditOf(monitor, before === null ? {} : { before: String(before) })
      seen.push(...page.events.map(({ object }) => object?.id ?? ''))
      before = page.olderBefore
      expect(page.events.length).toBeLessThanOrEqual(100)
    } while (before !== null)
    expect(seen).toEqual(Array.from({ length: 1_203 }, (_, n) => `s${1_202 - n}`))

    const csv = await new Response(
      await runtime.auditBook.export({ action: undefined, actor: undefined }),
    ).text()
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1_204)
    expect(lines[0]).toBe(
      'no,atUtc,actor.kind,actor.id,actor.name,address,action,object.kind,object.id,object.name,detail',
    )
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(lines[1]).toContain(",s1202,'+1,")
    expect(lines.at(-1)).toContain(',s0,')
    const none = await new Response(
      await runtime.auditBook.export({ action: 'sign_in', actor: undefined }),
    ).text()
    expect(none.trimEnd().split('\r\n')).toHaveLength(1)
  })

  it('refuses what it cannot be asked for, and says that it is away', async () => {
    for (const query of [
      { before: 'x' },
      { limit: '101' },
      { action: 'nothing' },
      { format: 'xml' },
      { a: '1' },
    ])
      expect(auditQuerySchema.safeParse(query).success).toBe(false)
    const monitor = await startMonitor(
      { scenarios: [] },
      { DATABASE_URL: 'file:/dev/null/record/failover-monitor.db' },
    )
    await monitor.runtime.opened
    const gone = { code: 'record_unavailable' }
    await expect(monitor.runtime.auditBook.read(asked())).rejects.toMatchObject(gone)
    await expect(
      monitor.runtime.auditBook.export({ action: undefined, actor: undefined }),
    ).rejects.toMatchObject(gone)
  })
})
