// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ActionRow } from '@/components/session/action-row'
import { ProviderScreen } from '@/components/share-links/provider-screen'
import { ShareLinksScreen } from '@/components/share-links/share-links-screen'
import { makeCollection, makeSessionReply, NOW_MS, SESSION_ID, utc } from './fixtures'
import { mount, type Mounted, withQueries, withTexts } from './render'
import { LINK_ID, makeLink, makeProvider, makeViews, TENANT } from './share-fixtures'
import { changeShareLinkBody, type ProviderReply, type ShareLink } from '@/lib/api/share-replies'
import { MAY_NOTHING } from '../samples/teamwork'

const ADDRESS = 'https://failover.example/share/q3nYzOaPqkq0ZQ2p6i8X1m5gq8d1cYx1vF0mXk1o7dE'
const MADE = { id: LINK_ID, url: ADDRESS, expiresAtUtc: utc(NOW_MS) }

type Sent = { method: string; path: string; body: unknown }
let mounted: Mounted | null = null
let sent: Sent[] = []
let links: ShareLink[]
let provider: ProviderReply
let answer: (command: Sent) => Response | Promise<Response>
const copied = vi.fn<(text: string) => Promise<void>>()

const problem = (status: number, code: string, detail: string, hint?: string) =>
  new Response(JSON.stringify({ type: 'urn:x', title: 'x', status, code, detail, hint }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  sent = []
  links = [makeLink()]
  provider = makeProvider()
  answer = () => Response.json(MADE)
  vi.stubGlobal(
    'fetch',
    (path: string, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
      if (method !== 'GET') {
        const command: Sent = { method, path, body: body === undefined ? undefined : JSON.parse(body) }
        sent.push(command)
        return Promise.resolve(answer(command))
      }
      if (path === '/api/provider') return Promise.resolve(Response.json(provider))
      if (path.endsWith('/views')) return Promise.resolve(Response.json(makeViews()))
      if (path.startsWith('/api/sessions/')) return Promise.resolve(Response.json(makeSessionReply()))
      return Promise.resolve(Response.json({ links }))
    },
  )
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 0))
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true })
  copied.mockReset().mockResolvedValue(undefined)
  HTMLDialogElement.prototype.showModal = showModal
  HTMLDialogElement.prototype.close = closeDialog
  HTMLElement.prototype.scrollIntoView = () => undefined
  window.history.replaceState(null, '', '/share-links')
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

// jsdom opens no dialog by itself.
function showModal(this: HTMLDialogElement): void {
  this.open = true
}
function closeDialog(this: HTMLDialogElement): void {
  this.open = false
}

const settle = (ms = 20): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })

async function show(node: Parameters<typeof mount>[0]): Promise<void> {
  mounted = mount(withTexts(withQueries(node)))
  await settle()
}
const openList = () => show(<ShareLinksScreen person={'SRV-EM06\\maria'} />)

const textOf = (element: Element | null): string => element?.textContent?.replaceAll('\u00a0', ' ') ?? ''
const page = (): string => textOf(document.body)
const dialog = (): HTMLDialogElement | null => document.querySelector('dialog')

