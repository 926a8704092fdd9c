// @vitest-environment jsdom
import {
  PathnameContext,
  SearchParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AlertMarks } from '@/components/alerts/alert-marks'
import { AlertPanel } from '@/components/alerts/alert-panel'
import { showOnDesktop } from '@/components/alerts/desktop'
import { readIconColours, toFavicon } from '@/components/alerts/favicon'
import { alertSettings, changeAlertSettings, DEFAULT_SETTINGS } from '@/components/alerts/settings'
import { toRunIcon, toTabSigns } from '@/components/alerts/signs'
import { createSound, type Sound, type SoundState } from '@/components/alerts/sound'
import { useTab } from '@/components/alerts/use-tab'
import { useDesktopState } from '@/components/alerts/use-way-states'
import { makeSessionReply, makeTask, NOW_MS, utc } from './fixtures'
import { makeListReply } from './list-fixtures'
import { mount, withTexts, type Mounted } from './render'

let mounted: Mounted | null = null
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
  document.head.innerHTML = ''
  changeAlertSettings(DEFAULT_SETTINGS)
})

describe('the signs of a tab', () => {
  it('count runs as the figures of the list do, and never VMs; the icon has the worst', () => {
    const reply = makeListReply()
    // Seven VMs have failed in one run, and one that is over needs somebody as well.
    const live = reply.live.map((one, index) => ({ ...one, unacknowledged: index === 0 ? 7 : 0 }))
    const figures = (needAttention: number, running: number): typeof reply => ({
      ...reply,
      live,
      totals: { ...reply.totals, needAttention, running },
    })
    expect(toTabSigns(figures(2, 3), 'live')).toEqual({
      title: { needAttention: 2, running: 3 },
      old: null,
      icon: { standing: 'failed', count: 2 },
    })
    expect(toTabSigns(figures(0, 3), 'live')).toMatchObject({
      title: { needAttention: 0, running: 3 },
      icon: { standing: 'warning', count: 2 },
    })
    expect(toTabSigns(figures(1, 0), 'live')).toMatchObject({
      title: { needAttention: 1, running: 0 },
      icon: { standing: 'failed', count: 1 },
    })
    expect(toTabSigns({ ...figures(0, 0), live: [] }, 'live')).toEqual({ title: null, old: null, icon: null })
  })

  it('say first that what is shown is old', () => {
    expect(toTabSigns(makeListReply(), 'stale')).toMatchObject({ old: 'stale', icon: { standing: 'stale' } })
    expect(toTabSigns(makeListReply(), 'late').old).toBeNull()
    expect(toRunIcon(makeSessionReply(), 'lost')).toEqual({ standing: 'stale', count: 0 })
  })

  it('are those of the run on its own page', () => {
    expect(toRunIcon(makeSessionReply(), 'live')).toEqual({ standing: 'failed', count: 1 })
    const good = { state: 'Stopped', result: 'Success', endTimeUtc: utc(NOW_MS), tasks: [makeTask(1)] }
    expect(toRunIcon(makeSessionReply(good), 'final')).toEqual({ standing: 'succeeded', count: 0 })
    const working = makeSessionReply({ tasks: [makeTask(1, { state: 'Working', result: 'None' })] })
    expect(toRunIcon(working, 'live')).toEqual({ standing: 'working', count: 0 })
  })

  it('make another icon for each standing, and none asks the network', () => {
    const standings = ['failed', 'warning', 'working', 'succeeded', 'unknown', 'waiting', 'stale'] as const
    const icons = standings.map((standing) =>
      toFavicon({ standing, count: 0 }, { fill: 'black', on: 'white' }),
    )
    expect(new Set(icons).size).toBe(standings.length)
    for (const icon of icons) {
      expect(icon).toMatch(/^data:image\/svg\+xml,/)
      const svg = decodeURIComponent(icon.slice(icon.indexOf(',') + 1))
      const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
      expect(parsed.querySelector('parsererror')).toBeNull()
      expect(parsed.querySelectorAll('path, circle, rect').length).toBeGreaterThan(1)
    }
    const counted = decodeURIComponent(
      toFavicon({ standing: 'failed', count: 12 }, readIconColours('failed')),
    )
    expect(counted).toContain('>9+<')
  })
})

function Tab({ prefix, icon }: { prefix: string | null; icon: string | null }) {
  useTab(prefix, icon)
  return null
}

