import { afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, startMonitor, stopMonitors, type Monitor } from './monitor'
import { auditReplySchema } from '@/lib/api/audit-replies'
import { sessionListReplySchema, sessionReplySchema } from '@/lib/api/replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import { compareNames } from '@/lib/failover/failure-name'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { auditQuerySchema } from '@/lib/server/audit-book'
import type { Client } from '@/lib/server/client'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import { sessionListQuerySchema } from '@/lib/server/session-list'

afterEach(stopMonitors)

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

const staff = (name: string): StaffPrincipal => ({
  kind: 'staff',
  role: 'operator',
  personId: `person-${name}`,
  name,
  source: 'em',
  staffSessionId: 'sign-in-1',
})
const KIM = staff('Kim')
const BO = staff('Bo')
const DESK: Client = { address: '192.0.2.7', kept: '192.0.2.0/24', name: 'Chrome on Linux' }
const ORIGIN = 'https://failover.example.com'

const read = async ({ runtime }: Monitor, id: SessionId) =>
  sessionReplySchema.parse(await runtime.sessions.read(id))
const summaryOf = async ({ runtime }: Monitor, id: SessionId) => {
  const list = sessionListReplySchema.parse(await runtime.sessions.list(sessionListQuerySchema.parse({})))
  return list.sessions.find((one) => one.session.id === id)
}
const PLAIN = { settings: DEFAULT_SCREEN_SETTINGS, commands: [] }
const wallOf = async ({ runtime }: Monitor, id: SessionId) => {
  const screen = { kind: 'screen', screenId: 's', name: 'NOC', scope: { kind: 'all' } } as const
  return (await runtime.wall.read(screen, PLAIN)).sessions.find((one) => one.session.id === id)
}
const eventsOf = async ({ runtime }: Monitor) =>
  auditReplySchema
    .parse(await runtime.auditBook.read(auditQuerySchema.parse({})))
    .events.map(({ action, actor, detail }) => ({ action, by: actor.name, detail }))

/** A run that never moves by itself: one VM as `vm` says, one that is fine. */
const RUN = parseSessionId('3f2504e0-4f89-11d3-9a0c-0305e82c3301') ?? never()
function pin(
  { simulator }: Monitor,
  vm: { result: string; startedMs?: number; message?: string | null },
): void {
  const startMs = simulator.nowMs() - 600_000
  const row = (vmName: string, over: object = {}) => ({
    vmName,
    point: null,
    createdAtMs: STARTED_MS,
    endedAtMs: STARTED_MS + 60_000,
    state: 'Stopped',
    result: 'Success',
    progress: 100,
    failureMessage: null,
    ...over,
  })
  simulator.addSession({
    id: RUN,
    name: 'Pinned plan',
    serverId: simulator.state().scenarios[0]?.sessionId ?? '',
    createdAtMs: Math.min(startMs, STARTED_MS),
    endedAtMs: null,
    state: 'Working',
    result: 'None',
    progress: 50,
    failureMessage: null,
    tasks: [
      row('sql02', {
        result: vm.result,
        createdAtMs: vm.startedMs ?? STARTED_MS,
        failureMessage: vm.message === undefined ? 'no memory' : vm.message,
      }),
      row('web01'),
    ],
  })
}
const STARTED_MS = Date.now() - 600_000

