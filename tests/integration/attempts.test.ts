import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCookieJar, type CookieJar } from './cookie-jar'
import { auditOf, call, serve } from './handlers'
import { countRequests, idOf, startMonitor, stopMonitors, type Monitor } from './monitor'
import { makeLink, OPERATOR_AT_DESK, pageOf } from './share/sharing'
import { POST as signIn } from '@/app/api/auth/sign-in/enterprise-manager/route'
import {
  DELETE as takeBack,
  POST as declineOffer,
} from '@/app/api/sessions/[sessionId]/attempts/decline/route'
import { DELETE as separate, POST as join } from '@/app/api/sessions/[sessionId]/attempts/route'
import { GET as getSession } from '@/app/api/sessions/[sessionId]/route'
import { joinAttemptsReplySchema, type JoinAttemptsReply } from '@/lib/api/attempt-replies'
import { sessionListReplySchema, sessionReplySchema, type SessionReply } from '@/lib/api/replies'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { sessionListQuerySchema } from '@/lib/server/session-list'

afterEach(stopMonitors)

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

const ACCOUNTS = {
  viewer: { username: 'operator', password: 'operator-secret' },
  operator: { username: 'portal', password: 'portal-secret' },
} as const

async function signedIn(who: keyof typeof ACCOUNTS): Promise<CookieJar> {
  const jar = createCookieJar()
  const path = '/api/auth/sign-in/enterprise-manager'
  const reply = await call(signIn, path, { method: 'POST', body: ACCOUNTS[who], jar })
  expect(reply.status).toBe(204)
  return jar
}

type Runs = { first: SessionId; second: SessionId }

/** A monitor that offers the retry of a failed run as its second attempt. */
async function withOffer(speed = 1): Promise<Runs & { monitor: Monitor }> {
  const monitor = await startMonitor({ scenarios: ['retried', 'clean'], historySessions: 0, speed })
  const second = idOf(monitor, 'retried')
  let first: SessionId | null = null
  await eventually(async () => {
    const { attempts } = await readReply(monitor, second)
    first = parseSessionId(attempts?.runs[0]?.id ?? '')
    expect(first).not.toBeNull()
  })
  if (first === null) throw new Error('nothing is offered')
  serve(monitor)
  return { monitor, first, second }
}

/** A run of the same plan that started just now, which is offered with the two others. */
async function addThirdRun(monitor: Monitor, second: SessionId): Promise<SessionId> {
  const { session } = await readReply(monitor, second)
  const third = parseSessionId('30feed00-0000-4000-8000-000000000003')
  if (third === null) throw new Error('no id')
  monitor.simulator.addSession({
    id: third,
    name: session.name ?? '',
    serverId: session.backupServer?.id ?? '',
    createdAtMs: monitor.simulator.nowMs(),
    endedAtMs: null,
    state: 'Working',
    result: 'None',
    progress: 1,
    failureMessage: null,
    tasks: [],
  })
  await eventually(async () => {
    expect((await attemptsOf(monitor, second))?.runs.map((run) => run.id)).toContain(third)
  })
  return third
}

const readReply = async (monitor: Monitor, id: SessionId): Promise<SessionReply> =>
  sessionReplySchema.parse(await monitor.runtime.sessions.read(id))
const attemptsOf = async (monitor: Monitor, id: SessionId) => (await readReply(monitor, id)).attempts
const listOf = async (monitor: Monitor) => {
  const reply = sessionListReplySchema.parse(
    await monitor.runtime.sessions.list(sessionListQuerySchema.parse({})),
  )
  return new Map(reply.sessions.map(({ session, attempt }) => [session.id, attempt]))
}

const ask = (handler: typeof join, jar: CookieJar, id: SessionId, method: string, body?: unknown) =>
  call(handler, `/api/sessions/${id}/attempts`, {
    method,
    params: { sessionId: id },
    jar,
    ...(body === undefined ? {} : { body }),
  })

async function joined(jar: CookieJar, id: SessionId, body: unknown): Promise<JoinAttemptsReply> {
  const reply = await ask(join, jar, id, 'POST', body)
  expect(reply.status).toBe(200)
  return joinAttemptsReplySchema.parse(await reply.json())
}

