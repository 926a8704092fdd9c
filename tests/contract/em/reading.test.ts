import { describe, expect, it } from 'vitest'
import type { EmClient } from '@/lib/em/em-client'
import {
  errorXml,
  fixture,
  guid,
  pointId,
  POINT_GUID,
  SERVER_GUID,
  sessionId,
  sessionsXml,
  sessionXml,
  SESSION_GUID,
  taskXml,
} from './documents'
import type { Answer } from './fake-em'
import { failureOf, withEm, type WithEm } from './with-em'

/** An EM that gives one answer to every read. */
function answering(answer: Answer | string): Promise<WithEm> {
  const body = typeof answer === 'string' ? { body: answer } : answer
  return withEm(({ method, url }) => (url.includes('sessionMngr') || method === 'DELETE' ? undefined : body))
}

describe('a failover session', () => {
  it.each(['failover-session.xml', 'failover-session.json'])('reads the same from %s', async (name) => {
    const { client, em } = await answering(fixture(name))
    await expect(client.readFailoverSession(sessionId())).resolves.toEqual({
      uid: `urn:veeam:CloudFailoverSession:${SESSION_GUID}`,
      id: SESSION_GUID,
      name: 'Harbour & Sons (full site)',
      jobType: 'FailoverPlan',
      creationTimeUtc: '2026-11-23T06:30:00.007Z',
      endTimeUtc: null,
      state: 'Working',
      result: 'None',
      progress: 0,
      failureMessage: null,
      backupServer: { id: SERVER_GUID, name: 'vbr-north.test' },
      tasks: [
        {
          key: POINT_GUID,
          vmName: 'pay-01',
          vmReplicaPoint: { id: POINT_GUID, name: 'pay-01@2026-11-23 05:00:46' },
          creationTimeUtc: '2026-11-23T06:30:04.500Z',
          endTimeUtc: '2026-11-23T06:33:10.000Z',
          state: 'Stopped',
          result: 'Failed',
          progress: 64,
          failureMessage: 'Host <esx-4> said "no"',
        },
        {
          key: 'c0000000-0002-4000-8000-000000000002',
          vmName: 'pay-02',
          vmReplicaPoint: { id: 'c0000000-0002-4000-8000-000000000002', name: 'pay-02@2026-11-23 05:01:12' },
          creationTimeUtc: '2026-11-23T06:31:04.000Z',
          endTimeUtc: null,
          state: 'Starting',
          result: 'None',
          progress: 0,
          failureMessage: null,
        },
      ],
    })
    expect(em.requests('GET')[0]?.url).toBe(`/api/cloud/failoverSessions/${SESSION_GUID}?format=Entity`)
  })

  it('keeps words that nobody knows and says null for what is absent', async () => {
    const { client } = await answering(
      sessionXml({
        inner: '<State>Pausing</State><Progress>soon</Progress><Surprise><State>x</State></Surprise>',
      }),
    )
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({
      state: 'Pausing',
      result: null,
      progress: null,
      jobType: null,
      creationTimeUtc: null,
      backupServer: null,
      tasks: [],
    })
  })

  it.each([
    ['0', 0],
    ['100', 100],
    [' 7 ', 7],
    ['101', null],
    ['-1', null],
    ['12.5', null],
    ['1e1', null],
    ['', null],
  ])('takes "%s" percent for %s', async (text, progress) => {
    const { client } = await answering(sessionXml({ inner: `<Progress>${text}</Progress>` }))
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ progress })
  })

  it('gives tasks keys that differ', async () => {
    const tasks = [
      taskXml('vm', POINT_GUID),
      taskXml('vm', POINT_GUID),
      taskXml('vm', null),
      taskXml('vm', null),
      taskXml('vm#2', null),
      taskXml(null, null),
      taskXml(null, null),
    ]
    const { client } = await answering(
      sessionXml({ inner: `<CloudFailoverTasks>${tasks.join('')}</CloudFailoverTasks>` }),
    )
    const session = await client.readFailoverSession(sessionId())
    expect(session.tasks.map((task) => task.key)).toEqual([
      POINT_GUID,
      `${POINT_GUID}#2`,
      'vm',
      'vm#2',
      'vm#2#2',
      'unnamed',
      'unnamed#2',
    ])
  })

  it.each([
    ['UID alone', `UID="urn:veeam:CloudFailoverSession:${SESSION_GUID}"`],
    [
      'Href alone',
      `Href="http://x.test/api/cloud/failoversessions/${SESSION_GUID.toUpperCase()}?format=Entity"`,
    ],
  ])('takes its id from %s', async (_what, attributes) => {
    const { client } = await answering(sessionXml({ attributes }))
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({
      id: SESSION_GUID,
      uid: `urn:veeam:CloudFailoverSession:${SESSION_GUID}`,
    })
  })

  it.each([
    ['neither UID nor Href', sessionXml({ attributes: 'Name="x"' })],
    ['another id than asked for', sessionXml({ id: guid(2) })],
    [
      'a reference',
      `<EntityRef Type="CloudFailoverSessionReference" UID="urn:veeam:CloudFailoverSession:${SESSION_GUID}" />`,
    ],
    [
      'a JSON reference',
      `{"UID":"urn:veeam:CloudFailoverSession:${SESSION_GUID}","Type":"CloudFailoverSessionReference"}`,
    ],
    ['an error with status 200', errorXml(500, 'no')],
    ['a JSON error with status 200', '{"Message":"no","StatusCode":500}'],
    ['a query result', '<QueryResult><Entities /></QueryResult>'],
    ['a list', sessionsXml(sessionXml())],
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['HTML without a document type', '<html><body>Sign in<br></body></html>'],
    ['plain words', 'Service Unavailable'],
    ['nothing', ''],
    ['a document that breaks off', sessionXml({ inner: '<State>Working</State>' }).slice(0, -30)],
    ['Latin-1', Buffer.from(sessionXml({ name: 'Caf\u00E9' }), 'latin1')],
    ['a document type', `<!DOCTYPE x>${sessionXml()}`],
  ])('is a bad reply when it is %s', async (_what, body) => {
    const { client } = await answering({ body })
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('bad_reply')
  })
})

