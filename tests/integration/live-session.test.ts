import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { countRequests, idOf, startMonitor, stopMonitors } from './monitor'
import {
  sessionListReplySchema,
  sessionReplySchema,
  replicaPointReplySchema,
  healthReplySchema,
} from '@/lib/api/replies'
import { parseReplicaPointId, parseSessionId } from '@/lib/failover/ids'
import type { ScenarioName, Simulator } from '@/simulator/start-simulator'

afterEach(stopMonitors)

/** Reads until the reply is as expected; the poller paces itself, so asking often costs EM nothing. */
const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 12_000, interval: 40 })

describe('one failover session, watched', () => {
  it('moves from working to its end, in the form that the contract promises', async () => {
    const monitor = await startMonitor({ scenarios: ['failures'], speed: 240 })
    const id = idOf(monitor, 'failures')
    const states = new Set<string | null>()
    let most = 0
    await eventually(async () => {
      const reply = sessionReplySchema.parse(await monitor.runtime.sessions.read(id))
      states.add(reply.session.state)
      expect(reply.counts.total).toBeGreaterThanOrEqual(most)
      most = reply.counts.total
      expect(reply.session.tasks).toHaveLength(reply.counts.total)
      expect(reply.session.state).toBe('Stopped')
    })
    const reply = await monitor.runtime.sessions.read(id)
    expect(states).toContain('Working')
    expect(reply.outcome).toEqual({ kind: 'ended', result: 'failed' })
    expect(reply.counts).toMatchObject({ total: 14, waiting: 0, working: 0, warning: 1, failed: 1 })
    expect(reply.freshness).toMatchObject({ level: 'final', problem: null })
    expect(reply.session.tenant?.name).toBeTruthy()
    expect(reply.session.tasks.every((task) => task.vmReplicaPoint?.creationTimeUtc)).toBe(true)
  })

  it('names the VMs of the plan that have no task yet, outside all counts, as long as it runs', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 4 })
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      const { planned, counts, session } = sessionReplySchema.parse(await monitor.runtime.sessions.read(id))
      expect(counts.total).toBeGreaterThan(0)
      expect(planned?.length).toBeGreaterThan(0)
      expect((planned?.length ?? 0) + counts.total).toBe(14)
      const names = new Set(session.tasks.map(({ vmName }) => vmName))
      expect(planned?.filter(({ name }) => names.has(name))).toEqual([])
      expect(planned?.map(({ order }) => order)).toEqual(planned?.map((_, index) => counts.total + index + 1))
    })
    monitor.simulator.setSpeed(400)
    await eventually(async () => {
      const { planned, session } = await monitor.runtime.sessions.read(id)
      expect(session.state).toBe('Stopped')
      expect(planned).toEqual([])
    })
  })

  it('does not say what is planned where the account may not read plans', async () => {
    const monitor = await startMonitor(
      { scenarios: ['starting'] },
      { EM_USERNAME: 'portal', EM_PASSWORD: 'portal-secret' },
    )
    await eventually(async () => {
      const { planned, unreadable } = await monitor.runtime.sessions.read(idOf(monitor, 'starting'))
      expect(unreadable.plan).toBe('forbidden')
      expect(planned).toBeNull()
    })
  })

  it('does not claim a point’s state for now while its VM is being started', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 5 })
    await eventually(async () => {
      const { session } = await monitor.runtime.sessions.read(idOf(monitor, 'clean'))
      const points = session.tasks.map((task) => task.vmReplicaPoint)
      expect(points.every((point) => point?.unreadable === null)).toBe(true)
      expect(points.length).toBeGreaterThan(5)
      expect(points.every((point) => point?.stateAsOfUtc)).toBe(true)
    })
  })

  it('keeps the VM rows that Enterprise Manager empties at the end', async () => {
    const monitor = await startMonitor({ scenarios: ['emptied'], speed: 240 })
    const id = idOf(monitor, 'emptied')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).session.state).toBe('Stopped')
    })
    await eventually(async () => {
      const { session, counts } = await monitor.runtime.sessions.read(id)
      expect(session.tasksFrom).toBe('record')
      expect(session.tasksRecordedAtUtc).not.toBeNull()
      expect(counts.total).toBeGreaterThan(0)
    })
  })

  it('shows names as they are, whatever they hold', async () => {
    const monitor = await startMonitor({ scenarios: ['odd-names'], speed: 200 })
    await eventually(async () => {
      const { session } = await monitor.runtime.sessions.read(idOf(monitor, 'odd-names'))
      const names = session.tasks.map((task) => task.vmName)
      // Decoded once and not twice: the second VM is really called so.
      expect(names).toContain('R&D <build> "main" & more')
      expect(names).toContain('two  spaces &amp; an entity')
      expect(names).toContain('<script>alert(1)</script>')
      expect(Math.max(...session.tasks.map((task) => task.vmName?.length ?? 0))).toBeGreaterThanOrEqual(200)
    })
  })

  it('tells two plans of one name apart by their VMs', async () => {
    const monitor = await startMonitor({ scenarios: ['twin-a', 'twin-b'], speed: 100 })
    await eventually(async () => {
      const [a, b] = await Promise.all(
        (['twin-a', 'twin-b'] as const).map((name) => monitor.runtime.sessions.read(idOf(monitor, name))),
      )
      expect(a?.session.name).toBe(b?.session.name)
      expect(a?.session.tenant?.name).toBeTruthy()
      expect(b?.session.tenant?.name).toBeTruthy()
      expect(a?.session.tenant?.id).not.toBe(b?.session.tenant?.id)
    })
  })

  it('is at best stale when the collection of Enterprise Manager has stopped', async () => {
    const monitor = await startMonitor({ scenarios: ['frozen'] }, { EM_COLLECTION_LATE_MS: '60000' })
    await eventually(async () => {
      const reply = await monitor.runtime.sessions.read(idOf(monitor, 'frozen'))
      expect(reply.freshness).toMatchObject({ level: 'stale', problem: { code: 'collection_old' } })
    })
  })

  it('answers a list, a replica point and the health in the promised form', async () => {
    const monitor = await startMonitor({ scenarios: ['clean', 'long'], speed: 60 })
    const { runtime } = monitor
    await eventually(async () => {
      const list = sessionListReplySchema.parse(await runtime.sessions.list({ sort: 'newest', page: 1 }))
      expect(list.sessions.slice(0, 2).map((one) => one.outcome.kind)).toEqual(['running', 'running'])
      expect(list.total).toBe(5)
      const { session } = await runtime.sessions.read(idOf(monitor, 'clean'))
      const pointId = parseReplicaPointId(session.tasks[0]?.vmReplicaPoint?.id ?? '')
      expect(pointId).not.toBeNull()
      if (!pointId) return
      const point = replicaPointReplySchema.parse(await runtime.replicaPoints.read(pointId))
      expect(point.usedBy.map((use) => use.sessionId)).toContain(idOf(monitor, 'clean'))
      expect(point.replicaPoint.replica?.platform).toBeTruthy()
      expect(point.otherPointsUnreadable).toBeNull()
      expect(point.otherPoints?.length).toBeGreaterThan(0)
      expect(point.otherPoints?.map((other) => other.id)).not.toContain(pointId)
      expect(point.otherPoints?.[0]).toMatchObject({ pointType: expect.any(String), state: 'Ready' })
    })
    const health = healthReplySchema.parse(await runtime.health.read())
    expect(health.connection).toMatchObject({ role: 'administrator', cloudConnect: true, problem: null })
  })
})