describe('a failure that somebody acknowledges', () => {
  it('shows on the page, in the list and on walls at once, after a restart, and in the book', async () => {
    const monitor = await startMonitor({ scenarios: ['failures'], speed: 300 })
    const id = idOf(monitor, 'failures')
    await eventually(async () => expect((await read(monitor, id)).outcome.kind).toBe('ended'))
    const { session, unacknowledged } = await read(monitor, id)
    const failed = session.tasks.filter((task) => task.result === 'Failed')
    expect(failed.length).toBeGreaterThan(0)
    // The run has a message of its own, which sums them up and is no further failure.
    expect(session.failureMessage).not.toBeNull()
    expect(unacknowledged).toBe(failed.length)
    expect((await summaryOf(monitor, id))?.failing).toHaveLength(failed.length)
    const key = failed[0]?.key ?? ''
    const said = await monitor.runtime.acknowledgements.say(
      id,
      { keys: [key], reason: 'host is full' },
      KIM,
      DESK,
    )
    expect(said).toMatchObject([{ key, by: 'Kim', reason: 'host is full' }])
    expect(await read(monitor, id)).toMatchObject({
      acknowledgements: said,
      unacknowledged: unacknowledged - 1,
      teamworkUnknown: false,
    })
    const short = { unacknowledged: unacknowledged - 1, acknowledgedBy: 'Kim' }
    expect(await summaryOf(monitor, id)).toMatchObject(short)
    expect(await wallOf(monitor, id)).toMatchObject(short)
    // Saying it again leaves who said it first.
    const again = await monitor.runtime.acknowledgements.say(id, { keys: [key], reason: 'me too' }, BO, DESK)
    expect(again).toEqual(said)
    await monitor.restart()
    expect(await read(monitor, id)).toMatchObject({ acknowledgements: said })
    // Gone from Enterprise Manager, what was said stays.
    monitor.simulator.dropSession(id)
    await eventually(async () =>
      expect(await summaryOf(monitor, id)).toMatchObject({ ...short, inEnterpriseManager: false }),
    )
    expect(await monitor.runtime.acknowledgements.withdraw(id, [key], BO, DESK)).toEqual([])
    expect(await monitor.runtime.acknowledgements.withdraw(id, [key], BO, DESK)).toEqual([])
    expect(await read(monitor, id)).toMatchObject({ acknowledgements: [], unacknowledged })
    const events = await eventsOf(monitor)
    expect(events).toMatchObject([
      { action: 'run_acknowledgement_withdrawn', by: 'Bo' },
      { action: 'run_acknowledged', by: 'Kim', detail: { vms: failed[0]?.vmName, because: 'host is full' } },
    ])
  })

  it('ends by itself when the VM recovers, and a later failure needs another word', async () => {
    const monitor = await startMonitor({ scenarios: [] })
    pin(monitor, { result: 'Failed' })
    await eventually(async () => expect((await read(monitor, RUN)).unacknowledged).toBe(1))
    const key = (await read(monitor, RUN)).session.tasks[0]?.key ?? ''
    const say = (reason: string) =>
      monitor.runtime.acknowledgements.say(RUN, { keys: [key, 'of no row'], reason }, KIM, DESK)
    await say('on it')
    expect(await summaryOf(monitor, RUN)).toMatchObject({ unacknowledged: 0, acknowledgedBy: 'Kim' })
    pin(monitor, { result: 'Success', message: null })
    await eventually(async () => {
      expect(await read(monitor, RUN)).toMatchObject({ acknowledgements: [], unacknowledged: 0 })
      expect(await summaryOf(monitor, RUN)).toMatchObject({ acknowledgedBy: null })
    })
    await eventually(async () => {
      const left = await monitor.runtime.door.use((store) => store.listAcknowledgements())
      expect(left.size).toBe(0)
    })
    await expect(say('late')).rejects.toMatchObject({ code: 'conflict' })
    // The very same words, as after the first failure: it is another one all the same.
    pin(monitor, { result: 'Failed' })
    await eventually(async () => expect((await read(monitor, RUN)).unacknowledged).toBe(1))
    expect((await read(monitor, RUN)).acknowledgements).toEqual([])
    await say('again')
    // A reason that is left out for a while makes no other failure; another reason does, and it has another name.
    const names = async () => (await summaryOf(monitor, RUN))?.failing ?? []
    const [before] = await names()
    expect(before?.open).toBe(false)
    pin(monitor, { result: 'Failed', message: null })
    await monitor.restart()
    await eventually(async () => expect((await read(monitor, RUN)).freshness.level).toBe('live'))
    expect(await names()).toEqual([before])
    pin(monitor, { result: 'Failed', message: 'license exceeded' })
    await eventually(async () => expect((await read(monitor, RUN)).unacknowledged).toBe(1))
    await eventually(async () => {
      const [now, ...others] = await names()
      expect([now?.open, others]).toEqual([true, []])
      expect(compareNames([before?.key ?? ''], [now?.key ?? '']).anew).toEqual([now?.key])
    })
    await monitor.runtime.acknowledgements.say(RUN, { keys: [key], reason: 'and again' }, KIM, DESK)
    pin(monitor, { result: 'Failed', startedMs: STARTED_MS + 90_000 })
    await eventually(async () =>
      expect(await read(monitor, RUN)).toMatchObject({ acknowledgements: [], unacknowledged: 1 }),
    )
    await monitor.restart()
    await eventually(async () => expect((await read(monitor, RUN)).unacknowledged).toBe(1))
  })

  it('is not said to be acknowledged while the record is away', async () => {
    const monitor = await startMonitor(
      { scenarios: ['failures'], speed: 300 },
      { DATABASE_URL: 'file:/dev/null/record/failover-monitor.db' },
    )
    await monitor.runtime.opened
    const id = idOf(monitor, 'failures')
    await eventually(async () => expect((await read(monitor, id)).outcome.kind).toBe('ended'))
    const reply = await read(monitor, id)
    expect(reply).toMatchObject({ teamworkUnknown: true, temporary: false, notes: [] })
    const key = reply.session.tasks.find((task) => task.result === 'Failed')?.key ?? ''
    const gone = { code: 'record_unavailable' }
    const { acknowledgements, runNotes, finalisations } = monitor.runtime
    await expect(acknowledgements.say(id, { keys: [key], reason: 'a' }, KIM, DESK)).rejects.toMatchObject(
      gone,
    )
    await expect(runNotes.write(id, { text: 'a', publishTo: [] }, KIM, DESK)).rejects.toMatchObject(gone)
    await expect(
      finalisations.record(id, { outcome: 'undone', note: null }, KIM, DESK),
    ).rejects.toMatchObject(gone)
    expect((await read(monitor, id)).acknowledgements).toEqual([])
  })
})