describe('the collection of failover sessions', () => {
  it('counts what it cannot read, keeps the first of doubles and ignores what is no session', async () => {
    const { client, em } = await answering(
      sessionsXml(
        '<Links />',
        sessionXml({ name: 'first' }),
        sessionXml({ name: 'double' }),
        sessionXml({ attributes: 'Name="no id"' }),
        sessionXml({ id: guid(2), name: 'second' }),
      ),
    )
    const listed = await client.readFailoverSessions()
    expect(listed.items.map((session) => session.name)).toEqual(['first', 'second'])
    expect(listed.unreadable).toBe(1)
    expect(em.requests('GET')[0]?.url).toBe('/api/cloud/failoverSessions?format=Entity')
  })

  it.each([
    sessionsXml(),
    '<CloudFailoverSessions />',
    '{"CloudFailoverSessions":[]}',
    '{"CloudFailoverSessions":null}',
  ])('may be empty: %s', async (body) => {
    const { client } = await answering(body)
    await expect(client.readFailoverSessions()).resolves.toEqual({ items: [], unreadable: 0 })
  })

  it.each([
    ['an object without the list', '{}'],
    ['references', '<EntityReferences><Ref /></EntityReferences>'],
    ['one session', sessionXml()],
    ['an error', errorXml(500, 'no')],
  ])('is a bad reply when it is %s', async (_what, body) => {
    const { client } = await answering(body)
    expect((await failureOf(client.readFailoverSessions())).code).toBe('bad_reply')
  })
})

