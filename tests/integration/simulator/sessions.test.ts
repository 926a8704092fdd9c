import { describe, expect, test } from 'vitest'
import { type Element, call, child, children, logOn, parseXml, startWithClock, textOf } from './naive-client'

const MINUTE_MS = 60_000

const readStory = async (seed: number): Promise<string> => {
  const { simulator, pass } = await startWithClock({ scenarios: ['failures'], seed })
  pass(6 * MINUTE_MS)
  return (
    await call(simulator, '/api/cloud/failoverSessions?format=Entity', {
      headers: await logOn(simulator),
    })
  ).text
}

const includes = (plan: Element | undefined) => child(child(plan, 'CloudFailoverPlanInfo'), 'Includes')

describe('failover sessions', () => {
  test('one session: reference without format, entity with it', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'] })
    pass(3 * MINUTE_MS)
    const headers = await logOn(simulator)
    const path = `/api/cloud/failoverSessions/${simulator.sessionIds.clean}`
    const reference = child(parseXml((await call(simulator, path, { headers })).text), 'EntityRef')
    expect(textOf(reference, '@Type')).toBe('CloudFailoverSessionReference')
    expect(textOf(reference, '@Href')).not.toContain('?')

    const upper = `/API/Cloud/FAILOVERSESSIONS/${simulator.sessionIds.clean.toUpperCase()}?FORMAT=entity`
    const session = child(parseXml((await call(simulator, upper, { headers })).text), 'CloudFailoverSession')
    expect(textOf(session, '@Href')).toBe(`https://enterprise06.tech.local:9398${path}?format=Entity`)
    expect(textOf(session, 'State')).toBe('Working')
    expect(textOf(session, 'Result')).toBe('None')
    expect(session).not.toHaveProperty('EndTimeUTC')
    const rows = children(child(session, 'CloudFailoverTasks'), 'CloudFailoverTasks')
    expect(rows).toHaveLength(14)
    expect(textOf(rows[0], '@VmName')).toBe('hl-dc01')
    expect(textOf(child(rows[0], 'VmReplicaPointLink'), '@Type')).toBe('CloudVmReplicaPointReference')
    const names = children(child(session, 'Links'), 'Link').map(
      (link) => `${textOf(link, '@Rel')} ${textOf(link, '@Name')}`,
    )
    expect(names).toEqual(['Up vbr-cc01.northgate.local', 'Alternate Harbour Legal Full Site'])
  })

  test('the list holds all scenarios and the history, as references or entities', async () => {
    const { simulator } = await startWithClock()
    const headers = await logOn(simulator)
    const references = parseXml((await call(simulator, '/api/cloud/failoverSessions', { headers })).text)
    expect(children(child(references, 'EntityReferences'), 'Ref')).toHaveLength(155)
    const entities = parseXml(
      (await call(simulator, '/api/cloud/failoverSessions?format=Entity', { headers })).text,
    )
    const sessions = children(child(entities, 'CloudFailoverSessions'), 'CloudFailoverSession')
    expect(sessions).toHaveLength(155)
    const uids = new Set(sessions.map((session) => textOf(session, '@UID')))
    for (const id of Object.values(simulator.sessionIds))
      expect(uids).toContain(`urn:veeam:CloudFailoverSession:${id}`)
  })

  test('sessions older than 30 days leave the list', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'] })
    pass(31 * 24 * 60 * MINUTE_MS)
    const headers = await logOn(simulator)
    const answer = await call(simulator, '/api/cloud/failoverSessions?format=Entity', { headers })
    expect(answer.text).toMatch(/<CloudFailoverSessions [^>]*\/>$/)
  })

  test('odd names arrive as they are', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['odd-names'] })
    pass(60 * MINUTE_MS)
    const headers = await logOn(simulator)
    const answer = await call(
      simulator,
      `/api/cloud/failoverSessions/${simulator.sessionIds['odd-names']}?format=Entity`,
      { headers },
    )
    const session = child(parseXml(answer.text), 'CloudFailoverSession')
    expect(textOf(session, '@Name')).toBe('Plan "Ω" & <Überflug>; (A, B) O’Neil\'s')
    const rows = children(child(session, 'CloudFailoverTasks'), 'CloudFailoverTasks')
    expect(rows.map((row) => textOf(row, '@VmName'))).toContain('<script>alert(1)</script>')
    expect(answer.text).toContain('time-out 30&#x2F;60')
    expect(rows.filter((row) => child(row, 'VmReplicaPointLink') === undefined)).toHaveLength(1)
  })

  test('a session that a test has added is shown with its own words', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], historySessions: 0 })
    const id = '11111111-2222-4333-8444-555555555555'
    simulator.addSession({
      id,
      name: 'Odd',
      serverId: '0',
      createdAtMs: simulator.nowMs(),
      endedAtMs: null,
      state: 'Pausing',
      result: 'Perhaps',
      progress: 101,
      failureMessage: null,
      tasks: [],
    })
    const headers = await logOn(simulator)
    const answer = await call(simulator, '/api/cloud/failoverSessions?format=Entity', { headers })
    expect(answer.text).toContain('<State>Pausing</State><Result>Perhaps</Result><Progress>101</Progress>')
  })

  test('the same seed tells the same story, another a different one', async () => {
    const first = await readStory(5)
    expect(await readStory(5)).toBe(first)
    expect(await readStory(6)).not.toBe(first)
  })

  test('speed shortens a run; every time that is told stays real time', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'], speed: 60 })
    pass(30_000)
    simulator.setSpeed(1)
    pass(1_000)
    const answer = await call(simulator, '/api/')
    expect(answer.headers.get('date')).toBe('Mon, 23 Nov 2026 08:00:31 GMT')
    const headers = await logOn(simulator)
    const path = `/api/cloud/failoverSessions/${simulator.sessionIds.clean}?format=Entity`
    const { text } = await call(simulator, path, { headers })
    const ends = [...text.matchAll(/<EndTimeUTC>([^<]+)</g)].map(([, end]) => Date.parse(end ?? ''))
    expect(ends.length).toBeGreaterThan(10)
    expect(Math.max(...ends)).toBeLessThan(Date.parse('2026-11-23T08:00:30Z'))
    expect(simulator.state().scenarios[0]?.session).toMatchObject({ state: 'Stopped', result: 'Success' })
  })
})