describe('what the role may not read', () => {
  it('degrades the feature with its reason and still shows the session (Portal User: no plans, no collections)', async () => {
    const env = { EM_USERNAME: 'portal', EM_PASSWORD: 'portal-secret' }
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 100 }, env)
    await eventually(async () => {
      const reply = await monitor.runtime.sessions.read(idOf(monitor, 'clean'))
      expect(reply.unreadable).toEqual({ plan: 'forbidden', collection: 'forbidden' })
      expect(reply).toMatchObject({
        session: { plan: null, tenant: null },
        freshness: { level: 'live', collectedAtUtc: null },
      })
      expect(reply.session.tasks[0]?.vmReplicaPoint?.pointType).toBeTruthy()
    })
    expect((await monitor.runtime.health.read()).connection.role).toBe('portal_user')
  })

  it('asks once, not once per VM, where replica points are forbidden (Restore Operator)', async () => {
    const env = { EM_USERNAME: 'operator', EM_PASSWORD: 'operator-secret' }
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 100 }, env)
    await eventually(async () => {
      const { session } = await monitor.runtime.sessions.read(idOf(monitor, 'clean'))
      expect(session.tasks.length).toBeGreaterThan(5)
      expect(session.tasks.map((task) => task.vmReplicaPoint?.unreadable)).toEqual(
        session.tasks.map(() => 'forbidden'),
      )
    })
    expect(countRequests(monitor.simulator, 'GET', /vmReplicaPoints/i)).toBe(1)
  })

  it('says forbidden where the role may not read failover sessions at all', async () => {
    const monitor = await startMonitor(
      { scenarios: ['clean'] },
      { EM_USERNAME: 'sql', EM_PASSWORD: 'sql-secret' },
    )
    await expect(monitor.runtime.sessions.read(idOf(monitor, 'clean'))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await monitor.runtime.health.read()
    expect((await monitor.runtime.health.read()).connection.role).toBe('no_failover_right')
  })

  it('says not_found for an id that Enterprise Manager does not know', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const unknown = parseSessionId('3f2504e0-4f89-11d3-9a0c-0305e82c3301')
    if (!unknown) throw new Error('not an id')
    await expect(monitor.runtime.sessions.read(unknown)).rejects.toMatchObject({ code: 'not_found' })
  })
})