describe('the tab', () => {
  const later = () => act(async () => Promise.resolve())

  it('has words before its title and an icon, also after the page has changed, and gives both back', async () => {
    document.head.innerHTML = '<title>Failovers</title><link rel="icon" href="/icon.svg">'
    mounted = mount(<Tab prefix="2 failed" icon="data:a" />)
    expect(document.title).toBe('2 failed · Failovers')
    expect(document.querySelector('link')?.getAttribute('href')).toBe('data:a')
    // As Next does on the way to another page.
    document.head.innerHTML = '<title>Health</title><link rel="icon" href="/icon.svg?2">'
    await later()
    expect(document.title).toBe('2 failed · Health')
    expect(document.querySelector('link')?.getAttribute('href')).toBe('data:a')
    mounted.show(<Tab prefix="1 failed" icon="data:b" />)
    expect(document.title).toBe('1 failed · Health')
    mounted.show(<Tab prefix={null} icon={null} />)
    expect(document.title).toBe('Health')
    expect(document.querySelector('link')?.getAttribute('href')).toBe('/icon.svg?2')
  })
})

/** A browser’s audio as far as blocking goes. */
function fakeAudio() {
  const events = new EventTarget()
  let mayRun = false
  const started: number[] = []
  const param = {
    value: 0,
    setValueAtTime: vi.fn<() => void>(),
    linearRampToValueAtTime: vi.fn<() => void>(),
  }
  const node = { connect: (next: unknown) => next, frequency: param, gain: param, stop: () => undefined }
  const context = {
    state: 'suspended',
    currentTime: 0,
    destination: {},
    addEventListener: events.addEventListener.bind(events),
    createOscillator: () => ({ ...node, start: (at: number) => started.push(at) }),
    createGain: () => node,
    resume() {
      if (!mayRun) return new Promise<void>(() => undefined)
      context.state = 'running'
      events.dispatchEvent(new Event('statechange'))
      return Promise.resolve()
    },
  }
  return {
    context: context as unknown as AudioContext, // safe: the sound uses nothing else of it
    started,
    touch: () => {
      mayRun = true
      document.dispatchEvent(new Event('pointerdown'))
    },
  }
}

describe('sound', () => {
  let audio: ReturnType<typeof fakeAudio>
  let sound: Sound
  beforeEach(() => {
    vi.useFakeTimers()
    audio = fakeAudio()
    sound = createSound(() => audio.context)
  })

  it('is off until it is armed', () => {
    expect(sound.state()).toBe('off')
    expect(createSound(null).state()).toBe('none')
  })

  it('says that it is blocked, plays nothing then, and is ready after a touch', () => {
    const changed = vi.fn<() => void>()
    sound.subscribe(changed)
    sound.arm()
    vi.advanceTimersByTime(500)
    expect(sound.state()).toBe('blocked')
    expect(changed).toHaveBeenCalledOnce()
    sound.play('alarm', 1)
    expect(audio.started).toEqual([])
    audio.touch()
    expect(sound.state()).toBe('ready')
    expect(changed).toHaveBeenCalledTimes(2)
    sound.play('alarm', 1)
    expect(audio.started).toHaveLength(3)
  })
})

/** As the bell shows them, which watches what the browser allows. */
function Panel({ soundState }: { soundState: SoundState }) {
  const desktop = useDesktopState()
  return (
    <AlertPanel
      opener={{ current: null }}
      desktop={desktop}
      soundState={soundState}
      onClose={() => undefined}
    />
  )
}
const nothing = () => undefined
function Marks({ isSignedOut = false, onExplain = nothing }) {
  const desktop = useDesktopState()
  return <AlertMarks desktop={desktop} soundState="ready" isSignedOut={isSignedOut} onExplain={onExplain} />
}

function notifications(permission: NotificationPermission, answer: NotificationPermission = permission) {
  const made: string[] = []
  class Fake extends EventTarget {
    static permission = permission
    static fails = false
    static requestPermission() {
      Fake.permission = answer
      return Promise.resolve(answer)
    }
    constructor(title: string) {
      super()
      if (Fake.fails) throw new TypeError('Illegal constructor')
      made.push(title)
    }
  }
  vi.stubGlobal('Notification', Fake)
  vi.stubGlobal('isSecureContext', true)
  return { made, Fake }
}
const click = (node: HTMLElement | null | undefined): Promise<void> =>
  act(async () => {
    node?.click()
    await Promise.resolve()
  })
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent === name)

