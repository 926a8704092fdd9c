import { describe, expect, it } from 'vitest'
import {
  findAddressFaults,
  LIST_PARAM_NAMES,
  LIST_PARAMS,
  NO_FILTERS,
} from '@/components/sessions/list-address'
import { toFilterSearch, toListQuery, type SessionFilters } from '@/lib/api/session-filters'
import { newFilterBody } from '@/lib/server/saved-filters'
import { sessionListQuerySchema } from '@/lib/server/session-list'

const faultsOf = (search: string) => findAddressFaults(new URLSearchParams(search)).map(({ name }) => name)
const filters = (over: Partial<SessionFilters>): SessionFilters => ({ ...NO_FILTERS, ...over })

describe('the address of the list', () => {
  it('says what means nothing in it', () => {
    expect(
      faultsOf('result=failed&page=3&from=2026-02-28&to=2026-02-28&sort=took-desc&q=x&kind=none'),
    ).toEqual([])
    expect(faultsOf('when=7d&state=active&attention=open')).toEqual([])
    expect(faultsOf('result=great')).toEqual(['result'])
    for (const bad of [
      'page=0',
      'page=-1',
      'page=1.5',
      'page=2x',
      'page=',
      'from=2026-02-30',
      'to=yesterday',
      'sort=colour',
      'when=8d',
      'kind=drill',
      'state=running',
      'attention=all',
      `q=${'x'.repeat(201)}`,
      'q=%20',
    ])
      expect([bad, faultsOf(bad).length]).toEqual([bad, 1])
    // What is not ours is none of our business.
    expect(faultsOf('utm_source=mail')).toEqual([])
  })

  it('says which dates cannot be meant together, also one that no menu shows', () => {
    expect(faultsOf('from=2026-11-30&to=2026-11-01')).toEqual(['from', 'to'])
    expect(faultsOf('when=7d&to=2026-11-01')).toEqual(['to'])
    expect(faultsOf('when=7d&from=2026-11-01')).toEqual(['from'])
    // Each is told of once.
    expect(faultsOf('when=7d&from=yesterday')).toEqual(['from'])
    expect(faultsOf('when=8d&to=2026-11-01')).toEqual(['when'])
  })

  it('is read by the server in every word that the page can say', () => {
    const asked = {
      ...filters({
        q: 'a&b=c',
        state: 'active',
        attention: 'open',
        result: 'failed',
        tenant: 'Müller & Söhne',
        plan: '100 %',
        backupServer: 'vbr',
        kind: 'none',
        when: '7d',
        from: '2026-11-01',
        to: '2026-11-30',
      }),
      sort: 'rpo-desc',
      page: 3,
      without: ['00000000-0000-4000-8000-000000000001'],
    } as const
    const read = sessionListQuerySchema.parse(Object.fromEntries(new URLSearchParams(toListQuery(asked))))
    expect(read).toEqual({
      state: 'ended',
      q: 'a&b=c',
      attention: 'open',
      result: 'failed',
      tenant: 'Müller & Söhne',
      plan: '100 %',
      backupServer: 'vbr',
      kind: 'none',
      when: '7d',
      from: '2026-11-01',
      // The page's last day is shown; the server's bound is the first moment that is not.
      to: '2026-12-01',
      sort: 'rpo-desc',
      page: 3,
      without: asked.without,
    })
  })

  it('is kept in a filter without the page, and reads the same again', () => {
    const search = toFilterSearch({
      ...filters({ q: 'söhne', state: 'ended', result: 'warning' }),
      sort: 'name',
    })
    expect(search).toBe('q=s%C3%B6hne&state=ended&result=warning&sort=name')
    const again = new URLSearchParams(search)
    const read = Object.fromEntries(
      LIST_PARAM_NAMES.map((name) => [
        name,
        again.get(name) && LIST_PARAMS[name].parse(again.get(name) ?? ''),
      ]),
    )
    expect(read).toMatchObject({ q: 'söhne', result: 'warning', sort: 'name', tenant: null, page: null })
    expect(toFilterSearch({ ...NO_FILTERS, sort: 'newest' })).toBe('')
    const query = toFilterSearch({ ...filters({ state: 'active', attention: 'open' }), sort: null })
    expect(newFilterBody.safeParse({ name: 'Trouble', query, pinned: true }).success).toBe(true)
  })
})
