import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeLink, makeReply, makeTask, NOW, PROFILE, sessionId, utc } from './samples'
import type { SessionReply } from '@/lib/api/replies'
import { shareReplySchema, type ShareReply } from '@/lib/api/share-replies'
import { READ_PROBLEMS } from '@/lib/failover/read-error'
import { assignAliases } from '@/lib/share/aliases'
import { redact, toContact, toShownNames } from '@/lib/share/redact'
import { FINAL_OUTCOMES } from '@/lib/failover/finalisation'

const show = (
  reply: SessionReply,
  over: Parameters<typeof makeLink>[0] = {},
  profile = PROFILE,
): ShareReply => {
  const link = makeLink(over)
  const names = toShownNames(reply.session.tasks, 'en')
  return redact({ reply, link, profile, names, expiresMs: NOW })
}

/** Every key of an object and of all that stands in it, as paths. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [`${path}.${key}`, ...keysOf(item, `${path}.${key}`)])
}

const FULL = makeReply([makeTask({ state: 'Stopped', result: 'Failed', failureMessage: 'No memory' })], {
  counts: { total: 1, waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 1, unknown: 0 },
})

describe('the tenant’s view', () => {
  it('has exactly the keys that the contract names', () => {
    const update = { id: 'u', atMs: NOW, author: 'Nordwind', writtenBy: 'Otto', text: 'Hello' }
    const reply = show(FULL, { updates: [update] })
    expect([...new Set(keysOf(reply))].sort()).toEqual(
      [
        'provider provider.name provider.tagline provider.accent provider.logo label state',
        'outcome outcome.kind outcome.failedSoFar outcome.warningSoFar outcome.tag',
        'counts counts.total counts.waiting counts.working counts.succeeded counts.warning counts.failed',
        'counts.unknown progress startedAtUtc endedAtUtc',
        'servers servers[].name servers[].outcome servers[].progress servers[].startedAtUtc',
        'servers[].endedAtUtc servers[].failureClass',
        'updates updates[].atUtc updates[].author updates[].text updates[].about',
        'next contact expiresAtUtc',
        'freshness freshness.level freshness.observedAtUtc freshness.collectedAtUtc',
        'pollAfterMs',
      ]
        .flatMap((line) => line.split(' ').map((key) => `.${key}`))
        .sort(),
    )
    expect(shareReplySchema.parse(reply)).toEqual(reply)
  })

  it('passes nothing of any reply but words that are ours, numbers, moments and the names of VMs', () => {
    fc.assert(
      fc.property(arbitraryReply, fc.constantFrom('names', 'aliases', 'none'), (reply, showVms) => {
        const link = makeLink({ showVms, runs: [] })
        const { tasks } = reply.session
        const names =
          showVms === 'names' ? toShownNames(tasks, 'de') : assignAliases(tasks, new Map(), 'de').names
        const shown = redact({ reply, link, profile: null, names, expiresMs: NOW })
        expect(shareReplySchema.parse(shown)).toEqual(shown)
        const { servers, ...rest } = shown
        expect(JSON.stringify(rest)).not.toContain(CANARY)
        const withoutNames = servers.map(({ name, ...server }) => ({ ...server, name: name.length > 0 }))
        expect(JSON.stringify(withoutNames)).not.toContain(CANARY)
        const leaked = servers.filter((server) => server.name.includes(CANARY)).map((server) => server.name)
        const allowed = showVms === 'names' ? tasks.map((task) => task.vmName) : []
        expect(leaked.filter((name) => !allowed.includes(name))).toEqual([])
        expect(servers).toHaveLength(showVms === 'none' ? 0 : tasks.length)
      }),
      { numRuns: 500 },
    )
  })

  it('says that a word is not known, without the word', () => {
    const reply = makeReply([makeTask({ state: 'Pausing', result: 'Perhaps' })])
    reply.session.state = 'Pausing'
    reply.outcome = { kind: 'unknown', reported: 'Pausing' }
    expect(show(reply)).toMatchObject({
      state: null,
      outcome: { kind: 'unknown', tag: null },
      servers: [{ outcome: 'unknown' }],
    })
    expect(JSON.stringify(show(reply))).not.toMatch(/pausing|perhaps/i)
  })

  it('tells of no server that is being started once the run is over', () => {
    const counts = { total: 2, waiting: 0, working: 1, succeeded: 1, warning: 0, failed: 0, unknown: 0 }
    const tasks = [
      makeTask({ state: 'Stopped', result: 'Success' }),
      makeTask({ state: 'Working', result: 'None' }),
    ]
    const over = show(makeReply(tasks, { counts, outcome: { kind: 'ended', result: 'success' } }))
    expect(over.counts).toEqual({ ...counts, working: 0, unknown: 1 })
    expect(over.servers.map(({ outcome }) => outcome)).toEqual(['succeeded', 'unknown'])
    const running = { kind: 'running', failedSoFar: 0, warningSoFar: 0 } as const
    const still = show(makeReply(tasks, { counts, outcome: running }))
    expect(still.servers.map(({ outcome }) => outcome)).toEqual(['succeeded', 'working'])
  })

  it('tells of no server that is being started where Enterprise Manager no longer lists it', () => {
    const lastSeenAtUtc = utc(NOW - 60_000)
    const tasks = [
      makeTask({ state: 'Stopped', result: 'Success', lastSeenAtUtc }),
      makeTask({ state: 'Working', result: 'None', lastSeenAtUtc }),
      makeTask({ state: 'Starting', result: 'None', lastSeenAtUtc }),
      makeTask({ state: 'Working', result: 'None' }),
    ]
    const reply = show(
      makeReply(tasks, {
        counts: { total: 4, waiting: 1, working: 2, succeeded: 1, warning: 0, failed: 0, unknown: 0 },
        outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
      }),
    )
    expect(reply.servers.map(({ outcome }) => outcome)).toEqual([
      'succeeded',
      'unknown',
      'unknown',
      'working',
    ])
    const counts = { total: 4, waiting: 0, working: 1, succeeded: 1, warning: 0, failed: 0, unknown: 2 }
    expect(reply.counts).toEqual(counts)
    expect(shareReplySchema.parse(reply)).toEqual(reply)
  })

  it.each([
    ['classified', 'capacity'],
    ['withheld', null],
  ] as const)('with failures %s gives the class %s', (showFailures, failureClass) => {
    const reply = makeReply([
      makeTask({ state: 'Stopped', result: 'Failed', failureMessage: 'Not enough memory on esx01' }),
      makeTask({ state: 'Stopped', result: 'Warning', failureMessage: 'Not enough memory on esx02' }),
    ])
    expect(show(reply, { showFailures }).servers.map((server) => server.failureClass)).toEqual([
      failureClass,
      null,
    ])
  })

  it('puts the message before the note on failures before the updates', () => {
    const updates = [
      { id: '2', atMs: NOW, author: '', writtenBy: 'Otto', text: 'Second' },
      { id: '1', atMs: NOW - 1, author: 'Nordwind', writtenBy: 'Otto', text: 'First' },
    ]
    const words = {
      message: 'Hello',
      messageMs: NOW - 9,
      failureNote: 'On it',
      failureNoteMs: NOW - 8,
      updates,
    }
    expect(show(FULL, words).updates).toEqual([
      { atUtc: utc(NOW - 9), author: null, text: 'Hello', about: 'message' },
      { atUtc: utc(NOW - 8), author: null, text: 'On it', about: 'failures' },
      { atUtc: utc(NOW), author: null, text: 'Second', about: 'update' },
      { atUtc: utc(NOW - 1), author: 'Nordwind', text: 'First', about: 'update' },
    ])
    const healthy = show(makeReply([makeTask()]), words)
    expect(healthy.updates.map((update) => update.about)).toEqual(['message', 'update', 'update'])
  })

  it('says the note on failures for a run that failed as a whole', () => {
    const reply = makeReply([], { outcome: { kind: 'ended', result: 'failed' } })
    expect(show(reply, { failureNote: 'On it' }).updates).toHaveLength(1)
  })

  it('takes the link’s own words before the provider’s', () => {
    const own = show(FULL, { providerName: 'Südwind', contact: 'Call', accent: '#123456', next: 'Wait' })
    expect(own).toMatchObject({
      provider: { name: 'Südwind', tagline: PROFILE.tagline, accent: '#123456', logo: true },
      contact: 'Call',
      next: 'Wait',
    })
    expect(show(FULL)).toMatchObject({
      provider: { name: PROFILE.name, accent: PROFILE.accent },
      contact: PROFILE.contact,
    })
  })

  it.each([
    ['en', 'Your provider'],
    ['de', 'Ihr Anbieter'],
    ['xx', 'Your provider'],
  ])('in %s calls a provider without a name: %s', (language, providerName) => {
    expect(toContact(makeLink({ language }), null)).toEqual({ providerName, contact: null })
  })
})

describe('names of VMs as they are shown', () => {
  it.each([
    ['plain', 'filesrv03', 'filesrv03'],
    ['blanks around', '  a b ', 'a b'],
    ['other scripts', '株式会社-ファイル 🏢', '株式会社-ファイル 🏢'],
    ['turned direction', 'exe\u202Etxt.\u2066x\u2069', 'exetxt.x'],
    ['controls and lines', 'a\u0000b\r\nc\u2028d\u0085', 'abcd'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
    ['nothing to be seen', '\u200E\u202E\n', 'Unnamed server 1'],
    ['none', null, 'Unnamed server 1'],
  ])('%s', (_what, vmName, shown) => {
    expect(toShownNames([{ vmName }], 'en')).toEqual([shown])
  })

  it('number those that have none, in the link’s language', () => {
    expect(toShownNames([{ vmName: null }, { vmName: 'a' }, { vmName: '' }], 'fr')).toEqual([
      'Serveur sans nom 1',
      'a',
      'Serveur sans nom 2',
    ])
  })

  it('end somewhere, and not inside a character', () => {
    expect(toShownNames([{ vmName: '🏢'.repeat(5_000) }], 'en')).toEqual(['🏢'.repeat(300)])
  })
})

const CANARY = 'CANARY'
const canary = fc
  .string({ maxLength: 20 })
  .map((tail) => `${CANARY} ${tail.replaceAll(/\p{Cc}/gu, '').trimEnd()}`.trim())
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const word = (...words: string[]) => orNull(fc.oneof(fc.constantFrom(...words), canary))
const moment = fc.integer({ min: 0, max: NOW }).map(utc)
const percent = orNull(fc.integer({ min: 0, max: 100 }))
const count = fc.nat({ max: 1_000 })
const link = orNull(fc.record({ id: canary, name: orNull(canary) }))
const state = word('Starting', 'Working', 'Stopping', 'Stopped')
const result = word('None', 'Success', 'Warning', 'Failed')
const unreadable = orNull(fc.constantFrom('forbidden' as const, 'unreachable' as const, 'pending' as const))

const arbitraryTask = fc.record({
  key: canary,
  vmName: orNull(canary),
  vmReplicaPoint: orNull(
    fc.record({
      id: canary,
      name: orNull(canary),
      creationTimeUtc: orNull(moment),
      pointType: orNull(canary),
      state: orNull(canary),
      stateAsOfUtc: orNull(moment),
      stateReadAtUtc: orNull(moment),
      unreadable,
    }),
  ),
  creationTimeUtc: orNull(moment),
  endTimeUtc: orNull(moment),
  state,
  result,
  progress: percent,
  failureMessage: orNull(canary),
  lastSeenAtUtc: orNull(moment),
})

const outcome = fc.oneof(
  fc.record({ kind: fc.constant('running' as const), failedSoFar: count, warningSoFar: count }),
  fc.record({
    kind: fc.constant('ended' as const),
    result: fc.constantFrom('success' as const, 'warning' as const, 'failed' as const),
  }),
  fc.record({ kind: fc.constant('unknown' as const), reported: canary }),
)

const counts = fc.record({
  total: count,
  waiting: count,
  working: count,
  succeeded: count,
  warning: count,
  failed: count,
  unknown: count,
})

const arbitraryAttempts: fc.Arbitrary<NonNullable<SessionReply['attempts']>> = fc.record({
  kind: fc.constantFrom('offered' as const, 'confirmed' as const),
  number: fc.constant(1),
  of: fc.constant(2),
  firstStartUtc: orNull(moment),
  lastEndUtc: orNull(moment),
  outcome,
  counts,
  runs: fc.array(
    fc.record({
      id: canary,
      name: orNull(canary),
      number: fc.constant(1),
      startUtc: orNull(moment),
      endUtc: orNull(moment),
      outcome,
      counts,
    }),
    { maxLength: 2 },
  ),
  vms: fc.array(
    fc.record({
      name: orNull(canary),
      standing: fc.constantFrom('failed' as const, 'unknown' as const),
      run: fc.constant(1),
      key: canary,
    }),
    { maxLength: 2 },
  ),
  confirmedBy: orNull(canary),
  confirmedAtUtc: orNull(moment),
})

const arbitraryReply: fc.Arbitrary<SessionReply> = fc.record({
  session: fc.record({
    uid: canary,
    id: fc.constant(sessionId(1)),
    name: orNull(canary),
    jobType: orNull(canary),
    creationTimeUtc: orNull(moment),
    endTimeUtc: orNull(moment),
    state,
    result,
    progress: percent,
    failureMessage: orNull(canary),
    backupServer: link,
    plan: link,
    tenant: link,
    tasks: fc.array(arbitraryTask, { maxLength: 6 }),
    tasksFrom: fc.constantFrom('em' as const, 'record' as const),
    tasksRecordedAtUtc: orNull(moment),
  }),
  outcome,
  counts,
  collection: fc.constant({
    mode: 'off' as const,
    everyMs: null,
    progress: { state: 'idle' as const },
    nextAtUtc: null,
    unknown: null,
  }),
  freshness: fc.record({
    level: fc.constantFrom(
      'live' as const,
      'late' as const,
      'stale' as const,
      'lost' as const,
      'final' as const,
    ),
    observedAtUtc: moment,
    collectedAtUtc: orNull(moment),
    problem: orNull(
      fc.record({
        code: fc.constantFrom(...READ_PROBLEMS),
        message: canary,
        sinceUtc: moment,
        nextTryAtUtc: orNull(moment),
      }),
    ),
  }),
  inEnterpriseManager: fc.boolean(),
  unacknowledged: count,
  acknowledgements: fc.array(fc.record({ key: orNull(canary), by: canary, atUtc: moment, reason: canary }), {
    maxLength: 3,
  }),
  notes: fc.array(fc.record({ id: canary, by: canary, atUtc: moment, text: canary, publishedTo: count }), {
    maxLength: 3,
  }),
  finalisation: orNull(
    fc.record({
      outcome: fc.constantFrom(...FINAL_OUTCOMES),
      by: canary,
      atUtc: moment,
      note: orNull(canary),
    }),
  ),
  temporary: fc.boolean(),
  suggestion: orNull(fc.constantFrom(...FINAL_OUTCOMES)),
  teamworkUnknown: fc.boolean(),
  plannedLeftOut: fc.constant(null),
  screenCodes: orNull(fc.record({ plan: canary, tenant: orNull(canary) })),
  planned: orNull(fc.array(fc.record({ name: orNull(canary), order: fc.integer({ min: 1, max: 9 }) }))),
  recovery: fc.record({
    target: orNull(
      fc.record({ rtoMs: fc.constant(1), rpoMs: fc.constant(2), setAtUtc: moment, setBy: canary }),
    ),
    eta: fc.record({ kind: fc.constant('none' as const), reason: fc.constant('ended' as const) }),
    targetUnread: fc.boolean(),
    noProgressSinceUtc: orNull(moment),
  }),
  attempts: orNull(arbitraryAttempts),
  keptApart: fc.array(
    fc.record({
      id: canary,
      name: orNull(canary),
      startUtc: orNull(moment),
      setBy: canary,
      setAtUtc: moment,
    }),
    { maxLength: 2 },
  ),
  emClockAheadMs: fc.integer(),
  unreadable: fc.record({ plan: unreadable, collection: unreadable }),
  pollAfterMs: fc.integer({ min: 1, max: 600_000 }),
  tag: orNull(
    fc.record({
      kind: fc.constantFrom('real' as const, 'test' as const, 'undo' as const),
      setAtUtc: moment,
      setBy: canary,
    }),
  ),
  may: fc.record({
    share: fc.boolean(),
    tag: fc.boolean(),
    target: fc.boolean(),
    collect: fc.boolean(),
    acknowledge: fc.boolean(),
    note: fc.boolean(),
    finalise: fc.boolean(),
    attempts: fc.boolean(),
  }),
})
