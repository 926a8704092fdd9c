// @vitest-environment jsdom
import { act } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Instant } from '@/components/instant'
import { TimePreferencesProvider, useChooseTime } from '@/components/preferences/time-preferences'
import type { TimePreferences } from '@/lib/i18n/time/time-preferences'
import { NOW_MS } from './fixtures'
import { mount, type Mounted, withTexts } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))

const TIMES = ['2026-11-23T08:15:00.077Z', '2026-11-22T19:00:00Z', '2025-11-22T08:15:00Z'] as const

const inZone = (initial: TimePreferences, bare = false) =>
  withTexts(
    <TimePreferencesProvider initial={initial}>
      {TIMES.map((at) => (
        <Instant key={at} at={at} bare={bare} />
      ))}
    </TimePreferencesProvider>,
  )
const textsOf = (root: HTMLElement): (string | null)[] =>
  [...root.querySelectorAll('time')].map((time) => time.textContent)

// It is 12:04:31 UTC on 23 November.
const SHOWN: [TimePreferences, string[]][] = [
  [{ timeZone: 'UTC', clock: 'h23' }, ['08:15:00 UTC', '22 Nov, 19:00:00 UTC', '22 Nov 2025, 08:15:00 UTC']],
  [
    { timeZone: 'Asia/Kolkata', clock: 'h23' },
    ['13:45:00 UTC+05:30', '00:30:00 UTC+05:30', '22 Nov 2025, 13:45:00 UTC+05:30'],
  ],
  [
    // There it is the 24th already.
    { timeZone: 'Pacific/Chatham', clock: 'h12' },
    ['23 Nov, 10:00:00 PM UTC+13:45', '23 Nov, 8:45:00 AM UTC+13:45', '22 Nov 2025, 10:00:00 PM UTC+13:45'],
  ],
  [
    { timeZone: 'UTC', clock: 'h12' },
    ['8:15:00 AM UTC', '22 Nov, 7:00:00 PM UTC', '22 Nov 2025, 8:15:00 AM UTC'],
  ],
]

function Chooser() {
  const choose = useChooseTime()
  return <button onClick={() => choose({ timeZone: 'Pacific/Chatham', clock: 'h12' })}>choose</button>
}

describe('Instant', () => {
  it.each(SHOWN)(
    '%j: with zone, with a date unless it is today there, alike on both sides',
    (zone, texts) => {
      const root = document.createElement('div')
      root.innerHTML = renderToString(inZone(zone))
      expect(textsOf(root)).toEqual(texts)
      const complaints: unknown[] = []
      let react: Root | undefined
      act(() => {
        react = hydrateRoot(root, inZone(zone), { onRecoverableError: (error) => complaints.push(error) })
      })
      expect(complaints).toEqual([])
      expect(textsOf(root)).toEqual(texts)
      act(() => react?.unmount())
    },
  )

  it('leaves the zone to the heading where that names it', () => {
    mounted = mount(inZone({ timeZone: 'Asia/Kolkata', clock: 'h23' }, true))
    expect(textsOf(mounted.root)).toEqual(['13:45:00', '00:30:00', '22 Nov 2025, 13:45:00'])
  })

  it('changes at once with the choice, which the server reads from the next request on', () => {
    mounted = mount(
      withTexts(
        <TimePreferencesProvider initial={{ timeZone: 'UTC', clock: 'h23' }}>
          <Instant at={TIMES[0]} />
          <Chooser />
        </TimePreferencesProvider>,
      ),
    )
    const time = mounted.root.querySelector('time')
    act(() => mounted?.root.querySelector('button')?.click())
    expect(time?.textContent).toBe('23 Nov, 10:00:00 PM UTC+13:45')
    expect(mounted.root.querySelector('time')).toBe(time)
    expect(document.cookie).toContain('time_zone=Pacific%2FChatham')
    expect(document.cookie).toContain('clock=h12')
  })

  it('gets its date when the day in the zone is over', () => {
    mounted = mount(inZone({ timeZone: 'Asia/Kolkata', clock: 'h23' }))
    expect(textsOf(mounted.root)[0]).toBe('13:45:00 UTC+05:30')
    // Midnight in Kolkata is 18:30 UTC.
    pass(Date.parse('2026-11-23T18:29:58Z') - NOW_MS)
    expect(textsOf(mounted.root)[0]).toBe('13:45:00 UTC+05:30')
    pass(3000)
    expect(textsOf(mounted.root)[0]).toBe('23 Nov, 13:45:00 UTC+05:30')
  })
})
