import { describe, expect, test } from 'vitest'
import type { Simulator } from '@/simulator/start-simulator'
import {
  type Element,
  call,
  child,
  children,
  logOn,
  parseXml,
  readError,
  startWithClock,
  textOf,
} from './naive-client'

const MINUTE_MS = 60_000

async function query(simulator: Simulator, search: string): Promise<Element | undefined> {
  const answer = await call(simulator, `/api/query?${search}`, { headers: await logOn(simulator) })
  expect(answer.status).toBe(200)
  return child(parseXml(answer.text), 'QueryResult')
}

const references = (result: Element | undefined): Element[] => children(child(result, 'Refs'), 'Ref')

const sessionsOf = (result: Element | undefined): Element[] =>
  children(child(child(result, 'Entities'), 'CloudFailoverSessions'), 'CloudFailoverSession')

const linkOf = (result: Element | undefined, rel: string): string | undefined =>
  textOf(
    children(child(child(result, 'PagingInfo'), 'Links'), 'Link').find(
      (link) => textOf(link, '@Rel') === rel,
    ),
    '@Href',
  )

describe('paging', () => {
  test('a client that follows Next, on its own host, sees every session once', async () => {
    const { simulator } = await startWithClock()
    const seen: (string | undefined)[] = []
    const sizes: number[] = []
    let search: string | null = 'type=CloudFailoverSession&format=Entities&sortDesc=CreationTime'
    while (search !== null) {
      const page = await query(simulator, search)
      const sessions = sessionsOf(page)
      sizes.push(sessions.length)
      seen.push(...sessions.map((session) => textOf(session, '@UID')))
      const next = linkOf(page, 'Next')
      search = next === undefined ? null : new URL(next).search.slice(1)
    }
    expect(sizes).toEqual([100, 55])
    expect(new Set(seen).size).toBe(155)
  })

  test('links exist where they make sense and echo the query', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], historySessions: 6 })
    const search =
      'type=CloudFailoverSession&sortAsc=CreationTime&filter=CreationTime%3E%3D%222026-01-01T00:00:00Z%22&pageSize=3'
    const pages = await Promise.all([1, 2, 3].map((page) => query(simulator, `${search}&page=${page}`)))
    const rels = pages.map((page) =>
      children(child(child(page, 'PagingInfo'), 'Links'), 'Link').map((link) => textOf(link, '@Rel')),
    )
    expect(rels).toEqual([
      ['First', 'Next', 'Last'],
      ['First', 'Previous', 'Next', 'Last'],
      ['First', 'Previous', 'Last'],
    ])
    expect(pages.map((page) => references(page).length)).toEqual([3, 3, 1])
    expect(linkOf(pages[0], 'Next')).toBe(
      'https://enterprise06.tech.local:9398/api/query?type=CloudFailoverSession&sortAsc=CreationTime&filter=CreationTime%3e%3d%222026-01-01T00%3a00%3a00Z%22&pageSize=3&page=2',
    )
    expect(child(pages[1], 'PagingInfo')).toMatchObject({
      '@PageNum': '2',
      '@PageSize': '3',
      '@PagesCount': '3',
    })
  })
})

describe('filters', () => {
  test.each([
    ['State!=Stopped', 9],
    ['State==working,state==STARTING', 9],
    ['Type==FailoverPlan;State!=Stopped', 9],
    ['Name=="Full Site Failover"', 2],
    ['Name=="full site failover";State!=Stopped', 2],
    ['Name==Full Site Failover', 0],
    ['Name=="Plan ""Ω"" & <Überflug>; (A, B) O’Neil\'s"', 1],
    ['BackupServerName=="10.20.7.45";State!=Stopped', 3],
    ['EndTime>"2026-11-23T00:00:00Z"', 2],
    ['CreationTime>=2026-11-23T08:00:00;State!=Stopped', 9],
    ['(Result==Failed);FailureMessage=="nothing"', 0],
  ])('%s finds %i', async (filter, count) => {
    const { simulator, pass } = await startWithClock({
      scenarios: [
        'clean',
        'failures',
        'emptied',
        'test',
        'twin-a',
        'twin-b',
        'odd-names',
        'long',
        'finished',
        'failed-silent',
        'starting',
      ],
      historySessions: 0,
    })
    pass(MINUTE_MS)
    const result = await query(simulator, `type=cloudfailoversession&filter=${encodeURIComponent(filter)}`)
    expect(references(result)).toHaveLength(count)
  })

  test('+ stands for a space', async () => {
    const { simulator } = await startWithClock({ scenarios: ['twin-a', 'twin-b'], historySessions: 0 })
    const result = await query(
      simulator,
      'type=CloudFailoverPlan&filter=Name==%22Full+Site+Failover%22;CloudTenantName==%22Cedar+Clinics%22&format=Entity',
    )
    const plans = children(child(child(result, 'Entities'), 'CloudFailoverPlans'), 'CloudFailoverPlan')
    expect(plans.map((plan) => textOf(plan, 'TenantName'))).toEqual(['Cedar Clinics'])
  })

  test.each([
    ['CloudVmReplicaPoint', 'VmName=="hl-dc01";State==Ready', 5],
    ['CloudVmReplicaPoint', 'Type==CDP;ReplicaName=="hl-web01"', 5],
    ['CloudReplica', 'Platform==HyperV', 4],
    ['CloudTenant', 'Enabled==false', 1],
    ['BackupServer', 'Name!="10.20.7.45"', 1],
  ])('type %s, %s finds %i', async (type, filter, count) => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], historySessions: 0 })
    const answer = await call(simulator, `/api/query?type=${type}&filter=${encodeURIComponent(filter)}`, {
      headers: await logOn(simulator),
    })
    expect(references(child(parseXml(answer.text), 'QueryResult'))).toHaveLength(count)
  })

  test.each([
    'type=CloudFailoverSession&filter=State=Working',
    'type=CloudFailoverSession&filter=Progress>5',
    'type=CloudFailoverSession&filter=State==Running',
    'type=CloudVmReplicaPoint&filter=PointType==CDP',
    'type=CloudFailoverSession&filter=(State==Working',
    'type=CloudFailoverSession&sortAsc=Progress',
    'type=CloudFailoverSession&pageSize=0',
    'type=Nonsense',
    'format=Entity',
    'type=CloudFailoverSession&filter=%zz',
  ])('%s is refused with 400 and EM’s error body', async (search) => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, `/api/query?${search}`, { headers: await logOn(simulator) })
    expect(readError(answer)).toMatchObject({ status: 400, code: '400' })
  })
})
