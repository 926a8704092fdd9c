import { describe, expect, it } from 'vitest'
import { findPlan } from '@/lib/failover/find-plan'
import { toFreshness } from '@/lib/failover/freshness'
import { isEnded } from '@/lib/failover/words'
import { keepTaskRows } from '@/lib/failover/task-rows'
import {
  errorXml,
  fixture,
  guid,
  pointId,
  POINT_GUID,
  queryXml,
  SERVER_GUID,
  SESSION_GUID,
  sessionId,
  sessionsXml,
  sessionXml,
  taskXml,
} from './documents'
import { letIn, LOGON_PATH, SESSION_ID, TOKEN_PREFIX, type Answer } from './fake-em'
import { failureOf, withEm, type WithEm } from './with-em'

// Each trap of the wire reference §10, by its number. Three belong to other layers and are tested there: 6 (the text
// of a failure, lib/failover/failure-text.ts), 17 (a history of our own) and 20's first half (escaping on output).

/** An EM that gives this answer to every read. */
function reading(answer: string | Answer): Promise<WithEm> {
  const given = typeof answer === 'string' ? { body: answer } : answer
  return withEm(({ method }) => (method === 'GET' ? given : undefined))
}

const inSession = (inner: string): string => sessionXml({ inner })
const tasksXml = (...tasks: string[]): string => `<CloudFailoverTasks>${tasks.join('')}</CloudFailoverTasks>`

describe('trap 1: the list of tasks bears the same name as a task', () => {
  it('counts the tasks, not their wrapper', async () => {
    const { client } = await reading(inSession(tasksXml(taskXml('a', guid(1)), taskXml('b', guid(2)))))
    const { tasks } = await client.readFailoverSession(sessionId())
    expect(tasks.map((task) => task.vmName)).toEqual(['a', 'b'])
  })

  it('does not take what lies within a task for a task', async () => {
    const nested = taskXml('a', guid(1), tasksXml(taskXml('inner', guid(3))))
    const { client } = await reading(inSession(tasksXml(nested)))
    const { tasks } = await client.readFailoverSession(sessionId())
    expect(tasks.map((task) => task.vmName)).toEqual(['a'])
  })
})

describe('trap 2: one task, or none, is still a list', () => {
  it.each([
    ['one', tasksXml(taskXml('a', guid(1))), ['a']],
    ['none', '<CloudFailoverTasks />', []],
    ['none, with space', '<CloudFailoverTasks>\n  </CloudFailoverTasks>', []],
    ['no list', '', []],
  ])('%s', async (_what, inner, names) => {
    const { client } = await reading(inSession(inner))
    const { tasks } = await client.readFailoverSession(sessionId())
    expect(tasks.map((task) => task.vmName)).toEqual(names)
  })
})

describe('trap 3: a finished session has lost its tasks', () => {
  it('is made good by keeping the rows that were seen', async () => {
    const bodies = [
      inSession(`<State>Working</State>${tasksXml(taskXml('a', guid(1)))}`),
      inSession('<State>Stopped</State><Result>Success</Result><CloudFailoverTasks />'),
    ]
    const { client } = await withEm(({ method }) =>
      method === 'GET' ? { body: bodies.shift() ?? '' } : undefined,
    )
    const before = await client.readFailoverSession(sessionId())
    const after = await client.readFailoverSession(sessionId())
    expect(after.tasks).toEqual([])
    expect(keepTaskRows(before.tasks, after.tasks)).toEqual({ tasks: before.tasks, tasksFrom: 'record' })
  })
})

describe('trap 4: Result None and Progress 0 are not in the documented ranges', () => {
  it('are read as they are, not as absent', async () => {
    const { client } = await reading(inSession('<Result>None</Result><Progress>0</Progress>'))
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({
      result: 'None',
      progress: 0,
    })
  })
})

describe('trap 5: no end has three spellings', () => {
  it.each([
    ['an absent element', inSession('<State>Working</State>')],
    ['an empty element', inSession('<EndTimeUTC /><State>Working</State>')],
    ['null', jsonSession({ EndTimeUTC: null, State: 'Working' })],
    ['an absent key', jsonSession({ State: 'Working' })],
  ])('%s', async (_what, body) => {
    const { client } = await reading(body)
    const session = await client.readFailoverSession(sessionId())
    expect(session.endTimeUtc).toBeNull()
    expect(isEnded(session)).toBe(false)
  })
})

