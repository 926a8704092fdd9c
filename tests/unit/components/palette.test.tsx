// @vitest-environment jsdom
import { act } from 'react'
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { ThemeProvider } from 'next-themes'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useShortcut } from '@/components/keys/use-shortcut'
import { CommandPalette } from '@/components/palette/command-palette'
import { findEntries } from '@/components/palette/palette-entry'
import { findZones } from '@/components/preferences/find-zones'
import { TimePreferencesProvider } from '@/components/preferences/time-preferences'
import type { MeReply } from '@/lib/api/access-replies'
import { SESSION_ID } from './fixtures'
import { makeListReply } from './list-fixtures'
import { mount, type Mounted, until, withQueries, withTexts } from './render'

let mounted: Mounted | null = null
const asked: { url: string; signal: AbortSignal }[] = []
const went: string[] = []
let answer: (url: string) => Promise<Response>

// jsdom has no modal dialogs.
function openDialog(this: HTMLDialogElement): void {
  this.open = true
}
/** What runs stands first, as the server answers a search. */
function found() {
  const reply = makeListReply()
  return { ...reply, sessions: [...reply.live, ...reply.sessions] }
}
function closeDialog(this: HTMLDialogElement): void {
  this.open = false
}

beforeEach(() => {
  asked.length = 0
  went.length = 0
  answer = () => Promise.resolve(Response.json(found()))
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push({ url, signal })
    return answer(url)
  })
  vi.stubGlobal('matchMedia', () => ({ matches: false, addListener() {}, removeListener() {} }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  Element.prototype.scrollIntoView = () => undefined
  HTMLDialogElement.prototype.showModal = openDialog
  HTMLDialogElement.prototype.close = closeDialog
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
})

const VIEWER: MeReply['may'] = {
  share: false,
  tag: false,
  setTargets: false,
  manageScreens: false,
  changeProvider: false,
  viewHealth: false,
  managePeople: false,
  viewAudit: false,
}
const router = { push: (href: string) => went.push(href) } as unknown as AppRouterInstance // all that the palette uses

function show(may: MeReply['may'] = VIEWER) {
  const onClose = vi.fn()
  const acted = vi.fn()
  function Key() {
    useShortcut({ keys: 'f', label: 'Failed only', group: 'list' }, acted)
    return null
  }
  mounted = mount(
    withTexts(
      withQueries(
        <AppRouterContext value={router}>
          <ThemeProvider>
            <TimePreferencesProvider initial={{ timeZone: 'UTC', clock: 'h23' }}>
              <Key />
              <CommandPalette may={may} onClose={onClose} />
            </TimePreferencesProvider>
          </ThemeProvider>
        </AppRouterContext>,
      ),
    ),
  )
  return { onClose, acted }
}

const options = (): string[] =>
  [...document.querySelectorAll('[role=option]')].map((option) => option.textContent)
const selected = (): string | undefined =>
  document.querySelector('[role=option][aria-selected=true]')?.textContent

function type(text: string): void {
  const input = document.querySelector('input')
  // React listens to the property, which it has wrapped.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  act(() => void input?.dispatchEvent(new Event('input', { bubbles: true })))
}
const press = (key: string): void =>
  act(() => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    document.querySelector('input')?.dispatchEvent(event)
  })