describe('a run that starts soon after one with failed VMs', () => {
  it('waits for none of the VMs that are up, and takes no time from full runs of its plan', async () => {
    const { monitor, first, second } = await withOffer()
    const reply = await readReply(monitor, second)
    expect(reply.outcome.kind).toBe('running')
    expect(reply.counts.total + (reply.planned?.length ?? Number.NaN)).toBe(2)
    expect(reply.plannedLeftOut).toEqual({ reason: 'up_already', count: 12 })
    expect(reply.recovery.eta).toMatchObject({ kind: 'none', reason: 'too_few_runs' })
    expect(await readReply(monitor, first)).toMatchObject({ planned: [], plannedLeftOut: null })
  })

  it('is offered as a second attempt, on the pages of both, and nothing else is', async () => {
    const { monitor, first, second } = await withOffer()
    expect(await attemptsOf(monitor, second)).toMatchObject({
      kind: 'offered',
      number: 2,
      of: 2,
      outcome: { kind: 'running' },
      lastEndUtc: null,
      runs: [
        {
          id: first,
          number: 1,
          outcome: { kind: 'ended', result: 'failed' },
          counts: { total: 14, failed: 2 },
        },
        { id: second, number: 2, outcome: { kind: 'running' } },
      ],
      vms: [],
      confirmedBy: null,
    })
    expect(await attemptsOf(monitor, first)).toMatchObject({ kind: 'offered', number: 1, of: 2 })
    expect(await attemptsOf(monitor, idOf(monitor, 'clean'))).toBeNull()
    expect([...(await listOf(monitor)).values()]).toEqual([null, null, null])
  })

  it('is joined by an operator in one click with the link, and each VM has its latest outcome', async () => {
    const { monitor, first, second } = await withOffer(120)
    const link = await monitor.runtime.shareLinks.create(
      { sessionId: first, label: 'Your servers' },
      'https://failover.example',
      OPERATOR_AT_DESK,
    )
    const other = await makeLink(monitor, 'clean')
    const jar = await signedIn('operator')
    const unknown = '00000000-0000-4000-8000-000000000000'
    const reply = await joined(jar, second, { with: [first], addToLinks: [link.id, other.id, unknown] })
    expect(reply.attempts).toMatchObject({
      kind: 'confirmed',
      number: 2,
      of: 2,
      confirmedBy: String.raw`SRV-EM06\portal`,
    })
    expect(reply.links).toEqual({
      added: [link.id],
      failed: [
        { id: other.id, reason: 'The link shows none of the attempts.' },
        { id: unknown, reason: 'There is no such share link.' },
      ],
    })
    const shown = await monitor.runtime.shareLinks.read(link.id)
    expect(shown.runs.map((run) => run.sessionId)).toEqual([first, second])
    const page = await pageOf(monitor, link.url.slice(link.url.lastIndexOf('/') + 1))
    expect([page.run, page.runs.length]).toEqual([2, 2])

    // Joined once more, nothing is added and nothing is noted.
    const again = await joined(jar, first, { with: [second], addToLinks: [link.id] })
    expect(again.links).toEqual({ added: [link.id], failed: [] })
    expect((await monitor.runtime.shareLinks.read(link.id)).runs).toHaveLength(2)

    await eventually(async () => {
      const attempts = await attemptsOf(monitor, second)
      expect(attempts).toMatchObject({ outcome: { kind: 'ended', result: 'success' } })
    })
    const whole = await attemptsOf(monitor, first)
    expect(whole).toMatchObject({ number: 1, counts: { total: 14, succeeded: 14, failed: 0 } })
    expect(whole?.vms.map((vm) => vm.run).filter((run) => run === 2)).toHaveLength(2)
    expect(whole?.lastEndUtc).toBe((await readReply(monitor, second)).session.endTimeUtc)
    expect(await listOf(monitor)).toMatchObject(
      new Map([
        [first, { number: 1, of: 2 }],
        [second, { number: 2, of: 2 }],
        [idOf(monitor, 'clean'), null],
      ]),
    )
    // The retry's report takes none of those for down that are up.
    const { report } = await monitor.runtime.reports.read(second)
    expect(report.notRun).toEqual({ kind: 'known', vms: [] })
    expect(report.startedEarlier).toHaveLength(12)
    expect(new Set(report.startedEarlier?.map(({ earlier }) => earlier.sessionId))).toEqual(new Set([first]))
    const events = (await auditOf(monitor)).filter(({ action }) => /attempts|run_added/.test(action))
    expect(events.map(({ action }) => action)).toEqual(['attempts_joined', 'link_run_added'])
    expect(events[0]).toMatchObject({ object: { id: second }, detail: { with: first } })
  })

  it('is separated again, and offered again; the link keeps what it shows', async () => {
    const { monitor, first, second } = await withOffer()
    const link = await monitor.runtime.shareLinks.create(
      { sessionId: first, label: 'Your servers' },
      'https://failover.example',
      OPERATOR_AT_DESK,
    )
    const jar = await signedIn('operator')
    // From the page of the first one, too, the link gets the later run.
    await joined(jar, first, { with: [second], addToLinks: [link.id] })
    expect((await ask(separate, jar, second, 'DELETE')).status).toBe(204)
    expect(await attemptsOf(monitor, second)).toMatchObject({ kind: 'offered' })
    expect((await listOf(monitor)).get(first)).toBeNull()
    expect((await monitor.runtime.shareLinks.read(link.id)).runs).toHaveLength(2)
    expect((await ask(separate, jar, second, 'DELETE')).status).toBe(404)
    expect((await auditOf(monitor)).at(-1)).toMatchObject({
      action: 'attempts_separated',
      detail: { from: first },
    })
  })

  it('is offered no more once somebody has said that it is none, also after a restart', async () => {
    const { monitor, first, second } = await withOffer()
    const jar = await signedIn('operator')
    expect((await ask(declineOffer, jar, second, 'POST', { with: [first] })).status).toBe(204)
    expect(await attemptsOf(monitor, second)).toBeNull()
    expect(await attemptsOf(monitor, first)).toBeNull()
    expect((await auditOf(monitor)).at(-1)).toMatchObject({
      action: 'attempts_declined',
      object: { id: second },
      detail: { with: first },
    })
    expect((await ask(join, jar, second, 'POST', { with: [first] })).status).toBe(409)
    await monitor.restart()
    await eventually(async () => {
      expect(await attemptsOf(monitor, second)).toBeNull()
    })
  })

  it('is offered again on both pages once that is taken back on the other one', async () => {
    const { monitor, first, second } = await withOffer()
    const jar = await signedIn('operator')
    expect((await ask(declineOffer, jar, second, 'POST', { with: [first] })).status).toBe(204)
    const setBy = String.raw`SRV-EM06\portal`
    expect((await readReply(monitor, first)).keptApart).toMatchObject([{ id: second, setBy }])
    expect((await readReply(monitor, second)).keptApart).toMatchObject([{ id: first, setBy }])
    expect((await ask(takeBack, jar, first, 'DELETE')).status).toBe(204)
    for (const id of [first, second])
      expect(await readReply(monitor, id)).toMatchObject({ keptApart: [], attempts: { kind: 'offered' } })
    expect((await auditOf(monitor)).at(-1)).toMatchObject({
      action: 'attempts_decline_withdrawn',
      object: { id: first },
      detail: { with: second },
    })
    expect((await ask(takeBack, jar, first, 'DELETE')).status).toBe(404)
  })

  it('that is left out when others are joined is offered neither there nor on its own page', async () => {
    const { monitor, first, second } = await withOffer()
    const third = await addThirdRun(monitor, second)
    const jar = await signedIn('operator')
    const both = { with: [first], apart: [first] }
    expect((await ask(join, jar, second, 'POST', both)).status).toBe(400)
    const stranger = { with: [first], apart: [idOf(monitor, 'clean')] }
    expect((await ask(join, jar, second, 'POST', stranger)).status).toBe(409)
    await joined(jar, second, { with: [first], apart: [third] })
    expect(await readReply(monitor, third)).toMatchObject({
      attempts: null,
      keptApart: [{ id: first }, { id: second }],
    })
    for (const id of [first, second]) {
      expect(await readReply(monitor, id)).toMatchObject({
        attempts: { kind: 'confirmed', of: 2 },
        keptApart: [{ id: third }],
      })
    }
    const events = (await auditOf(monitor)).filter(({ action }) => action.startsWith('attempts'))
    expect(events).toMatchObject([
      { action: 'attempts_joined', object: { id: second }, detail: { with: first } },
      { action: 'attempts_declined', object: { id: third }, detail: { with: `${first}, ${second}` } },
    ])
    // Taken back on the page of either of the two, it is open again for both of them.
    expect((await ask(takeBack, jar, first, 'DELETE')).status).toBe(204)
    expect(await readReply(monitor, third)).toMatchObject({
      attempts: { kind: 'offered', number: 3, of: 3 },
      keptApart: [],
    })
  })

  it('is joined by nobody below an operator, and with nothing that is not offered', async () => {
    const { monitor, first, second } = await withOffer()
    const viewer = await signedIn('viewer')
    for (const reply of [
      await ask(join, viewer, second, 'POST', { with: [first] }),
      await ask(declineOffer, viewer, second, 'POST', { with: [first] }),
      await ask(separate, viewer, second, 'DELETE'),
      await ask(takeBack, viewer, second, 'DELETE'),
    ])
      expect(reply.status).toBe(403)
    const seen = await call(getSession, `/api/sessions/${second}`, {
      params: { sessionId: second },
      jar: viewer,
    })
    expect(await seen.json()).toMatchObject({ attempts: { kind: 'offered' }, may: { attempts: false } })
    const operator = await signedIn('operator')
    const clean = idOf(monitor, 'clean')
    for (const [id, body] of [
      [second, { with: [clean] }],
      [second, { with: [second] }],
      [clean, { with: [first] }],
    ] as const)
      expect((await ask(join, operator, id, 'POST', body)).status).toBe(409)
    for (const body of [{}, { with: [] }, { with: ['no id'] }, { with: [first], more: 1 }])
      expect((await ask(join, operator, second, 'POST', body)).status).toBe(400)
    expect(await attemptsOf(monitor, second)).toMatchObject({ kind: 'offered' })
  })

  it('stops being offered when it is tagged as a test', async () => {
    const { monitor, second } = await withOffer()
    await monitor.runtime.runTags.set(second, 'test', OPERATOR_AT_DESK.principal, OPERATOR_AT_DESK.client)
    expect(await attemptsOf(monitor, second)).toBeNull()
    await monitor.runtime.runTags.set(second, 'real', OPERATOR_AT_DESK.principal, OPERATOR_AT_DESK.client)
    expect(await attemptsOf(monitor, second)).toMatchObject({ kind: 'offered' })
  })

  it('stays joined when Enterprise Manager has dropped the first one, and is read from the record', async () => {
    const { monitor, first, second } = await withOffer(120)
    const jar = await signedIn('operator')
    await joined(jar, second, { with: [first] })
    await eventually(async () => {
      expect(await attemptsOf(monitor, second)).toMatchObject({ outcome: { kind: 'ended' } })
    })
    monitor.simulator.dropSession(first)
    await eventually(async () => {
      expect((await listOf(monitor)).get(first)).toEqual({ number: 1, of: 2 })
      expect((await readReply(monitor, first)).inEnterpriseManager).toBe(false)
    })
    await monitor.restart()
    await eventually(async () => {
      expect(await attemptsOf(monitor, second)).toMatchObject({
        kind: 'confirmed',
        outcome: { kind: 'ended', result: 'success' },
        counts: { total: 14, succeeded: 14 },
      })
    })
    await eventually(async () => {
      const { report } = await monitor.runtime.reports.read(second)
      expect(report.startedEarlier).toHaveLength(12)
    })
  })

  it('keeps its ETag while nothing changes, and costs Enterprise Manager no request of its own', async () => {
    const { monitor, first, second } = await withOffer(120)
    const jar = await signedIn('operator')
    await joined(jar, second, { with: [first] })
    const get = (headers: Record<string, string> = {}) =>
      call(getSession, `/api/sessions/${second}`, { params: { sessionId: second }, jar, headers })
    await eventually(async () => {
      expect(await attemptsOf(monitor, second)).toMatchObject({ outcome: { kind: 'ended' } })
      const etag = (await get()).headers.get('ETag') ?? ''
      expect((await get({ 'If-None-Match': etag })).status).toBe(304)
    })
    expect(countRequests(monitor.simulator, 'GET', new RegExp(`failoverSessions/${first}`))).toBe(0)
  })
})