describe('trap 7: 13.0 writes JSON keys in camelCase', () => {
  it('reads the same session from both', async () => {
    const upper = await reading(fixture('failover-session.json'))
    const lower = await reading(
      fixture('failover-session.json').replaceAll(
        /"([A-Z]+)([A-Za-z]*)":/g,
        (_all, head: string, rest: string) =>
          rest === ''
            ? `"${head.toLowerCase()}":`
            : `"${head.charAt(0).toLowerCase()}${head.slice(1)}${rest}":`,
      ),
    )
    const session = await lower.client.readFailoverSession(sessionId())
    expect(session.tasks).toHaveLength(2)
    expect(session).toEqual(await upper.client.readFailoverSession(sessionId()))
  })
})

describe('trap 8: JSON lists are nested once or twice', () => {
  const session: unknown = JSON.parse(jsonSession({}))

  it('reads a bare collection and a doubled one', async () => {
    for (const list of [[session], { CloudFailoverSessions: [session] }]) {
      const { client } = await reading(JSON.stringify({ CloudFailoverSessions: list }))
      expect((await client.readFailoverSessions()).items.map((one) => one.id)).toEqual([SESSION_GUID])
    }
  })

  it('reads tasks that are bare and doubled', async () => {
    for (const list of [[{ VmName: 'a' }], { CloudFailoverTasks: [{ VmName: 'a' }] }]) {
      const { client } = await reading(jsonSession({ CloudFailoverTasks: list }))
      expect((await client.readFailoverSession(sessionId())).tasks.map((task) => task.vmName)).toEqual(['a'])
    }
  })
})

describe('trap 9: a query gives pages of 100, whatever the guide says', () => {
  it('follows Next', async () => {
    const all = Array.from({ length: 250 }, (_, n) => sessionXml({ id: guid(n + 1) }))
    const { client } = await withEm(({ method, url }) => {
      if (method !== 'GET') return undefined
      const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1)
      const next = page < 3 ? `/api/query?type=CloudFailoverSession&page=${page + 1}` : undefined
      return { body: queryXml(all.slice((page - 1) * 100, page * 100), page, 3, next) }
    })
    expect((await client.queryFailoverSessions({})).items).toHaveLength(250)
  })
})

describe('trap 10: a filter value with the signs of the grammar', () => {
  it('arrives quoted and whole', async () => {
    const { client, em } = await reading(queryXml([], 1, 1))
    await client.queryFailoverSessions({
      where: [{ name: 'Name', op: '==', value: 'A "b"; c, (d) & e+f#g' }],
    })
    const url = new URL(em.requests('GET')[0]?.url ?? '', em.url)
    expect(url.searchParams.get('filter')).toBe('Name=="A ""b""; c, (d) & e+f#g"')
    expect(url.searchParams.get('sortDesc')).toBe('CreationTime')
  })
})

describe('trap 11: a cookie wins over the header', () => {
  it('sends none, though EM sets one', async () => {
    const { client, em } = await withEm(({ method, url }) =>
      method === 'POST' && url === LOGON_PATH
        ? {
            status: 201,
            headers: {
              'X-RestSvcSessionId': `${TOKEN_PREFIX}h`,
              'Set-Cookie': 'X-RestSvcSessionId=other; Path=/api;',
            },
          }
        : { body: sessionXml() },
    )
    await client.readFailoverSession(sessionId())
    await client.readFailoverSession(sessionId())
    for (const { headers } of em.seen) expect(headers).not.toHaveProperty('cookie')
    expect(em.requests('GET')[1]?.headers['x-restsvcsessionid']).toBe(`${TOKEN_PREFIX}h`)
  })
})

describe('trap 12: a logon runs out after 15 idle minutes', () => {
  it('is renewed once and the read repeated once', async () => {
    let valid = 1
    const { client, em } = await withEm(({ method, headers }) => {
      if (method !== 'GET') return undefined
      const isValid = headers['x-restsvcsessionid'] === `${TOKEN_PREFIX}${valid}`
      return isValid ? { body: sessionXml() } : { status: 401, body: errorXml(401, 'expired') }
    })
    await client.readFailoverSession(sessionId())
    valid = 2
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
    expect(em.logons()).toHaveLength(2)
    expect(em.requests('GET')).toHaveLength(3)
  })
})

describe('trap 13: an Href names another host, or http', () => {
  it('takes only path and query, so the token stays at home', async () => {
    const { em: stranger } = await withEm(() => ({ body: sessionXml() }))
    const { client, em } = await withEm(({ method, url }) => {
      if (method !== 'GET') return undefined
      const next = `${stranger.url}/api/query?type=CloudFailoverSession&page=2`
      return { body: url.includes('page=2') ? queryXml([sessionXml()], 2, 2) : queryXml([], 1, 2, next) }
    })
    expect((await client.queryFailoverSessions({})).items).toHaveLength(1)
    expect(em.requests('GET')).toHaveLength(2)
    expect(stranger.seen).toEqual([])
  })
})

