import { act } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import { ShareLinksScreen } from '@/components/share-links/share-links-screen'
import { makeSessionReply, NOW_MS, utc } from './fixtures'
import { mount, type Mounted, withQueries, withTexts } from './render'
import { LINK_ID, makeLink, makeProvider, makeViews } from './share-fixtures'
import type { ProviderReply, ShareLink } from '@/lib/api/share-replies'

export const ADDRESS = 'https://failover.example/share/q3nYzOaPqkq0ZQ2p6i8X1m5gq8d1cYx1vF0mXk1o7dE'
const MADE = { id: LINK_ID, url: ADDRESS, expiresAtUtc: utc(NOW_MS) }

type Sent = { method: string; path: string; body: unknown }

/** What the server has, and what it is asked to do. */
export const server: {
  links: ShareLink[]
  provider: ProviderReply
  /** Of every request that is no GET. */
  answer: (command: Sent) => Response | Promise<Response>
  sent: Sent[]
} = { links: [], provider: makeProvider(), answer: () => Response.json(MADE), sent: [] }
export const copied = vi.fn<(text: string) => Promise<void>>()
let mounted: Mounted | null = null

export const problem = (status: number, code: string, detail: string, hint?: string) =>
  new Response(JSON.stringify({ type: 'urn:x', title: 'x', status, code, detail, hint }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })

/** One link, an answer to everything, and a clock that stands: for every test of the file. */
export function setUpServer(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW_MS })
    server.sent = []
    server.links = [makeLink()]
    server.provider = makeProvider()
    server.answer = () => Response.json(MADE)
    vi.stubGlobal(
      'fetch',
      (path: string, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
        if (method !== 'GET') {
          const command: Sent = { method, path, body: body === undefined ? undefined : JSON.parse(body) }
          server.sent.push(command)
          return Promise.resolve(server.answer(command))
        }
        if (path === '/api/provider') return Promise.resolve(Response.json(server.provider))
        if (path.endsWith('/views')) return Promise.resolve(Response.json(makeViews()))
        if (path.startsWith('/api/sessions/')) return Promise.resolve(Response.json(makeSessionReply()))
        return Promise.resolve(Response.json({ links: server.links }))
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
}

// jsdom opens no dialog by itself.
function showModal(this: HTMLDialogElement): void {
  this.open = true
}
function closeDialog(this: HTMLDialogElement): void {
  this.open = false
}

export const settle = (ms = 20): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })

export async function show(node: Parameters<typeof mount>[0]): Promise<void> {
  mounted = mount(withTexts(withQueries(node)))
  await settle()
}
export const openList = () => show(<ShareLinksScreen person={'SRV-EM06\\maria'} />)

export const textOf = (element: Element | null): string =>
  element?.textContent?.replaceAll('\u00a0', ' ') ?? ''
export const page = (): string => textOf(document.body)
export const dialog = (): HTMLDialogElement | null => document.querySelector('dialog')

/** By its accessible name, as far as these pages name things. */
export function find(selector: string, name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (element) => (element.getAttribute('aria-label') ?? textOf(element)).trim() === name,
  )
  if (found === undefined) throw new Error(`there is no ${selector} “${name}” in: ${page()}`)
  return found
}
type Typed = HTMLInputElement | HTMLTextAreaElement
const isTyped = (element: Element | null): element is Typed =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
export function input(name: string): Typed {
  const found = find('input', name)
  if (!isTyped(found)) throw new Error(`${name} is no input`)
  return found
}
export function button(name: string): HTMLButtonElement {
  const found = find('button', name)
  if (!(found instanceof HTMLButtonElement)) throw new Error(`${name} is no button`)
  return found
}
export function field(label: string): Typed {
  const found = document.querySelector(`[id="${find('label', label).getAttribute('for') ?? ''}"]`)
  if (!isTyped(found)) throw new Error(`no field ${label}`)
  return found
}
export async function press(element: HTMLElement): Promise<void> {
  act(() => element.click())
  await settle()
}
export async function type(into: Typed, text: string): Promise<void> {
  act(() => {
    // As a person does: React overrides the value's setter to notice only what did not come from it.
    const kind = into instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(into, text)
    into.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await settle()
}
export const escape = () =>
  act(() => {
    dialog()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  })
export const openDetail = async (): Promise<void> => press(button(server.links[0]?.label ?? ''))