describe('a note on a run', () => {
  it('is read by all, and by the tenant where it is published; withdrawn, it is gone there too', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 60 })
    const id = idOf(monitor, 'clean')
    const { runtime } = monitor
    const who = { principal: KIM, client: DESK }
    const made = await runtime.shareLinks.create({ sessionId: id, label: 'ABC' }, ORIGIN, who)
    const other = await runtime.shareLinks.create({ sessionId: id, label: 'Other' }, ORIGIN, who)
    await runtime.runNotes.write(id, { text: 'for us', publishTo: [] }, KIM, DESK)
    const note = await runtime.runNotes.write(id, { text: 'power is back', publishTo: [made.id] }, BO, DESK)
    expect(note).toMatchObject({ text: 'power is back', by: 'Bo', publishedTo: 1 })
    expect((await read(monitor, id)).notes).toMatchObject([
      note,
      { text: 'for us', by: 'Kim', publishedTo: 0 },
    ])
    const updatesOf = async (link: string) =>
      (await runtime.shareLinks.read(link)).updates.map(({ text }) => text)
    expect([await updatesOf(made.id), await updatesOf(other.id)]).toEqual([['power is back'], []])

    // Its answer was lost and it is sent again: nobody reads it twice, and the book has it once.
    const sent = { id: '3f2504e0-4f89-11d3-9a0c-0305e82c3302', text: 'all is well', publishTo: [made.id] }
    const once = await runtime.runNotes.write(id, sent, BO, DESK)
    expect(await runtime.runNotes.write(id, sent, BO, DESK)).toEqual(once)
    expect(await updatesOf(made.id)).toHaveLength(2)
    expect((await eventsOf(monitor)).filter(({ action }) => action === 'run_noted')).toHaveLength(3)
    // Changed meanwhile, the first one stands, and nothing is written anywhere.
    const changed = [{ text: 'all is lost' }, { publishTo: [] }, { publishTo: [made.id, other.id] }]
    for (const change of changed)
      await expect(runtime.runNotes.write(id, { ...sent, ...change }, BO, DESK)).rejects.toMatchObject({
        code: 'note_kept',
      })
    expect((await read(monitor, id)).notes).toHaveLength(3)
    expect([await updatesOf(made.id), await updatesOf(other.id)]).toEqual([
      ['all is well', 'power is back'],
      [],
    ])
    // Another person's word is not told of.
    await expect(runtime.runNotes.write(id, sent, KIM, DESK)).rejects.toMatchObject({ code: 'conflict' })
    // Taken back on the link's own page, it was written for that link all the same.
    const [newest] = (await runtime.shareLinks.read(made.id)).updates
    await runtime.shareLinks.removeUpdate(made.id, newest?.id ?? '', who)
    expect(await runtime.runNotes.write(id, sent, BO, DESK)).toEqual({ ...once, publishedTo: 0 })
    await runtime.runNotes.withdraw(id, once.id, BO, DESK)

    // A link that cannot take it: nothing is written anywhere.
    await runtime.shareLinks.revoke(other.id, who)
    const both = { text: 'more', publishTo: [made.id, other.id] }
    await expect(runtime.runNotes.write(id, both, KIM, DESK)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('"Other"') as string,
    })
    await expect(
      runtime.runNotes.write(id, { text: 'x'.repeat(2_001), publishTo: [made.id] }, KIM, DESK),
    ).rejects.toMatchObject({ code: 'bad_request' })
    expect((await read(monitor, id)).notes).toHaveLength(2)

    // Taken back by the link's own page, it is a note for staff only.
    const [update] = (await runtime.shareLinks.read(made.id)).updates
    await runtime.shareLinks.removeUpdate(made.id, update?.id ?? '', who)
    expect((await read(monitor, id)).notes).toMatchObject([{ publishedTo: 0 }, { publishedTo: 0 }])
    const again = await runtime.runNotes.write(id, { text: 'all up', publishTo: [made.id] }, KIM, DESK)
    await runtime.runNotes.withdraw(id, again.id, BO, DESK)
    expect([await updatesOf(made.id), (await read(monitor, id)).notes.length]).toEqual([[], 2])
    await expect(runtime.runNotes.withdraw(id, again.id, BO, DESK)).rejects.toMatchObject({
      code: 'not_there',
    })
    expect((await eventsOf(monitor)).slice(0, 3)).toMatchObject([
      { action: 'run_note_withdrawn', by: 'Bo', detail: { unpublished: 1 } },
      { action: 'link_update_written', by: 'Kim' },
      { action: 'run_noted', by: 'Kim', detail: { published: 1 } },
    ])
    await monitor.restart()
    expect((await read(monitor, id)).notes).toMatchObject([{ text: 'power is back' }, { text: 'for us' }])
  })
})