describe('trap 14: the SessionId is the token', () => {
  it('stands in no message and no log, and the logon is ended by it', async () => {
    const { client, em, log } = await withEm(({ method }) =>
      method === 'GET' ? { status: 500, body: errorXml(500, `Session ${SESSION_ID} is busy`) } : undefined,
    )
    const error = await failureOf(client.readFailoverSession(sessionId()))
    await client.dispose()
    expect(error.message).toContain('Session [redacted] is busy')
    expect(JSON.stringify(log)).not.toContain(SESSION_ID)
    expect(em.requests('DELETE')[0]?.url).toContain(SESSION_ID)
  })
})

describe('trap 15: replica points are tagged CloudReplica in lists', () => {
  it('goes by the Type, not by the tag', async () => {
    const { client } = await reading(pointXml('CloudReplica', 'CloudVmReplicaPoint'))
    await expect(client.readReplicaPoint(pointId())).resolves.toMatchObject({
      id: POINT_GUID,
      state: 'Ready',
    })
    const wrong = await reading(pointXml('CloudVmReplicaPoint', 'CloudReplica'))
    expect((await failureOf(wrong.client.readReplicaPoint(pointId()))).code).toBe('bad_reply')
  })
})

describe('trap 16: an account may read sessions but not plans', () => {
  it('refuses the plans and goes on with the sessions, on the same logon', async () => {
    const { client, em } = await withEm(({ method, url }) =>
      method !== 'GET'
        ? undefined
        : url.includes('failoverSessions')
          ? { body: sessionsXml(sessionXml()) }
          : { status: 403, body: errorXml(403, 'Access denied') },
    )
    expect((await failureOf(client.readFailoverPlans())).code).toBe('forbidden')
    expect((await failureOf(client.readCollectionStatus())).code).toBe('forbidden')
    expect((await client.readFailoverSessions()).items).toHaveLength(1)
    expect(em.logons()).toHaveLength(1)
  })
})

describe('trap 18: times with 0 to 7 digits, without Z, and of the year 1753', () => {
  it.each([
    ['2026-11-23T06:30:00Z', '2026-11-23T06:30:00.000Z'],
    ['2026-11-23T06:30:00.5Z', '2026-11-23T06:30:00.500Z'],
    ['2026-11-23T06:30:00.0698371Z', '2026-11-23T06:30:00.069Z'],
    ['2026-11-23T06:30:00.069837', '2026-11-23T06:30:00.069Z'],
    ['2026-11-23T06:30:00', '2026-11-23T06:30:00.000Z'],
    ['1753-01-01T00:00:00Z', null],
    ['yesterday', null],
  ])('%s', async (text, utc) => {
    const { client } = await reading(inSession(`<CreationTimeUTC>${text}</CreationTimeUTC>`))
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ creationTimeUtc: utc })
  })
})

describe('trap 19: a byte order mark before the body', () => {
  it.each([fixture('failover-session.json'), fixture('failover-session.xml')])('is skipped', async (text) => {
    const { client } = await reading({
      body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    })
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
  })
})

