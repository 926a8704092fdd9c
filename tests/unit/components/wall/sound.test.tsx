// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { act, type ReactNode } from 'react'
import { mount, type Mounted } from '../render'
import { useSound } from '@/components/wall/alarm/use-sound'
import { DEFAULT_SCREEN_SETTINGS, type ScreenSettings } from '@/lib/api/screen-settings'

const MIDDAY = Date.parse('2026-11-23T12:00:00Z')

/** Every context that was made, and how often a tone began in any of them. */
let contexts: FakeContext[] = []
let allowed = true
let tones = 0

class FakeContext {
  state: 'suspended' | 'running' | 'closed' = 'suspended'
  currentTime = 0
  destination = {}
  constructor() {
    contexts.push(this)
  }
  resume(): Promise<void> {
    if (allowed) this.state = 'running'
    return Promise.resolve()
  }
  close(): Promise<void> {
    this.state = 'closed'
    return Promise.resolve()
  }
  createOscillator() {
    const node = {
      frequency: { value: 0 },
      connect: () => node,
      start: () => (tones += 1),
      stop: () => undefined,
    }
    return node
  }
  createGain() {
    const ramp = { setValueAtTime: () => ramp, linearRampToValueAtTime: () => ramp }
    const node = { gain: ramp, connect: () => node }
    return node
  }
}

const NOTES = 4
const rings = (): number => tones / NOTES

let page: Mounted
const seen = (): string => page.root.textContent
let tested: string[]

function Screen(props: { settings: ScreenSettings; rings: boolean; tests: readonly string[] }): ReactNode {
  const { settings, ...wanted } = props
  return <output>{useSound(settings, { ...wanted, onTested: (id) => void tested.push(id) })}</output>
}

/** A reply brings settings of its own each time, alike as they may be. */
const settings = (quiet: { from: string; to: string } | null = null, on = true): ScreenSettings => ({
  ...DEFAULT_SCREEN_SETTINGS,
  timeZone: 'UTC',
  sound: { on, volumePercent: 60, quiet: quiet && { ...quiet } },
})

const show = (of: ScreenSettings, ringing = false, tests: string[] = []): void =>
  page.show(<Screen settings={of} rings={ringing} tests={tests} />)
async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })
}

const NIGHT = { from: '22:00', to: '06:00' }

describe('the sound of a wall', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ now: MIDDAY })
    vi.stubGlobal('AudioContext', FakeContext)
    contexts = []
    allowed = true
    tones = 0
    tested = []
    page = mount(null)
  })
  afterEach(() => {
    page.unmount()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is made every 15 s while a failure holds the screen, whatever each reply brings along', async () => {
    show(settings(NIGHT))
    await pass(1_000)
    expect(seen()).toBe('armed')
    for (let second = 0; second < 60; second += 3) {
      show(settings(NIGHT), true)
      await pass(3_000)
    }
    expect(rings()).toBe(5)
    // One context for all of it: some browsers want a click for each.
    expect(contexts.map(({ state }) => state)).toEqual(['running'])
    show(settings(NIGHT))
    await pass(60_000)
    expect(rings()).toBe(5)
  })

  it('is silent in quiet hours, over midnight, and back after them', async () => {
    vi.setSystemTime(Date.parse('2026-11-23T21:59:50Z'))
    show(settings(NIGHT), true)
    await pass(1_000)
    expect([seen(), rings()]).toEqual(['armed', 1])
    await pass(20_000)
    const before = rings()
    await pass(60_000)
    expect([seen(), rings()]).toEqual(['quiet', before])
    vi.setSystemTime(Date.parse('2026-11-24T06:00:00Z'))
    await pass(6_000)
    expect(seen()).toBe('armed')
    expect(rings()).toBeGreaterThan(before)
  })

  it('says that it is blocked until a hand allows it, and is then heard once', async () => {
    allowed = false
    show(settings(), true)
    await pass(20_000)
    expect([seen(), rings()]).toEqual(['blocked', 0])
    show(settings())
    allowed = true
    await act(async () => {
      window.dispatchEvent(new Event('pointerdown'))
      await vi.advanceTimersByTimeAsync(400)
    })
    expect([seen(), rings()]).toEqual(['armed', 1])
    await act(async () => {
      window.dispatchEvent(new Event('pointerdown'))
      await vi.advanceTimersByTimeAsync(400)
    })
    expect(rings()).toBe(1)
  })

  it('comes back by itself after the machine slept', async () => {
    show(settings())
    await pass(1_000)
    for (const context of contexts) context.state = 'suspended'
    await pass(11_000)
    expect(seen()).toBe('armed')
    expect(rings()).toBe(0)
  })

  it('is tested once for each time that staff ask, in quiet hours too, and not while it is blocked', async () => {
    allowed = false
    show(settings({ from: '00:00', to: '23:59' }), false, ['one'])
    await pass(6_000)
    expect([seen(), rings(), tested]).toEqual(['blocked', 0, []])
    allowed = true
    await act(async () => {
      window.dispatchEvent(new Event('keydown'))
      await vi.advanceTimersByTimeAsync(400)
    })
    expect(seen()).toBe('quiet')
    // Once for the hand, once for the test.
    expect([rings(), tested]).toEqual([2, ['one']])
    show(settings({ from: '00:00', to: '23:59' }), false, ['one', 'two'])
    await pass(400)
    expect([rings(), tested]).toEqual([3, ['one', 'one', 'two']])
  })

  it('is off when it is switched off', async () => {
    show(settings())
    await pass(1_000)
    show(settings(null, false), true)
    await pass(20_000)
    expect([seen(), rings()]).toEqual(['off', 0])
    expect(contexts.map(({ state }) => state)).toEqual(['closed'])
  })
})