describe('plans, tenants, servers, replicas', () => {
  it('reads plans with both tags of VMs, in plan order, and without their commands', async () => {
    const { client, em } = await answering(fixture('failover-plans.xml'))
    const plans = await client.readFailoverPlans()
    expect(plans).toEqual({
      items: [
        {
          uid: 'urn:veeam:FailoverPlan:d0000000-0001-4000-8000-000000000001',
          id: 'd0000000-0001-4000-8000-000000000001',
          name: 'Harbour & Sons (full site)',
          backupServer: { id: SERVER_GUID, name: 'vbr-north.test' },
          tenant: { id: 'e0000000-0001-4000-8000-000000000001', name: 'Harbour & Sons' },
          vms: [
            { id: 'f0000000-0001-4000-8000-000000000001', name: 'pay-01', order: 0 },
            { id: 'f0000000-0002-4000-8000-000000000002', name: 'pay-02', order: 1 },
            { id: null, name: '0012', order: null },
          ],
        },
      ],
      unreadable: 1,
    })
    expect(JSON.stringify(plans)).not.toContain('canary-command')
    expect(em.requests('GET')[0]?.url).toBe('/api/cloud/cloudFailoverPlans?format=Entity')
  })

  it('reads a plan from JSON', async () => {
    const { client } = await answering(
      JSON.stringify({
        cloudFailoverPlans: [
          {
            tenantUid: null,
            cloudFailoverPlanInfo: { includes: { cloudFailoveredVms: [{ name: 'pay-01', order: 0 }] } },
            name: 'Plan',
            uid: `urn:veeam:CloudFailoverPlan:${guid(7)}`,
            links: null,
            type: 'CloudFailoverPlan',
          },
        ],
      }),
    )
    const { items } = await client.readFailoverPlans()
    expect(items).toMatchObject([
      { id: guid(7), tenant: null, backupServer: null, vms: [{ id: null, name: 'pay-01', order: 0 }] },
    ])
  })

  it('reads tenants and drops the rest of them', async () => {
    const { client } = await answering(
      `<CloudTenants><CloudTenant Type="CloudTenant" Name="Harbour" UID="urn:veeam:CloudTenant:${guid(1)}"><Password>canary</Password><Enabled>true</Enabled></CloudTenant><CloudTenant Type="CloudTenant" Name="Quay" UID="urn:veeam:CloudTenant:${guid(2)}"><Enabled>false</Enabled></CloudTenant></CloudTenants>`,
    )
    await expect(client.readTenants()).resolves.toEqual({
      items: [
        { uid: `urn:veeam:CloudTenant:${guid(1)}`, id: guid(1), name: 'Harbour', enabled: true },
        { uid: `urn:veeam:CloudTenant:${guid(2)}`, id: guid(2), name: 'Quay', enabled: false },
      ],
      unreadable: 0,
    })
  })

  it('reads backup servers', async () => {
    const { client } = await answering(
      `{"BackupServers":[{"Version":"13.0.1.180","Name":"vbr","UID":"urn:veeam:BackupServer:${guid(3)}","Links":[],"Type":"BackupServer"}]}`,
    )
    await expect(client.readBackupServers()).resolves.toEqual({
      items: [{ uid: `urn:veeam:BackupServer:${guid(3)}`, id: guid(3), name: 'vbr', version: '13.0.1.180' }],
      unreadable: 0,
    })
  })

  it('reads a replica', async () => {
    const { client, em } = await answering(
      `<CloudReplica Type="CloudReplica" Name="Job 1" UID="urn:veeam:CloudReplica:${guid(4)}"><Links><Link Rel="Up" Href="http://x.test/api/backupServers/${SERVER_GUID}" Name="vbr" /></Links><Platform>VMware</Platform></CloudReplica>`,
    )
    await expect(client.readReplica(guid(4).toUpperCase())).resolves.toEqual({
      uid: `urn:veeam:CloudReplica:${guid(4)}`,
      id: guid(4),
      name: 'Job 1',
      platform: 'VMware',
      backupServer: { id: SERVER_GUID, name: 'vbr' },
    })
    expect(em.requests('GET')[0]?.url).toBe(`/api/cloud/replicas/${guid(4)}?format=Entity`)
  })

  it.each([
    `<CloudVmReplicaPoints><CloudReplica Type="CloudVmReplicaPoint" Name="a@1" UID="urn:veeam:CloudVmReplicaPoint:${guid(5)}" VmDisplayName="a"><Links><Link Rel="Up" Type="CloudReplicaReference" Href="https://em.invalid/api/cloud/replicas/${guid(4)}" Name="a_replica" /></Links><CreationTimeUTC>2026-11-23T05:00:46Z</CreationTimeUTC><PointType>Snapshot</PointType><State>Ready</State></CloudReplica><CloudReplica Type="CloudReplica" Name="a replica" UID="urn:veeam:CloudReplica:${guid(6)}" /><Links /></CloudVmReplicaPoints>`,
    `{"CloudVmReplicaPoints":[{"Type":"CloudVmReplicaPoint","Name":"a@1","UID":"urn:veeam:CloudVmReplicaPoint:${guid(5)}","VmDisplayName":"a","Links":[{"Rel":"Up","Href":"https://em.invalid/api/cloud/replicas/${guid(4)}","Name":"a_replica"}],"CreationTimeUTC":"2026-11-23T05:00:46Z","PointType":"Snapshot","State":"Ready"},{"Type":"CloudReplica","UID":"urn:veeam:CloudReplica:${guid(6)}"}]}`,
  ])('reads the points of a replica with their facts', async (body) => {
    const { client, em } = await answering(body)
    await expect(client.readReplicaPointsOfReplica(guid(4))).resolves.toEqual({
      items: [
        {
          uid: `urn:veeam:CloudVmReplicaPoint:${guid(5)}`,
          id: guid(5),
          name: 'a@1',
          vmDisplayName: 'a',
          creationTimeUtc: '2026-11-23T05:00:46.000Z',
          pointType: 'Snapshot',
          state: 'Ready',
          backupServer: null,
          replica: { id: guid(4), name: 'a_replica' },
        },
      ],
      unreadable: 1,
    })
    expect(em.seen.at(-1)?.url).toBe(`/api/cloud/replicas/${guid(4)}/vmReplicaPoints?format=Entity`)
  })

  it.each([
    `<EntityReferences><Ref Type="CloudVmReplicaPointReference" Name="a@1" UID="urn:veeam:CloudVmReplicaPoint:${guid(5)}" /><Ref Name="no id" /></EntityReferences>`,
    `{"Refs":[{"Name":"a@1","UID":"urn:veeam:CloudVmReplicaPoint:${guid(5)}"},{"Name":"no id"}]}`,
  ])('has ids and names of points that come as references all the same', async (body) => {
    const { client } = await answering(body)
    const { items, unreadable } = await client.readReplicaPointsOfReplica(guid(4))
    expect(unreadable).toBe(1)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ id: guid(5), name: 'a@1', creationTimeUtc: null, state: null })
  })

  it.each<[string, (client: EmClient) => Promise<unknown>]>([
    ['replica', (client) => client.readReplica('../logonSessions')],
    ['points', (client) => client.readReplicaPointsOfReplica('x/../..')],
    ['collection', (client) => client.startCollection('1?action=delete')],
  ])('asks EM nothing for what is no id: %s', async (_what, read) => {
    const { client, em } = await answering('')
    expect((await failureOf(read(client))).code).toBe('not_found')
    expect(em.seen).toEqual([])
  })
})