/** Lets so much of the faked time pass, and then what was asked for be answered and taken in before any more does. */
async function passAndAnswer(simulator: Simulator, ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  for (let turns = 0; turns < 20; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    if (simulator.requests().some(({ status }) => status === 0)) turns = 0
  }
}

describe('load on Enterprise Manager', () => {
  it('stays one read per interval with 200 clients, and one logon', { timeout: 60_000 }, async () => {
    // Time passes only where the test says so: what is counted is reads per interval, on a machine of any speed.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 1 }, { EM_POLL_IDLE_MS: '30000' })
    const id = idOf(monitor, 'clean')
    const { simulator } = monitor
    // One query per interval serves the recorder and all 200; the first look at the session is by its id.
    const reads = (): number => countRequests(simulator, 'GET', /failoverSessions\/[0-9a-f-]{36}|query\?/i)
    let intervals = 0
    // The first rows, and with them replica points, come some seconds after the start.
    while (reads() <= 20 || countRequests(simulator, 'GET', /vmReplicaPoints\//i) === 0) {
      await Promise.all(Array.from({ length: 200 }, () => monitor.runtime.sessions.read(id)))
      for (let part = 0; part < 10; part += 1) await passAndAnswer(simulator, 25)
      intervals += 1
    }
    expect(reads()).toBeLessThanOrEqual(intervals + 2)
    expect(countRequests(simulator, 'GET', /failoverSessions\/[0-9a-f-]{36}/i)).toBeLessThanOrEqual(2)
    // Both have a pace of their own, which a slow machine may reach once more; no number of clients changes that.
    expect(countRequests(simulator, 'GET', /failoverSessions(\?|$)/i)).toBeLessThanOrEqual(2)
    expect(countRequests(simulator, 'GET', /systemSessions/i)).toBeLessThanOrEqual(2)
    expect(countRequests(simulator, 'POST', /sessionMngr/i)).toBe(1)
    const points = simulator.requests().filter((request) => /vmReplicaPoints\//i.test(request.path))
    expect(points.length).toBe(new Set(points.map((request) => request.path)).size)
    expect(points.length).toBeGreaterThan(0)
  })

  it('reads each replica point again when the run has ended', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 300 })
    const id = idOf(monitor, 'clean')
    const perPoint = (): number[] => {
      const counts = new Map<string, number>()
      for (const { path } of monitor.simulator.requests()) {
        if (/vmReplicaPoints\//i.test(path)) counts.set(path, (counts.get(path) ?? 0) + 1)
      }
      return [...counts.values()]
    }
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).session.state).toBe('Stopped')
      expect(perPoint()).toEqual(Array(14).fill(2))
      // Until it is read again, a point's state is not claimed for now; when it was read is always told.
      const { session } = await monitor.runtime.sessions.read(id)
      expect(session.tasks.map((task) => task.vmReplicaPoint?.stateAsOfUtc)).toEqual(Array(14).fill(null))
      expect(session.tasks.every((task) => task.vmReplicaPoint?.stateReadAtUtc)).toBe(true)
      expect(new Set(session.tasks.map((task) => task.vmReplicaPoint?.state))).toEqual(new Set(['Failover']))
    })
  })

  it('makes one attempt with refused credentials, restarts included, until the password changes', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] }, { EM_PASSWORD: 'wrong' })
    const id = idOf(monitor, 'clean')
    const tryMany = async (): Promise<void> => {
      const replies = await Promise.allSettled(
        Array.from({ length: 20 }, () => monitor.runtime.sessions.read(id)),
      )
      for (const reply of replies)
        expect(reply).toMatchObject({ status: 'rejected', reason: { code: 'logon_refused' } })
    }
    const logons = (): number => countRequests(monitor.simulator, 'POST', /sessionMngr/i)
    const beforeMs = Date.now()
    await tryMany()
    await monitor.restart()
    await tryMany()
    await monitor.restart()
    await tryMany()
    expect(logons()).toBe(1)
    const { connection } = await monitor.runtime.health.read()
    expect(Date.parse(connection.logonPausedUntilUtc ?? '')).toBeGreaterThanOrEqual(beforeMs + 15 * 60_000)
    await monitor.restart({ EM_PASSWORD: 'monitor-secret' })
    expect((await monitor.runtime.sessions.read(id)).session.id).toBe(id)
    expect(logons()).toBe(2)
  })

  it('logs off when it stops', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    await monitor.runtime.sessions.read(idOf(monitor, 'clean'))
    expect(monitor.simulator.openLogons()).toBe(1)
    await monitor.runtime.dispose()
    expect(monitor.simulator.openLogons()).toBe(0)
  })
})