describe('the settings', () => {
  const show = (soundState: SoundState = 'off'): void => {
    mounted = mount(withTexts(<Panel soundState={soundState} />))
  }
  const box = (name: string): HTMLInputElement => {
    const found = [...document.querySelectorAll('label')].find((one) => one.textContent === name)
    const input = found?.querySelector('input')
    if (!input) throw new Error(`no ${name}`)
    return input
  }
  it('are all off at first', () => {
    expect(alertSettings()).toMatchObject({ notify: false, sound: false, repeat: false })
    notifications('default')
    show()
    expect(box('Notifications on the desktop').checked).toBe(false)
    expect(button('Test the notification')).toBeUndefined()
  })

  it('ask for permission when somebody switches notifications on, and test them', async () => {
    const { made } = notifications('default', 'granted')
    show()
    await click(box('Notifications on the desktop'))
    expect(alertSettings().notify).toBe(true)
    await click(button('Test the notification'))
    expect(made).toEqual(['Failover Monitor'])
  })

  it('say that the browser blocks them, and that the page has no https', async () => {
    notifications('default', 'denied')
    show()
    await click(box('Notifications on the desktop'))
    expect(document.body.textContent).toContain('This browser blocks them')
    mounted?.unmount()
    vi.stubGlobal('isSecureContext', false)
    show()
    expect(document.body.textContent).toContain('They need https')
  })

  it.each([
    ['blocked', 'blocks the sound'],
    ['none', 'can play no sound'],
    ['ready', 'Ready.'],
  ] as const)('say that the sound is %s', (state, words) => {
    notifications('granted')
    changeAlertSettings({ sound: true })
    show(state)
    expect(document.body.textContent).toContain(words)
    expect(button('Test the sound') === undefined).toBe(state === 'none')
  })

  it('are those of another tab as soon as it has changed them', () => {
    changeAlertSettings({ volume: 0.2 })
    expect(JSON.parse(localStorage.getItem('failover-alerts.settings.1') ?? '')).toMatchObject({
      volume: 0.2,
    })
    localStorage.setItem('failover-alerts.settings.1', '{"sound":true,"volume":7}')
    notifications('granted')
    show()
    expect(box('Sound').checked).toBe(false)
    act(() => void window.dispatchEvent(new StorageEvent('storage', { key: 'failover-alerts.settings.1' })))
    expect(box('Sound').checked).toBe(true)
    expect(alertSettings().volume).toBe(DEFAULT_SETTINGS.volume)
  })
})

describe('the marks beside the bell', () => {
  const mark = (): HTMLElement | null => document.querySelector('[data-testid=notifications-blocked]')
  const show = (node = <Marks />): void => {
    mounted = mount(withTexts(node))
  }

  it('are none while nothing is switched on, or all is well', () => {
    notifications('denied')
    show(<Marks isSignedOut />)
    expect(mounted?.root.textContent).toBe('')
    mounted?.unmount()
    notifications('granted')
    changeAlertSettings({ notify: true })
    show()
    expect(mounted?.root.textContent).toBe('')
  })

  it('say that the browser blocks notifications, as it is when somebody comes back, and explain', async () => {
    const { Fake } = notifications('granted')
    changeAlertSettings({ notify: true })
    const explain = vi.fn<() => undefined>()
    show(<Marks onExplain={explain} />)
    Fake.permission = 'denied'
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(mark()?.textContent).toBe('Notifications are blocked')
    await click(mark())
    expect(explain).toHaveBeenCalledOnce()
    Fake.permission = 'granted'
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(mark()).toBeNull()
  })

  it('ask for permission where the browser has not been asked', async () => {
    notifications('default', 'granted')
    changeAlertSettings({ notify: true })
    show()
    expect(mark()?.textContent).toBe('Notifications need permission: allow')
    await click(mark())
    expect(mark()).toBeNull()
  })

  it('say that the last notification was not shown, until one is', () => {
    const { Fake } = notifications('granted')
    changeAlertSettings({ notify: true })
    show()
    const tell = (): void => act(() => showOnDesktop('a', 'Plan', 'failed', () => undefined))
    Fake.fails = true
    tell()
    expect(mark()?.textContent).toBe('Notifications are not shown')
    Fake.fails = false
    tell()
    expect(mark()).toBeNull()
  })

  it('lead to the sign-in where it has ended', () => {
    notifications('denied')
    changeAlertSettings({ notify: true })
    show(
      <PathnameContext value="/health">
        <SearchParamsContext value={new URLSearchParams('a=b')}>
          <Marks isSignedOut />
        </SearchParamsContext>
      </PathnameContext>,
    )
    const link = mounted?.root.querySelector('a')
    expect(link?.textContent).toBe('Signed out, no alerts: sign in')
    expect(link?.getAttribute('href')).toBe('/sign-in?from=%2Fhealth%3Fa%3Db')
    expect(mark()).toBeNull()
  })
})