describe('EM itself', () => {
  it.each([
    '<EnterpriseManager><Links /><SupportedVersions><SupportedVersion Name="v1_6" /><SupportedVersion Name="v1_7"><Links /></SupportedVersion></SupportedVersions></EnterpriseManager>',
    '{"SupportedVersions":{"SupportedVersions":[{"Name":"v1_6"},{"Name":"v1_7"}]}}',
  ])('tells its versions without a logon', async (body) => {
    const { client, em } = await answering(body)
    await expect(client.readSupportedVersions()).resolves.toEqual(['v1_6', 'v1_7'])
    expect(em.seen.map((entry) => `${entry.method} ${entry.url}`)).toEqual(['GET /api/'])
    expect(em.seen[0]?.headers).not.toHaveProperty('x-restsvcsessionid')
    expect(em.seen[0]?.headers).not.toHaveProperty('authorization')
  })

  it('is not what has another root', async () => {
    const { client } = await answering('<Something />')
    expect((await failureOf(client.readSupportedVersions())).code).toBe('bad_reply')
  })

  it.each([
    ['with the link', fixture('logon-session.xml'), true],
    [
      'without the link',
      fixture('logon-session.xml').replace(/<Link[^>]*CloudConnectService[^>]*>/, ''),
      false,
    ],
  ])('tells by its logon answer whether it does Cloud Connect: %s', async (_what, body, cloudConnect) => {
    const { client } = await withEm(({ method }) =>
      method === 'POST' ? { status: 201, headers: { 'x-restsvcsessionid': 't' }, body } : undefined,
    )
    await expect(client.readCapability()).resolves.toEqual({ cloudConnect, userName: 'EM-INSIDE\\monitor' })
  })

  it('cannot tell when the logon answer cannot be read, but reads all the same', async () => {
    const { client } = await withEm(({ method }) =>
      method === 'POST'
        ? { status: 201, headers: { 'x-restsvcsessionid': 't' }, body: '' }
        : { body: sessionXml() },
    )
    expect((await failureOf(client.readCapability())).code).toBe('bad_reply')
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
  })

  it('tells how far its collection has come, from a list without order', async () => {
    const { client } = await answering(fixture('system-sessions.xml'))
    await expect(client.readCollectionStatus()).resolves.toEqual({
      collectedAtUtc: '2026-11-23T06:15:31.250Z',
      newestHadWarnings: true,
      runningSinceUtc: '2026-11-23T06:45:00.500Z',
      failedAtUtc: '2026-11-23T06:30:20.000Z',
      newest: { startedAtUtc: '2026-11-23T06:45:00.500Z', endedAtUtc: null, result: null },
    })
  })

  it.each(['Sessions', 'SystemSessions', 'sessions'])('tells it from JSON under %s', async (key) => {
    const { client } = await answering(
      JSON.stringify({
        [key]: [
          {
            SessionType: 'CollectJob',
            State: 'Failed',
            CreationTimeUTC: '2026-11-23T05:00:00',
            EndTimeUTC: '2026-11-23T05:01:00',
          },
          {
            SessionType: 'CollectJob',
            State: 'InProgress',
            CreationTimeUTC: '2026-11-23T04:00:00',
            EndTimeUTC: null,
          },
          {
            SessionType: 'CollectJob',
            State: 'CompletedSuccessfully',
            CreationTimeUTC: '2026-11-23T06:00:00',
            EndTimeUTC: '2026-11-23T06:01:00',
          },
        ],
      }),
    )
    await expect(client.readCollectionStatus()).resolves.toEqual({
      collectedAtUtc: '2026-11-23T06:01:00.000Z',
      newestHadWarnings: false,
      runningSinceUtc: null,
      failedAtUtc: null,
      newest: {
        startedAtUtc: '2026-11-23T06:00:00.000Z',
        endedAtUtc: '2026-11-23T06:01:00.000Z',
        result: 'success',
      },
    })
  })

  it('starts a collection and does not wait for it', async () => {
    const { client, em } = await answering({ status: 202, body: '<Task><State>Running</State></Task>' })
    await expect(client.startCollection(SERVER_GUID)).resolves.toBeUndefined()
    expect(em.requests('POST /api/backupServers')[0]?.url).toBe(
      `/api/backupServers/${SERVER_GUID}?action=collect`,
    )
    expect(em.requests('POST /api/backupServers')[0]?.headers['content-length']).toBe('0')
  })

  it('reads a replica point', async () => {
    const { client } = await answering(
      `<CloudVmReplicaPoint Type="CloudVmReplicaPoint" Name="pay-01@x" VmDisplayName="pay-01" UID="urn:veeam:CloudVmReplicaPoint:${POINT_GUID}"><Links><Link Rel="Up" Href="http://x.test/api/backupServers/${SERVER_GUID}" Name="vbr" /><Link Rel="Up" Href="http://x.test/api/cloud/replicas/${guid(4)}" Name="Job 1" /></Links><CreationTimeUTC>2026-11-23T05:00:46.1Z</CreationTimeUTC><PointType>Snapshot</PointType><State>Failover</State></CloudVmReplicaPoint>`,
    )
    await expect(client.readReplicaPoint(pointId())).resolves.toEqual({
      uid: `urn:veeam:CloudVmReplicaPoint:${POINT_GUID}`,
      id: POINT_GUID,
      name: 'pay-01@x',
      vmDisplayName: 'pay-01',
      creationTimeUtc: '2026-11-23T05:00:46.100Z',
      pointType: 'Snapshot',
      state: 'Failover',
      backupServer: { id: SERVER_GUID, name: 'vbr' },
      replica: { id: guid(4), name: 'Job 1' },
    })
  })
})