describe('trap 20: names hold markup, entered by tenants', () => {
  it('reads them as the text that they are', async () => {
    const { client } = await reading(sessionXml({ name: '&lt;b onclick=&quot;x&quot;&gt; &amp;amp; &#x2F;' }))
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({
      name: '<b onclick="x"> &amp; /',
    })
  })

  it.each([
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>${sessionXml({ name: '&e;' })}`,
    ],
    ['an entity of the document', `<!DOCTYPE x [<!ENTITY e "boom">]>${sessionXml({ name: '&e;' })}`],
    ['a document type alone', `<!DOCTYPE x>${sessionXml()}`],
  ])('refuses %s', async (_what, body) => {
    const { client } = await reading(body)
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('bad_reply')
  })
})

describe('trap 21: Accept with several types', () => {
  it('sends exactly one, XML, with every request', async () => {
    const { client, em } = await reading(sessionXml())
    await client.readSupportedVersions().catch(() => undefined)
    await client.readFailoverSession(sessionId())
    await client.startCollection(SERVER_GUID).catch(() => undefined)
    await client.dispose()
    expect(em.seen.length).toBeGreaterThanOrEqual(5)
    for (const { rawHeaders } of em.seen) {
      const accepts = rawHeaders.filter((_value, at) => rawHeaders[at - 1]?.toLowerCase() === 'accept')
      expect(accepts).toEqual(['application/xml'])
    }
  })
})

describe('trap 22: a POST without a length is refused', () => {
  it('says that it has none, and of no type', async () => {
    const { client, em } = await reading(sessionXml())
    await client.readFailoverSession(sessionId())
    await client.startCollection(SERVER_GUID).catch(() => undefined)
    const posts = em.requests('POST')
    expect(posts).toHaveLength(2)
    for (const { headers } of posts) {
      expect(headers['content-length']).toBe('0')
      expect(headers).not.toHaveProperty('content-type')
      expect(headers).not.toHaveProperty('transfer-encoding')
    }
  })
})

describe('trap 23: Types of links are wrong', () => {
  it('goes by Rel and path', async () => {
    const links = `<Links>
      <Link Rel="Down" Type="BackupServerReference" Href="/api/backupServers/${guid(1)}" Name="not this" />
      <Link Rel="Up" Type="CloudReplicaReference" Href="/api/backupServers/${SERVER_GUID}" Name="vbr" />
      <Link Rel="Up" Type="BackupServerReference" Href="/api/cloud/replicas/${guid(4)}" Name="job" />
    </Links>`
    const { client } = await reading(
      `<CloudVmReplicaPoint UID="urn:veeam:CloudVmReplicaPoint:${POINT_GUID}">${links}</CloudVmReplicaPoint>`,
    )
    await expect(client.readReplicaPoint(pointId())).resolves.toMatchObject({
      backupServer: { id: SERVER_GUID, name: 'vbr' },
      replica: { id: guid(4), name: 'job' },
    })
  })

  it('finds Cloud Connect by its path too', async () => {
    const body =
      '<LogonSession><Links><Link Rel="Down" Href="http://x.test:9399/api/cloud" /></Links></LogonSession>'
    const { client } = await withEm(({ method }) => (method === 'POST' ? letIn(1, body) : undefined))
    await expect(client.readCapability()).resolves.toMatchObject({ cloudConnect: true })
  })
})

describe('trap 24: two servers behind one EM have plans of one name', () => {
  it('tells them apart by the backup server', async () => {
    const up = `<Links><Link Rel="Up" Href="/api/backupServers/${SERVER_GUID}" Name="s" /></Links>`
    const { client } = await withEm(({ method, url }) =>
      method !== 'GET'
        ? undefined
        : url.includes('Plans')
          ? {
              body: `<CloudFailoverPlans>${planXml(guid(1), guid(9))}${planXml(guid(2), SERVER_GUID)}</CloudFailoverPlans>`,
            }
          : { body: inSession(up) },
    )
    const session = await client.readFailoverSession(sessionId())
    expect(findPlan(session, (await client.readFailoverPlans()).items)?.id).toBe(guid(2))
  })
})

describe('trap 25: a session works for ever once EM has lost its backup server', () => {
  it('is stale as soon as the last good collection is old', async () => {
    const { client, clock } = await reading(fixture('system-sessions.xml'))
    const { collectedAtUtc } = await client.readCollectionStatus()
    const at = (nowMs: number): ReturnType<typeof toFreshness> =>
      toFreshness({
        nowMs,
        observedAtMs: nowMs,
        intervalMs: 3_000,
        ended: false,
        problem: null,
        inFlightSinceMs: null,
        collectedAtMs: Date.parse(collectedAtUtc ?? ''),
        collectionLateMs: 20 * 60_000,
        emClockAheadMs: 0,
        newestMs: null,
      })
    expect(at(Date.parse('2026-11-23T06:20:00Z')).level).toBe('live')
    expect(at(clock.now())).toMatchObject({ level: 'stale', problem: { code: 'collection_old' } })
  })
})

/** A session entity in JSON with these keys besides its identity. */
function jsonSession(keys: Record<string, unknown>): string {
  return JSON.stringify({
    ...keys,
    Name: 'Plan',
    UID: `urn:veeam:CloudFailoverSession:${SESSION_GUID}`,
    Links: null,
    Type: 'CloudFailoverSession',
  })
}

function pointXml(tag: string, type: string): string {
  return `<${tag} Type="${type}" UID="urn:veeam:CloudVmReplicaPoint:${POINT_GUID}"><State>Ready</State></${tag}>`
}

function planXml(id: string, server: string): string {
  return `<CloudFailoverPlan UID="urn:veeam:CloudFailoverPlan:${id}" Name="Plan"><Links><Link Rel="Up" Href="/api/backupServers/${server}" Name="s" /></Links></CloudFailoverPlan>`
}