describe('when Enterprise Manager fails', () => {
  const faults = [
    [{ kind: 'status', status: 500 }, 'upstream_error'],
    [{ kind: 'status', status: 503 }, 'upstream_error'],
    [{ kind: 'status', status: 403 }, 'forbidden'],
    [{ kind: 'reset' }, 'unreachable'],
    [{ kind: 'hang' }, 'timed_out'],
    [{ kind: 'latency', ms: 5_000 }, 'timed_out'],
    [{ kind: 'drip', bytesPerSecond: 20 }, 'timed_out'],
    [{ kind: 'truncate' }, 'bad_reply'],
    [{ kind: 'html' }, 'bad_reply'],
    [{ kind: 'empty' }, 'bad_reply'],
    [{ kind: 'dtd' }, 'bad_reply'],
    [{ kind: 'deep', levels: 5_000 }, 'bad_reply'],
    [{ kind: 'huge', bytes: 40 * 1024 * 1024 }, 'bad_reply'],
    [{ kind: 'redirect', to: 'http://127.0.0.1:1/' }, 'bad_reply'],
  ] as const

  it.each(faults)(
    '%j: keeps the last data, says %s since when, and recovers by itself',
    async (fault, code) => {
      const monitor = await startMonitor({ scenarios: ['clean'], speed: 20 })
      const id = idOf(monitor, 'clean')
      await eventually(async () => {
        expect((await monitor.runtime.sessions.read(id)).counts.total).toBeGreaterThan(3)
      })
      const before = await monitor.runtime.sessions.read(id)
      monitor.simulator.setFault(fault, { path: 'failoverSession' })
      await eventually(async () => {
        const reply = await monitor.runtime.sessions.read(id)
        expect(reply.freshness.problem?.code).toBe(code)
        expect(reply.freshness.problem?.nextTryAtUtc).toBeTruthy()
        expect(['late', 'stale']).toContain(reply.freshness.level)
        expect(reply.counts.total).toBeGreaterThanOrEqual(before.counts.total)
      })
      monitor.simulator.setFault(null)
      await eventually(async () => {
        const { freshness } = await monitor.runtime.sessions.read(id)
        expect(freshness).toMatchObject({ level: 'live', problem: null })
        expect(Date.parse(freshness.observedAtUtc)).toBeGreaterThan(
          Date.parse(before.freshness.observedAtUtc),
        )
      })
    },
  )

  it('goes from late to stale by age, since the first failure', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const id = idOf(monitor, 'clean')
    await monitor.runtime.sessions.read(id)
    monitor.simulator.setFault({ kind: 'reset' })
    const levels: string[] = []
    const sinces = new Set<string>()
    await eventually(async () => {
      const { freshness } = await monitor.runtime.sessions.read(id)
      if (levels.at(-1) !== freshness.level) levels.push(freshness.level)
      if (freshness.problem?.code === 'unreachable') sinces.add(freshness.problem.sinceUtc)
      expect(freshness.level).toBe('stale')
    })
    expect(levels.filter((level) => level !== 'live')).toEqual(['late', 'stale'])
    expect(sinces.size).toBe(1)
  })

  it('still shows a session that Enterprise Manager no longer knows (trap 17: the 30-day window)', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'], speed: 20 })
    const id = idOf(monitor, 'clean')
    await eventually(async () => {
      expect((await monitor.runtime.sessions.read(id)).counts.total).toBeGreaterThan(3)
    })
    monitor.simulator.dropSession(id)
    await eventually(async () => {
      const reply = await monitor.runtime.sessions.read(id)
      expect(reply.freshness).toMatchObject({ level: 'stale', problem: { code: 'not_found' } })
      expect(reply.counts.total).toBeGreaterThan(3)
      expect(reply.inEnterpriseManager).toBe(false)
      // It was dropped while it ran, so nobody can say that it runs, or how it ended.
      expect(reply.outcome).toEqual({ kind: 'unknown', reported: 'Working' })
    })
  })

  it('logs on once more when the logon session was ended, and no more than that', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const id = idOf(monitor, 'clean')
    await monitor.runtime.sessions.read(id)
    monitor.simulator.expireLogons()
    monitor.simulator.clearRequests()
    await eventually(async () => {
      await monitor.runtime.sessions.read(id)
      expect(countRequests(monitor.simulator, 'GET', /failoverSessions/i)).toBeGreaterThanOrEqual(4)
    })
    expect(countRequests(monitor.simulator, 'POST', /sessionMngr/i)).toBe(1)
    expect((await monitor.runtime.sessions.read(id)).freshness.problem).toBeNull()
  })

  it('does not log on in a loop when every read is answered 401', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const id = idOf(monitor, 'clean')
    await monitor.runtime.sessions.read(id)
    monitor.simulator.clearRequests()
    monitor.simulator.setFault({ kind: 'status', status: 401 }, { path: 'failoverSession' })
    await eventually(async () => {
      const { freshness } = await monitor.runtime.sessions.read(id)
      expect(freshness.problem?.code).toBe('logon_refused')
      expect(freshness.level).toBe('stale')
    })
    expect(countRequests(monitor.simulator, 'POST', /sessionMngr/i)).toBe(1)
  })

  it('is served over TLS by fingerprint, and nothing is sent to another certificate', async () => {
    const scenarios: ScenarioName[] = ['clean']
    const { startSimulator } = await import('@/simulator/start-simulator')
    const other = await startSimulator({ scenarios, httpsPort: 0, historySessions: 0 })
    const monitor = await startMonitor({ scenarios, httpsPort: 0 })
    const { certificate, httpsUrl } = monitor.simulator
    const id = idOf(monitor, 'clean')
    await monitor.restart({ EM_URL: httpsUrl ?? '', EM_CERT_SHA256: certificate?.sha256 ?? '' })
    expect((await monitor.runtime.sessions.read(id)).session.id).toBe(id)
    expect((await monitor.runtime.health.read()).certificate?.sha256).toBe(certificate?.sha256)
    await monitor.restart({ EM_URL: other.httpsUrl ?? '', EM_CERT_SHA256: certificate?.sha256 ?? '' })
    await expect(monitor.runtime.sessions.read(id)).rejects.toMatchObject({ code: 'tls_untrusted' })
    await monitor.restart({ EM_URL: httpsUrl ?? '' })
    // What was recorded of this Enterprise Manager before is shown, and what is wrong now.
    const { freshness } = await monitor.runtime.sessions.read(id)
    expect(freshness).toMatchObject({ problem: { code: 'tls_untrusted' } })
    expect(other.requests()).toEqual([])
    await other.close()
  })
})
