import { describe, expect, it } from 'vitest'
import { guid, queryXml, sessionXml } from './documents'
import { failureOf, withEm } from './with-em'

const QUERY = '/api/query?type=CloudFailoverSession&format=Entities'
const pageOf = (url: string): number => Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1)
const next = (page: number): string => `http://em-inside.test:9399${QUERY}&sortDesc=CreationTime&page=${page}`

describe('a query', () => {
  it('is read to its last page, in the sort that is asked for, without doubles', async () => {
    const { client, em } = await withEm(({ method, url }) => {
      if (method !== 'GET') return undefined
      const page = pageOf(url)
      const sessions = [sessionXml({ id: guid(page) }), sessionXml({ id: guid(page + 1) })]
      return { body: queryXml(sessions, page, 3, page < 3 ? next(page + 1) : undefined) }
    })
    const listed = await client.queryFailoverSessions({
      where: [{ name: 'State', op: '!=', value: 'Stopped' }],
      pageSize: 2,
    })
    expect(listed.items.map((session) => session.id)).toEqual([guid(1), guid(2), guid(3), guid(4)])
    expect(listed.unreadable).toBe(0)
    expect(em.requests('GET').map((entry) => entry.url)).toEqual([
      `${QUERY}&filter=State!%3DStopped&sortDesc=CreationTime&pageSize=2`,
      `${QUERY}&sortDesc=CreationTime&page=2`,
      `${QUERY}&sortDesc=CreationTime&page=3`,
    ])
  })

  it('is read from JSON, nested twice, to its last page', async () => {
    const { client } = await withEm(({ method, url }) => {
      if (method !== 'GET') return undefined
      const page = pageOf(url)
      const session = { Type: 'CloudFailoverSession', UID: `urn:veeam:CloudFailoverSession:${guid(page)}` }
      return {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          refs: null,
          entities: { jobs: null, cloudFailoverSessions: { cloudFailoverSessions: [session] } },
          pagingInfo: {
            links: page < 2 ? [{ rel: 'Next', href: next(page + 1) }] : [],
            pageNum: page,
            pageSize: 100,
            pagesCount: 2,
          },
        }),
      }
    })
    const listed = await client.queryFailoverSessions({})
    expect(listed.items.map((session) => session.id)).toEqual([guid(1), guid(2)])
  })

  it.each([
    [
      'XML',
      '<QueryResult><Entities><CloudFailoverSessions /></Entities><PagingInfo PagesCount="0" PageNum="1" /></QueryResult>',
    ],
    [
      'XML without entities',
      '<QueryResult><PagingInfo PagesCount="0" PageSize="100" PageNum="1"><Links /></PagingInfo></QueryResult>',
    ],
    [
      'JSON',
      '{"Refs":null,"Entities":{"CloudFailoverSessions":null},"PagingInfo":{"Links":null,"PageNum":1,"PagesCount":1}}',
    ],
    [
      'JSON without entities',
      '{"Refs":null,"Entities":null,"PagingInfo":{"Links":[],"PageNum":1,"PagesCount":1}}',
    ],
  ])('may find nothing: %s', async (_what, body) => {
    const { client } = await withEm(({ method }) => (method === 'GET' ? { body } : undefined))
    await expect(client.queryFailoverSessions({})).resolves.toEqual({ items: [], unreadable: 0 })
  })

  it.each([
    [
      'goes in a circle',
      ({ page }: { page: number }) => queryXml([], page, 9, next(page === 3 ? 2 : page + 1)),
      3,
    ],
    ['links itself', () => queryXml([], 1, 9, `${QUERY}&sortDesc=CreationTime`), 1],
    ['leads out of the query service', () => queryXml([], 1, 2, '/api/logonSessions'), 1],
    ['leads out of the API', () => queryXml([], 1, 2, 'https://em.test/admin/query'), 1],
    ['lacks its next page', () => queryXml([], 1, 2), 1],
    ['holds references', () => '<QueryResult><Refs><Ref Name="x" /></Refs><PagingInfo /></QueryResult>', 1],
    ['is a collection', () => `<CloudFailoverSessions>${sessionXml()}</CloudFailoverSessions>`, 1],
    ['is some JSON', () => '{"Message":"no"}', 1],
  ])('that %s is a bad reply', async (_what, toBody, reads) => {
    const { client, em } = await withEm(({ method, url }) =>
      method === 'GET' ? { body: toBody({ page: pageOf(url) }) } : undefined,
    )
    expect((await failureOf(client.queryFailoverSessions({}))).code).toBe('bad_reply')
    expect(em.requests('GET')).toHaveLength(reads)
  })

  it('ends after 1000 pages', async () => {
    const { client, em } = await withEm(({ method, url }) =>
      method === 'GET' ? { body: queryXml([], pageOf(url), 9_999, next(pageOf(url) + 1)) } : undefined,
    )
    expect((await failureOf(client.queryFailoverSessions({}))).code).toBe('bad_reply')
    expect(em.requests('GET')).toHaveLength(1000)
  })
})
