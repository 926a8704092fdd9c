// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest'
import { ProviderScreen } from '@/components/share-links/provider-screen'
import { makeLink, makeProvider } from './share-fixtures'
import {
  button,
  field,
  openList,
  page,
  press,
  problem,
  server,
  settle,
  setUpServer,
  show,
  textOf,
  type,
} from './share-page'

setUpServer()

describe('the list of links', () => {
  it('says why it is empty and how a link is made', async () => {
    server.links = []
    await openList()
    expect(page()).toContain('There is no share link yet')
    expect(page()).toContain('choose “Share with tenant”')
    expect(document.querySelector('input[type=search]')).toBeNull()
  })

  it('shows of each link its state in words, its end, who opened it and who made it', async () => {
    server.links = [
      makeLink({ expiresAfterEndHours: null }),
      makeLink({
        id: 'second',
        state: 'revoked',
        tenant: null,
        views: { opened: 0, viewers: 0, firstUtc: null, lastUtc: null },
      }),
    ]
    await openList()
    const [first, second] = [...document.querySelectorAll('[data-testid=share-link]')].map(textOf)
    expect(first).toContain('Active')
    expect(first).toContain('26 Nov, 12:04:31 UTC')
    expect(first).toContain('in 3 d 00 h')
    expect(first).toContain('7 times by 3 readers')
    expect(first).toContain('last 12:00:31 UTC')
    expect(first).toContain('Maria Krüger')
    expect(second).toContain('Revoked')
    expect(second).toContain('Tenant unknown')
    expect(second).toContain('not yet')
  })

  it('filters by state and text, and says so where nothing fits', async () => {
    server.links = [makeLink(), makeLink({ id: 'p', label: 'Paused one', state: 'paused' })]
    await openList()
    await press(button('Paused 1'))
    expect(document.querySelectorAll('[data-testid=share-link]')).toHaveLength(1)
    expect(page()).toContain('1 of 2 links shown')
    const search = document.querySelector<HTMLInputElement>('input[type=search]')
    if (search) await type(search, 'nothing like it')
    expect(page()).toContain('No link fits')
  })

  it('says loudly that tenants do not see who the provider is', async () => {
    server.provider = makeProvider({ setAtUtc: null, setBy: null, name: '' })
    await openList()
    expect(textOf(document.querySelector('[data-testid=provider-notice]'))).toContain(
      'every link says “Your provider”',
    )
  })

  it('keeps its rows when the monitor stops answering, and says since when they are old', async () => {
    await openList()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
    await settle(15_100)
    expect(page()).toContain('The monitor does not answer. This is how it stood 12:04:31 UTC')
    expect(document.querySelectorAll('[data-testid=share-link]')).toHaveLength(1)
  })

  it('says what is wrong where nothing could be read, and how to go on', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(problem(503, 'record_unavailable', 'The record cannot be read.', 'Health says why.')),
    )
    await openList()
    expect(page()).toContain('The record cannot be read. Health says why.')
    expect(page()).not.toContain('There is no share link yet')
  })

  it('opens the link that the address names', async () => {
    server.links = [makeLink(), makeLink({ id: 'second', label: 'Second' })]
    window.history.replaceState(null, '', '#second')
    await openList()
    expect(button('Second').getAttribute('aria-expanded')).toBe('true')
    expect(button('Failover of ABC Company').getAttribute('aria-expanded')).toBe('false')
  })
})

describe('the provider profile', () => {
  it('is set by an administrator, who sees it as tenants do while typing', async () => {
    server.provider = makeProvider({
      setAtUtc: null,
      setBy: null,
      name: 'Your service provider',
      accent: null,
    })
    server.answer = () => Response.json(makeProvider())
    await show(<ProviderScreen mayChange />)
    expect(page()).toContain('Tenants do not see who you are')
    expect(field('Name').value).toBe('')
    await press(button('Save the profile'))
    expect(page()).toContain('Type the name that tenants know you by.')
    expect(server.sent).toEqual([])
    await type(field('Name'), 'Nordwind Cloud')
    for (const ground of ['light', 'dark'])
      expect(textOf(document.querySelector(`[data-testid=preview-${ground}]`))).toContain('Nordwind Cloud')
    await press(button('Save the profile'))
    expect(server.sent[0]).toMatchObject({
      method: 'PUT',
      path: '/api/provider',
      body: { name: 'Nordwind Cloud' },
    })
    // The logo that there may be is left alone.
    expect(server.sent[0]?.body).not.toHaveProperty('logo')
    expect(page()).toContain('Saved.')
  })

  it('is read-only for others', async () => {
    await show(<ProviderScreen mayChange={false} />)
    expect(page()).toContain('Only an administrator can change it.')
    expect(page()).toContain('Nordwind Cloud')
    expect(document.querySelector('input, button')).toBeNull()
  })
})