describe('CommandPalette', () => {
  it('shows the failovers of now, the keys of the page and only the pages of this person', async () => {
    show()
    await until(() => expect(options()[0]).toContain('ABC Company Failover Plan'))
    expect(selected()).toBe(options()[0])
    expect(options().join('\n')).toContain('Failed only')
    expect(options()).toContain('Failovers')
    expect(options()).not.toContain('Audit')
  })

  it('says of what still runs what has failed so far, and "Failed" only of what has ended', async () => {
    show()
    await until(() => expect(options()[0]).toContain('ABC Company Failover Plan'))
    const [first = ''] = found().sessions.map(({ outcome }) => outcome.kind)
    expect(first).toBe('running')
    expect(options()[0]).toMatch(/\d+ failed so far$/)
  })

  it('runs a key of the page once it has closed', async () => {
    const { onClose, acted } = show()
    type('failed')
    expect(selected()).toContain('Failed only')
    press('Enter')
    expect(onClose).toHaveBeenCalledOnce()
    expect(acted).toHaveBeenCalledOnce()
  })

  it('opens what is named by GUID, URN or link, whatever the list holds', () => {
    show()
    type(`urn:veeam:CloudFailoverSession:${SESSION_ID}`)
    press('Enter')
    expect(went).toEqual([`/sessions/${SESSION_ID}`])
  })

  it('says that what is found stands for a code on screens', async () => {
    answer = (url) => Promise.resolve(Response.json({ ...found(), code: url.includes('q=') ? 'X7K4' : null }))
    show()
    await until(() => expect(options()[0]).toContain('ABC Company'))
    expect(document.querySelector('output')?.textContent).not.toContain('code')
    type('x7k4')
    await until(() =>
      expect(document.querySelector('output')?.textContent).toContain('X7K4 is also a code on screens'),
    )
    press('Enter')
    expect(went).toEqual([`/sessions/${SESSION_ID}`])
  })

  it('says what was pasted where it names something else', () => {
    show()
    type(`https://em.example:9398/api/replicaSessions/${SESSION_ID}`)
    expect(document.querySelector('output')?.textContent).toContain('leads to a replication session')
    expect(options().join()).not.toContain('Open the failover')
    type('ABC')
    expect(document.querySelector('output')?.textContent).not.toContain('leads to')
  })

  it('opens nothing that was not sought while the server is still looking', async () => {
    show({ ...VIEWER, viewAudit: true })
    await until(() => expect(options()[0]).toContain('ABC Company'))
    answer = () => new Promise(() => undefined)
    type('audit')
    expect(options()).toEqual(['Audit'])
    press('Enter')
    expect(went).toEqual(['/audit'])
  })

  it('asks once the typing rests, and drops what is no longer asked', async () => {
    show()
    await until(() => expect(asked).toHaveLength(1))
    answer = () => new Promise(() => undefined)
    type('ab')
    type('abc')
    await until(() => expect(asked).toHaveLength(2))
    expect(asked[1]?.url).toBe('/api/sessions?q=abc')
    type('abcd')
    await until(() => expect(asked).toHaveLength(3))
    expect(asked[1]?.signal.aborted).toBe(true)
  })

  it('says when the monitor does not answer, and still leads elsewhere', async () => {
    answer = () => Promise.reject(new TypeError('no network'))
    show()
    await until(() => expect(document.body.textContent).toContain('did not answer'))
    expect(options()).toContain('Failovers')
  })

  it('says when signing out has failed, and stays', async () => {
    const { onClose } = show()
    answer = () => Promise.reject(new TypeError('no network'))
    type('sign out')
    press('Enter')
    await until(() => expect(document.body.textContent).toContain('you are still signed in'))
    expect(asked.at(-1)?.url).toBe('/api/auth/sign-out')
    expect(onClose).not.toHaveBeenCalled()
  })

  it('chooses a time zone in a part of its own', () => {
    const { onClose } = show()
    type('another zone')
    press('Enter')
    expect(onClose).not.toHaveBeenCalled()
    type('chatham')
    expect(options()).toEqual(['Pacific/Chatham'])
    press('Enter')
    expect(onClose).toHaveBeenCalledOnce()
    expect(document.cookie).toContain('time_zone=Pacific%2FChatham')
  })
})

describe('findEntries', () => {
  const entry = (label: string, also: string[] = []) => ({ id: label, label, also, icon: null, run() {} })
  const find = (sought: string): string[] =>
    findEntries([entry('Lumière Santé', ['vbr-01']), entry('Theme: dark')], sought).map(({ label }) => label)

  it('takes words in any order, without accents and case', () => {
    expect(find('sante LUM')).toEqual(['Lumière Santé'])
    expect(find('vbr 01')).toEqual(['Lumière Santé'])
    expect(find('dark')).toEqual(['Theme: dark'])
    expect(find('dark lumiere')).toEqual([])
    expect(find('')).toHaveLength(2)
  })
})

describe('findZones', () => {
  it('finds by parts of a name, UTC first', () => {
    const find = (sought: string, chosen = 'UTC'): string[] => findZones(sought, chosen).zones
    expect(find('')[0]).toBe('UTC')
    expect(find('new york')).toContain('America/New_York')
    expect(find('york new')).toContain('America/New_York')
    expect(find('kolkata')).toEqual(['Asia/Kolkata'])
    expect(find('atlantis')).toEqual([])
    expect(find('', 'Pacific/Chatham').slice(0, 3)).toContain('Pacific/Chatham')
    const { zones, leftOut } = findZones('', 'UTC')
    expect(zones.length + leftOut).toBeGreaterThan(400)
    expect(zones.length).toBeLessThan(100)
  })
})