/** By its accessible name, as far as these pages name things. */
function find(selector: string, name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (element) => (element.getAttribute('aria-label') ?? textOf(element)).trim() === name,
  )
  if (found === undefined) throw new Error(`there is no ${selector} “${name}” in: ${page()}`)
  return found
}
type Typed = HTMLInputElement | HTMLTextAreaElement
const isTyped = (element: Element | null): element is Typed =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
function input(name: string): Typed {
  const found = find('input', name)
  if (!isTyped(found)) throw new Error(`${name} is no input`)
  return found
}
function button(name: string): HTMLButtonElement {
  const found = find('button', name)
  if (!(found instanceof HTMLButtonElement)) throw new Error(`${name} is no button`)
  return found
}
function field(label: string): Typed {
  const found = document.querySelector(`[id="${find('label', label).getAttribute('for') ?? ''}"]`)
  if (!isTyped(found)) throw new Error(`no field ${label}`)
  return found
}
async function press(element: HTMLElement): Promise<void> {
  act(() => element.click())
  await settle()
}
async function type(into: Typed, text: string): Promise<void> {
  act(() => {
    // As a person does: React overrides the value's setter to notice only what did not come from it.
    const kind = into instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(into, text)
    into.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await settle()
}
const escape = () =>
  act(() => {
    dialog()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  })
const openDetail = async (): Promise<void> => press(button(links[0]?.label ?? ''))

describe('the list of links', () => {
  it('says why it is empty and how a link is made', async () => {
    links = []
    await openList()
    expect(page()).toContain('There is no share link yet')
    expect(page()).toContain('choose “Share with tenant”')
    expect(document.querySelector('input[type=search]')).toBeNull()
  })

  it('shows of each link its state in words, its end, who opened it and who made it', async () => {
    links = [
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
    links = [makeLink(), makeLink({ id: 'p', label: 'Paused one', state: 'paused' })]
    await openList()
    await press(button('Paused 1'))
    expect(document.querySelectorAll('[data-testid=share-link]')).toHaveLength(1)
    expect(page()).toContain('1 of 2 links shown')
    const search = document.querySelector<HTMLInputElement>('input[type=search]')
    if (search) await type(search, 'nothing like it')
    expect(page()).toContain('No link fits')
  })

  it('says loudly that tenants do not see who the provider is', async () => {
    provider = makeProvider({ setAtUtc: null, setBy: null, name: '' })
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
    links = [makeLink(), makeLink({ id: 'second', label: 'Second' })]
    window.history.replaceState(null, '', '#second')
    await openList()
    expect(button('Second').getAttribute('aria-expanded')).toBe('true')
    expect(button('Failover of ABC Company').getAttribute('aria-expanded')).toBe('false')
  })
})

describe('the commands of a link', () => {
  it.each([
    ['active', ['Edit', 'Change the end', 'Server names', 'New address', 'Pause', 'Revoke']],
    ['paused', ['Resume', 'Edit', 'Change the end', 'Server names', 'Revoke']],
    ['expired', ['Change the end', 'Edit', 'Server names', 'Revoke']],
    ['revoked', []],
  ] as const)('of one that is %s are %o', async (state, commands) => {
    links = [makeLink({ state })]
    await openList()
    await openDetail()
    const found = [...document.querySelectorAll('[data-testid=share-link] button[aria-haspopup=dialog]')]
    expect(found.map(textOf)).toEqual(commands)
  })

  it('name the consequence first; revoking sends DELETE only then', async () => {
    answer = () => new Response(null, { status: 204 })
    await openList()
    await openDetail()
    await press(button('Revoke'))
    expect(page()).toContain('nobody can open this link')
    expect(page()).toContain('cannot be taken back')
    expect(sent).toEqual([])
    await press(button('Revoke for good'))
    expect(sent).toEqual([{ method: 'DELETE', path: `/api/share-links/${LINK_ID}`, body: undefined }])
    expect(dialog()).toBeNull()
  })

  it('pause', async () => {
    answer = () => Response.json(makeLink({ state: 'paused' }))
    await openList()
    await openDetail()
    await press(button('Pause'))
    expect(page()).toContain('the present one never works again')
    await press(button('Pause the link'))
    expect(sent).toEqual([
      { method: 'PATCH', path: `/api/share-links/${LINK_ID}`, body: { state: 'paused' } },
    ])
    expect(dialog()).toBeNull()
  })

  it('resume with a new address, shown once and not lost unasked', async () => {
    links = [makeLink({ state: 'paused' })]
    await openList()
    await openDetail()
    await press(button('Resume'))
    expect(page()).toContain('under a new address')
    await press(button('Resume with a new address'))
    expect(sent[0]?.body).toEqual({ state: 'active' })
    expect(field('Address for the tenant').value).toBe(ADDRESS)
    expect(document.activeElement).toBe(button('Copy the address'))
    expect(page()).toContain('it is shown only this once')
    expect(dialog()?.querySelector('svg[role=img] path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1z/)
    escape()
    expect(page()).toContain('You have not copied the address')
    await press(button('Stay here'))
    await press(button('Copy the address'))
    expect(copied).toHaveBeenCalledWith(ADDRESS)
    escape()
    await settle()
    expect(dialog()).toBeNull()
    expect(page()).not.toContain(ADDRESS)
  })

  it('tell how to copy by hand where the browser does not let the page', async () => {
    copied.mockRejectedValue(new Error('not allowed'))
    await openList()
    await openDetail()
    await press(button('New address'))
    await press(button('Make a new address'))
    await press(button('Copy the address'))
    expect(page()).toContain('press Ctrl+C')
    escape()
    expect(page()).toContain('You have not copied the address')
  })

  it('that fail say why beside the button, and can be tried again', async () => {
    answer = () => problem(409, 'conflict', 'The link was revoked, which is final.', 'Make another link.')
    await openList()
    await openDetail()
    await press(button('New address'))
    await press(button('Make a new address'))
    expect(textOf(dialog())).toContain('The link was revoked, which is final. Make another link.')
    expect(button('Make a new address').disabled).toBe(false)
  })

  it('without an answer do not claim that nothing has happened', async () => {
    answer = () => Promise.reject(new TypeError('failed to fetch'))
    await openList()
    await openDetail()
    await press(button('New address'))
    await press(button('Make a new address'))
    expect(textOf(dialog())).toContain('It may have done it all the same')
  })

  it('prolong from the end, or from now if that is over', async () => {
    links = [
      makeLink({ state: 'expired', expiresAfterEndHours: null, expiresAtUtc: utc(NOW_MS - 3_600_000) }),
    ]
    answer = () => Response.json(links[0])
    await openList()
    await openDetail()
    await press(button('Change the end'))
    expect(textOf(dialog())).toContain('It ended 11:04:31 UTC')
    expect(textOf(dialog())).toContain('It then ends 26 Nov, 12:04:31 UTC')
    await press(button('Set the end'))
    expect(sent[0]).toMatchObject({ method: 'PATCH' })
    const { expiresAtUtc } = changeShareLinkBody.parse(sent[0]?.body)
    const overdueMs = Date.parse(expiresAtUtc ?? '') - (NOW_MS + 72 * 3_600_000)
    expect(Math.abs(overdueMs)).toBeLessThan(5_000)
  })

  it('edit what was changed only, and lose nothing that was typed when it fails', async () => {
    answer = () => problem(503, 'record_unavailable', 'The record cannot be read.')
    await openList()
    await openDetail()
    await press(button('Edit'))
    await type(field('Message to the tenant'), 'We are on it.')
    await press(button('Save'))
    expect(sent[0]?.body).toEqual({ message: 'We are on it.' })
    expect(textOf(dialog())).toContain('The record cannot be read.')
    expect(field('Message to the tenant').value).toBe('We are on it.')
    escape()
    expect(page()).toContain('What you typed is not saved.')
    await press(button('Close anyway'))
    expect(dialog()).toBeNull()
  })

  it('name the VMs of the link’s runs for the tenant', async () => {
    links = [makeLink({ aliases: { dc01: 'Server 1' }, show: { vms: 'aliases', failures: 'classified' } })]
    answer = () => Response.json(links[0])
    await openList()
    await openDetail()
    await press(button('Server names'))
    expect(input('Name of dc01 for the tenant').value).toBe('Server 1')
    await type(input('Name of sql01 for the tenant'), 'Database A')
    await press(button('Save 1 name'))
    expect(sent[0]?.body).toEqual({ aliases: { sql01: 'Database A' } })
  })

  it('for a whole tenant say how many links they touch', async () => {
    links = [
      makeLink(),
      makeLink({ id: 'b', state: 'paused' }),
      makeLink({ id: 'c', tenant: { id: 'ucm', name: 'UCM' } }),
    ]
    answer = () => Response.json({ changed: 2 })
    await openList()
    await press(button('All links of a tenant'))
    expect(textOf(dialog())).toContain('ABC Company (1 active, 1 paused or expired)')
    expect(textOf(dialog())).toContain('1 link stops working with the next request.')
    await press(find('label', 'Revoke for goodActive, paused and expired links. This cannot be taken back.'))
    await press(button('Revoke 2 links'))
    expect(sent).toEqual([
      { method: 'POST', path: '/api/share-links/state', body: { tenantId: TENANT.id, state: 'revoked' } },
    ])
  })
})

describe('updates to the tenant', () => {
  it('are signed with the person’s name and not with the machine’s, and are published', async () => {
    answer = () => Response.json(makeLink(), { status: 201 })
    await openList()
    await openDetail()
    expect(field('Signed by').value).toBe('maria')
    await type(field('New update'), '  Half of it is up.  ')
    await press(button('Publish'))
    expect(sent).toEqual([
      {
        method: 'POST',
        path: `/api/share-links/${LINK_ID}/updates`,
        body: { text: 'Half of it is up.', author: 'maria' },
      },
    ])
    expect(field('New update').value).toBe('')
  })

  it('stay while they are typed: after a failure, a poll, and closing the link', async () => {
    answer = () => problem(503, 'record_unavailable', 'The record cannot be read.')
    await openList()
    await openDetail()
    await type(field('New update'), 'Half of it is up.')
    await press(button('Publish'))
    expect(page()).toContain('The record cannot be read.')
    await settle(16_000)
    await openDetail()
    expect(document.querySelector('textarea')).toBeNull()
    await openDetail()
    expect(field('New update').value).toBe('Half of it is up.')
  })

  it('that are empty are not sent', async () => {
    await openList()
    await openDetail()
    await type(field('New update'), '   ')
    await press(button('Publish'))
    expect(page()).toContain('Type what the tenant is to read.')
    expect(sent).toEqual([])
  })

  it('are removed after a question', async () => {
    answer = () => new Response(null, { status: 204 })
    links = [
      makeLink({
        updates: [
          { id: 'u1', atUtc: utc(NOW_MS), author: 'Nordwind', writtenBy: 'Maria Krüger', text: 'Wrong' },
        ],
      }),
    ]
    await openList()
    await openDetail()
    expect(page()).toContain('written by Maria Krüger')
    await press(button('Remove the update: Wrong'))
    expect(sent).toEqual([])
    await press(button('Remove it'))
    expect(sent[0]).toMatchObject({ method: 'DELETE', path: `/api/share-links/${LINK_ID}/updates/u1` })
  })
})

describe('sharing from the page of a failover', () => {
  const openShare = async (may: boolean, session = makeSessionReply().session): Promise<void> => {
    await show(
      <ActionRow session={session} may={{ ...MAY_NOTHING, share: may }} collection={makeCollection()} />,
    )
    if (!may) return
    // The dialog comes when it is asked for; here it is at hand.
    await act(() => import('@/components/share-links/share-dialog'))
    await press(button('Share with tenant'))
    await settle()
  }

  it('is not offered to those who may not', async () => {
    await openShare(false)
    expect(page()).toContain('Evidence report')
    expect(page()).not.toContain('Share with tenant')
  })

  it('makes a link with what is chosen, and shows address and passcode once', async () => {
    links = []
    await openShare(true)
    expect(field('Label').value).toBe('Failover of ABC Company')
    expect(document.activeElement).toBe(field('Label'))
    await press(find('label', 'Ask for one'))
    const passcode = field('The passcode').value
    expect(passcode).toMatch(/^\w{4}-\w{4}$/)
    await press(find('label', 'Totals onlyNo server is listed: only how many have started.'))
    await press(button('Make the link'))
    expect(sent[0]).toMatchObject({
      method: 'POST',
      path: '/api/share-links',
      body: {
        sessionId: SESSION_ID,
        label: 'Failover of ABC Company',
        passcode,
        expiresAtUtc: null,
        show: { vms: 'none', failures: 'classified' },
      },
    })
    expect(field('Address for the tenant').value).toBe(ADDRESS)
    expect(page()).toContain(`Passcode: ${passcode}`)
    expect(find('a', 'To the list of links').getAttribute('href')).toBe(`/share-links#${LINK_ID}`)
  })

  it('says what is wrong before anything is sent, at the field, which gets the focus', async () => {
    links = []
    await openShare(true)
    await type(field('Label'), ' ')
    await type(field('Time zone'), 'Nowhere')
    await press(button('Make the link'))
    expect(sent).toEqual([])
    expect(page()).toContain('Choose a time zone from the list')
    expect(document.activeElement).toBe(field('Label'))
    await type(field('Label'), 'ABC')
    expect(page()).not.toContain('Type a label')
    expect(field('Time zone').getAttribute('aria-invalid')).toBe('true')
  })

  it('adds the run to a link of the same tenant at one press', async () => {
    links = [
      makeLink({ runs: [{ sessionId: 'before', name: 'Before', addedAtUtc: utc(NOW_MS), addedBy: 'x' }] }),
    ]
    answer = () => Response.json(links[0], { status: 201 })
    await openShare(true)
    await press(button('Add this failover to “Failover of ABC Company”'))
    expect(sent).toEqual([
      { method: 'POST', path: `/api/share-links/${LINK_ID}/runs`, body: { sessionId: SESSION_ID } },
    ])
    expect(page()).toContain('Added')
  })

  it('asks first where nobody knows whether the tenant is the same', async () => {
    const other = { sessionId: 'before', name: 'Before', addedAtUtc: utc(NOW_MS), addedBy: 'x' }
    links = [makeLink({ label: 'Unknown', tenant: null, runs: [other] })]
    await openShare(true)
    await press(button('Add this failover to “Unknown”'))
    expect(sent).toEqual([])
    expect(page()).toContain('Whoever has that link will see this failover.')
    await press(button('It is the same tenant: add it'))
    expect(sent).toHaveLength(1)
  })
})

describe('the provider profile', () => {
  it('is set by an administrator, who sees it as tenants do while typing', async () => {
    provider = makeProvider({ setAtUtc: null, setBy: null, name: 'Your service provider', accent: null })
    answer = () => Response.json(makeProvider())
    await show(<ProviderScreen mayChange />)
    expect(page()).toContain('Tenants do not see who you are')
    expect(field('Name').value).toBe('')
    await press(button('Save the profile'))
    expect(page()).toContain('Type the name that tenants know you by.')
    expect(sent).toEqual([])
    await type(field('Name'), 'Nordwind Cloud')
    for (const ground of ['light', 'dark'])
      expect(textOf(document.querySelector(`[data-testid=preview-${ground}]`))).toContain('Nordwind Cloud')
    await press(button('Save the profile'))
    expect(sent[0]).toMatchObject({ method: 'PUT', path: '/api/provider', body: { name: 'Nordwind Cloud' } })
    // The logo that there may be is left alone.
    expect(sent[0]?.body).not.toHaveProperty('logo')
    expect(page()).toContain('Saved.')
  })

  it('is read-only for others', async () => {
    await show(<ProviderScreen mayChange={false} />)
    expect(page()).toContain('Only an administrator can change it.')
    expect(page()).toContain('Nordwind Cloud')
    expect(document.querySelector('input, button')).toBeNull()
  })
})
