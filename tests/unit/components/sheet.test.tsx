// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionSheet } from '@/components/sheet/session-sheet'
import type { SheetTarget } from '@/components/sheet/sheet-address'
import type { SessionReply } from '@/lib/api/replies'
import { makeRunningTasks, makeSessionReply, makeTask, NOW_MS, SESSION_ID } from './fixtures'
import { makePointReply } from './point-fixtures'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'

let mounted: Mounted | null = null
let narrow = false
let answers: Record<string, () => Response>
const asked: string[] = []

const HISTORY = {
  samples: [],
  taskSamples: [],
  transitions: [],
  gaps: [],
  recordedFromUtc: null,
  recordedToUtc: null,
  thinned: false,
  pollAfterMs: null,
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  narrow = false
  asked.length = 0
  answers = { history: () => Response.json(HISTORY) }
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const answer = Object.entries(answers).find(([part]) => path.includes(part))?.[1]
    return Promise.resolve(answer?.() ?? new Response(null, { status: 503 }))
  })
  vi.stubGlobal('matchMedia', () => ({
    matches: narrow,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  // jsdom has the element, but not what makes it a dialog.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true
    },
    close(this: HTMLDialogElement) {
      this.open = false
    },
  })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const client = (node: Parameters<typeof withQueries>[0]) => withQueries(node)
const show = async (target: SheetTarget, reply: SessionReply): Promise<void> => {
  const node = client(inScope(arriving(reply), <SessionSheet target={target} reply={reply} />))
  if (mounted) mounted.show(node)
  else mounted = mount(node)
  await act(() => vi.advanceTimersByTimeAsync(0))
}
const frame = (): HTMLElement | null => document.querySelector('[data-testid=sheet]')
const title = (): string => frame()?.querySelector('h2')?.textContent ?? ''
const tasks = makeRunningTasks()
const KEY = tasks[3]?.key ?? ''

describe('a VM’s sheet', () => {
  it('stands beside the page as a part of its own, and takes the focus once', async () => {
    await show({ vm: KEY }, makeSessionReply())
    expect(frame()?.tagName).toBe('ASIDE')
    expect(document.activeElement).toBe(frame())
    const label = frame()?.getAttribute('aria-labelledby') ?? ''
    expect(document.getElementById(label)?.textContent).toBe('sql02')
    expect(title()).toBe('sql02')
    expect(frame()?.textContent).toContain('4 of 14')
    expect(frame()?.textContent).toContain('Requested 64 GB, available 41 GB.')
    expect(asked.some((path) => path.endsWith(`/history?task=${KEY}`))).toBe(true)
    // A poll must not take the focus back from where the reader has gone.
    const button = frame()?.querySelector('button')
    act(() => button?.focus())
    const before = frame()
    await show({ vm: KEY }, makeSessionReply({ tasks: makeRunningTasks().slice(0, 13) }))
    expect(frame()).toBe(before)
    expect(document.activeElement).toBe(button)
    expect(frame()?.textContent).toContain('4 of 13')
  })

  it('is a dialog over the page on a phone', async () => {
    narrow = true
    await show({ vm: KEY }, makeSessionReply())
    expect(frame()?.tagName).toBe('DIALOG')
    expect(frame()?.hasAttribute('open')).toBe(true)
    expect(document.activeElement).toBe(frame())
  })

  it('keeps the focus on the way to the next VM, and nothing of the one before', async () => {
    await show({ vm: KEY }, makeSessionReply())
    const next = frame()?.querySelector<HTMLElement>('a[aria-label="Next VM: fs01"]')
    act(() => next?.focus())
    await show({ vm: tasks[4]?.key ?? '' }, makeSessionReply())
    expect(title()).toBe('fs01')
    expect(document.activeElement).toBe(next)
    expect(next?.getAttribute('aria-label')).toBe('Next VM: fs02')
    expect(frame()?.textContent).not.toContain('Requested 64 GB')
    // A VM that was never seen is not told with the facts of another.
    await show({ vm: 'nobody' }, makeSessionReply())
    expect(title()).toBe('No such VM in this run')
  })

  it('keeps what was last seen of a VM whose row vanishes, and says so', async () => {
    await show({ vm: KEY }, makeSessionReply())
    const rest = tasks.filter((task) => task.key !== KEY)
    await show({ vm: KEY }, makeSessionReply({ tasks: rest }))
    expect(title()).toBe('sql02')
    expect(frame()?.querySelector('[data-testid=sheet-gone]')?.textContent).toContain(
      'what was last seen of it, 12:04:31 UTC',
    )
    expect(frame()?.textContent).toContain('Requested 64 GB')
    await show({ vm: KEY }, makeSessionReply())
    expect(frame()?.querySelector('[data-testid=sheet-gone]')).toBeNull()
  })

  it('follows a row that has got another key with its replica point, if its name is its own', async () => {
    await show({ vm: 'vm07' }, makeSessionReply({ tasks: [makeTask(6), makeTask(7)] }))
    expect(title()).toBe('vm07')
    const twins = [makeTask(7), makeTask(8, { vmName: 'vm07' })]
    mounted?.unmount()
    mounted = null
    await show({ vm: 'vm07' }, makeSessionReply({ tasks: twins }))
    expect(title()).toBe('No such VM in this run')
  })

  it('says that it does not know a key', async () => {
    await show({ vm: '<b>x</b>' }, makeSessionReply())
    expect(title()).toBe('No such VM in this run')
    expect(frame()?.textContent).toContain('“<b>x</b>”')
  })
})