describe('a failover that has ended', () => {
  it('is temporary until somebody records what became of it', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 300 })
    const id = idOf(monitor, 'clean')
    const { runtime } = monitor
    await eventually(async () => expect((await read(monitor, id)).outcome.kind).toBe('ended'))
    expect(await read(monitor, id)).toMatchObject({ temporary: true, finalisation: null, suggestion: null })
    expect(await summaryOf(monitor, id)).toMatchObject({ temporary: true, finalised: null })
    await runtime.runTags.set(id, 'undo', KIM, DESK)
    expect(await read(monitor, id)).toMatchObject({ temporary: false })
    await runtime.runTags.set(id, 'real', KIM, DESK)
    const kept = { outcome: 'made_permanent', note: 'new home' } as const
    const said = await runtime.finalisations.record(id, { ...kept, replaces: null }, KIM, DESK)
    expect(said).toMatchObject({ ...kept, by: 'Kim' })
    expect(await read(monitor, id)).toMatchObject({ temporary: false, finalisation: said })
    expect(await summaryOf(monitor, id)).toMatchObject({ temporary: false, finalised: 'made_permanent' })
    // Bo has the page of before in front of him.
    await expect(
      runtime.finalisations.record(id, { outcome: 'undone', note: null, replaces: null }, BO, DESK),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^Kim has recorded that it was made permanent, .* UTC\.$/) as string,
    })
    expect((await read(monitor, id)).finalisation).toEqual(said)
    await monitor.restart()
    expect((await read(monitor, id)).finalisation).toEqual(said)
    const back = { outcome: null, note: null, replaces: said?.atUtc ?? null }
    expect(await monitor.runtime.finalisations.record(id, back, BO, DESK)).toBeNull()
    expect(await read(monitor, id)).toMatchObject({ temporary: true, finalisation: null })
    expect((await eventsOf(monitor)).filter(({ action }) => action === 'run_finalised')).toMatchObject([
      { by: 'Bo', detail: { outcome: null, before: 'made_permanent' } },
      { by: 'Kim', detail: { outcome: 'made_permanent', before: null, note: 'new home' } },
    ])
  })

  it('has no outcome while it runs, and none where no VM failed over', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 1 })
    const id = idOf(monitor, 'clean')
    await eventually(async () => expect((await read(monitor, id)).outcome.kind).toBe('running'))
    await expect(
      monitor.runtime.finalisations.record(id, { outcome: 'undone', note: null }, KIM, DESK),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await read(monitor, id)).toMatchObject({ temporary: false })
  })
})

function never(): never {
  throw new Error('the fixture is an id')
}
