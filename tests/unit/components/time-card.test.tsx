// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Instant } from '@/components/instant'
import { TimePreferencesProvider } from '@/components/preferences/time-preferences'
import { TimeCardHost } from '@/components/time-card/time-card-host'
import { mount, type Mounted, until, withTexts } from './render'

let mounted: Mounted | null = null

// Loaded before, so that no wait of a test depends on how fast this machine loads it.
beforeAll(() => import('@/components/time-card/time-card'))

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  )
  // jsdom lays nothing out; what has no size is not in sight.
  const box = { width: 90, height: 18, top: 10, left: 10, right: 100, bottom: 28, x: 10, y: 10 }
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ ...box, toJSON: () => box })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const FIRST = '2026-11-23T08:15:00.077Z'
const SECOND = '2026-11-22T08:15:00Z'

function show(): { times: HTMLTimeElement[] } {
  mounted = mount(
    withTexts(
      <TimePreferencesProvider initial={{ timeZone: 'Asia/Kolkata', clock: 'h23' }}>
        <Instant at={FIRST} />
        <Instant at={SECOND} />
        <a href="https://elsewhere.invalid/">
          <Instant at={FIRST} />
        </a>
        <button>elsewhere</button>
        <TimeCardHost />
      </TimePreferencesProvider>,
    ),
  )
  return { times: [...mounted.root.querySelectorAll('time')] }
}

const card = (): HTMLElement | null => document.querySelector('[data-time-card]')
const shown = async (): Promise<string> => {
  await until(() => expect(card()).not.toBeNull())
  return card()?.textContent ?? ''
}
const key = (name: string, on: EventTarget = document.body): void =>
  act(
    () => void on.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })),
  )

describe('the card of a time', () => {
  it('shows it in the chosen zone and in UTC, and copies its UTC text', async () => {
    const writeText = vi.fn((_text: string) => Promise.resolve())
    vi.stubGlobal('navigator', { userAgent: 'test', clipboard: { writeText } })
    const { times } = show()
    await act(async () => times[0]?.click())
    const text = await shown()
    expect(text).toContain('Asia/Kolkata· Chosen23 Nov 2026, 13:45:00 UTC+05:30')
    expect(text).toContain('23 Nov 2026, 08:15:00 UTC')
    expect(text).toMatch(/ago/)
    await act(async () => card()?.querySelector('button')?.click())
    expect(writeText).toHaveBeenCalledExactlyOnceWith(FIRST)
    await until(() => expect(card()?.querySelector('output')?.textContent).toBe('Copied'))
    await act(async () => times[0]?.click())
    expect(card()).toBeNull()
  })

  it('stays away where a press already leads somewhere', async () => {
    const { times } = show()
    await act(async () => {
      times[2]?.addEventListener('click', (event) => event.preventDefault())
      times[2]?.click()
    })
    expect(card()).toBeNull()
  })

  it('goes from time to time by its key, and gives the focus back', async () => {
    show()
    const button = mounted?.root.querySelector('button')
    button?.focus()
    key('z')
    expect(await shown()).toContain(FIRST)
    await until(() => expect(card()?.contains(document.activeElement)).toBe(true))
    key('z', document.activeElement ?? document.body)
    await until(() => expect(card()?.textContent).toContain(SECOND))
    key('Escape', document.activeElement ?? document.body)
    expect(card()).toBeNull()
    expect(document.activeElement).toBe(button)
  })
})