describe('a point’s sheet', () => {
  const POINT = '00000000-0000-4000-8000-000000000004'

  it('has the facts, the further points and the runs that used it, with an age of its own', async () => {
    answers = { 'replica-points': () => Response.json(makePointReply()) }
    await show({ point: POINT }, makeSessionReply())
    const text = frame()?.textContent ?? ''
    expect(title()).toBe('sql02')
    expect(text).toContain('State nowFailoverread 12:04:31 UTC')
    expect(text).toContain('sql02_replica')
    expect(text).toContain('age then: 15 min')
    const others = frame()?.querySelector('[data-testid=other-points]')
    expect(others?.textContent).toContain('11:00:31 UTCSnapshotReady')
    expect(others?.textContent).toContain('time not reportednot reportednot reported')
    expect(others?.textContent).toContain('3 more are not listed.')
    expect(others?.textContent).toContain('also holds 12 points of other VMs')
    expect(others?.querySelector('a')?.getAttribute('href')).toBe(
      '?point=00000000-0000-4000-8000-000000000041',
    )
    expect(frame()?.querySelector(`a[href="/replica-points/${POINT}?session=${SESSION_ID}"]`)).not.toBeNull()
  })

  it.each([
    ['forbidden', 'may not read them (403)'],
    ['pending', 'being read'],
    [null, 'does not say which replica'],
  ] as const)('says why there are no further points: %s', async (why, words) => {
    const reply = { ...makePointReply(), otherPoints: null, otherPointsUnreadable: why }
    answers = { 'replica-points': () => Response.json(reply) }
    await show({ point: POINT }, makeSessionReply())
    expect(frame()?.querySelector('[data-testid=other-points]')?.textContent).toContain(words)
  })

  it('can be closed, and tried again, where the point cannot be read', async () => {
    answers = {}
    await show({ point: POINT }, makeSessionReply())
    expect(frame()?.querySelector('[data-testid=record-failed]')).not.toBeNull()
    const labels = [...(frame()?.querySelectorAll('button') ?? [])].map(
      (one) => one.getAttribute('aria-label') ?? one.textContent,
    )
    expect(labels).toEqual(['Close the side sheet', 'Look again now'])
  })

  it('asks nothing for what is no id', async () => {
    await show({ point: 'nothing' }, makeSessionReply())
    expect(asked).toEqual([])
    expect(frame()?.textContent).toContain('no id of a replica point')
  })
})