describe('replica points', () => {
  test('a point reads Failover once its VM has started', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'] })
    const headers = await logOn(simulator)
    pass(MINUTE_MS)
    const path = `/api/cloud/failoverSessions/${simulator.sessionIds.clean}?format=Entity`
    const session = child(parseXml((await call(simulator, path, { headers })).text), 'CloudFailoverSession')
    const rows = children(child(session, 'CloudFailoverTasks'), 'CloudFailoverTasks')
    const stateOf = async (row: Element | undefined): Promise<string | undefined> => {
      const href = new URL(textOf(child(row, 'VmReplicaPointLink'), '@Href') ?? '')
      const answer = await call(simulator, `${href.pathname}?format=Entity`, { headers })
      return textOf(child(parseXml(answer.text), 'CloudVmReplicaPoint'), 'State')
    }
    expect(await stateOf(rows[0])).toBe('Failover')
    expect(await stateOf(rows[13])).toBe('Ready')
  })

  test('list items are tagged CloudReplica and typed CloudVmReplicaPoint', async () => {
    const { simulator } = await startWithClock({ scenarios: ['failures'] })
    const headers = await logOn(simulator)
    const list = child(
      parseXml((await call(simulator, '/api/cloud/vmReplicaPoints?format=Entity', { headers })).text),
      'CloudVmReplicaPoints',
    )
    const items = children(list, 'CloudReplica')
    expect(items.length).toBe(14 * 5 + 21 * 5)
    expect(new Set(items.map((item) => textOf(item, '@Type')))).toEqual(new Set(['CloudVmReplicaPoint']))
    const replicas = child(
      parseXml((await call(simulator, '/api/cloud/replicas?format=Entity', { headers })).text),
      'CloudReplicas',
    )
    const job = children(replicas, 'CloudReplica').find(
      (replica) => textOf(replica, '@Name') === 'Meridian Foods Replication',
    )
    const href = children(child(job, 'Links'), 'Link')
      .map((link) => textOf(link, '@Href') ?? '')
      .find((link) => link.endsWith('/vmReplicaPoints'))
    const points = parseXml((await call(simulator, new URL(href ?? '').pathname, { headers })).text)
    expect(children(child(points, 'EntityReferences'), 'Ref')).toHaveLength(70)
  })
})

test('plans: two tags of a VM item, two words in the UID, includes one by one', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean', 'failures', 'emptied'] })
  const headers = await logOn(simulator)
  const answer = await call(simulator, '/api/cloud/cloudFailoverPlans?format=Entity', { headers })
  const plans = children(child(parseXml(answer.text), 'CloudFailoverPlans'), 'CloudFailoverPlan')
  const uids = plans.map((plan) => textOf(plan, '@UID')?.split(':').at(-2))
  expect(uids.slice(0, 3)).toEqual(['CloudFailoverPlan', 'CloudFailoverPlan', 'FailoverPlan'])
  expect(children(includes(plans[0]), 'CloudFailoveredVm')).toHaveLength(14)
  const vms = children(includes(plans[1]), 'CloudFailoverPlanVm')
  expect(vms.map((vm) => textOf(vm, 'Order')).slice(0, 2)).toEqual(['0', '1'])
  const one = await call(simulator, new URL(textOf(vms[1], '@Href') ?? '').pathname, { headers })
  expect(textOf(child(parseXml(one.text), 'CloudFailoverPlanVm'), 'Name')).toBe('mf-dc02')
})

test('tenants: one was never active', async () => {
  const { simulator } = await startWithClock({ scenarios: ['odd-names'] })
  const headers = await logOn(simulator)
  const answer = await call(simulator, '/api/cloud/tenants?format=Entity', { headers })
  const tenants = children(child(parseXml(answer.text), 'CloudTenants'), 'CloudTenant')
  const never = tenants.filter((tenant) => textOf(tenant, 'LastActive') === '1753-01-01T00:00:00Z')
  expect(never.map((tenant) => `${textOf(tenant, '@Name')} ${textOf(tenant, 'Enabled')}`)).toEqual([
    'Dormant Trading false',
  ])
  expect(tenants.map((tenant) => textOf(tenant, '@Name'))).toContain('Smith & Søns <Holding> "EMEA" 株式会社')
})

test('backup servers: two, with the collect link', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean'] })
  const answer = await call(simulator, '/api/backupServers?format=Entity', {
    headers: await logOn(simulator),
  })
  const servers = children(child(parseXml(answer.text), 'BackupServers'), 'BackupServer')
  expect(servers.map((server) => textOf(server, '@Name'))).toEqual(['vbr-cc01.northgate.local', '10.20.7.45'])
  expect(answer.text).toContain('?action=collect')
})
