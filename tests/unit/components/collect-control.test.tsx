// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CollectControl } from '@/components/collection/collect-control'
import { PROBLEM_MEDIA_TYPE } from '@/lib/api/problem'
import type { CollectionView } from '@/lib/api/replies'
import { makeCollection, makeSessionReply, NOW_MS, SESSION_ID, utc } from './fixtures'
import { arriving, inScope, mount, withQueries, type Mounted } from './render'

let mounted: Mounted | null = null
let sent: string[]
let answer: () => Response

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  sent = []
  answer = () => Response.json({ collection: makeCollection() }, { status: 202 })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push(`${init.method} ${path}`)
    return Promise.resolve(answer())
  })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function show(spec: Partial<CollectionView>, mayAsk = true, sessionId: string | null = null): HTMLElement {
  const tree = inScope(
    arriving(makeSessionReply()),
    withQueries(
      <CollectControl
        collection={makeCollection({ mode: 'manual', ...spec })}
        mayAsk={mayAsk}
        sessionId={sessionId}
      />,
    ),
  )
  if (mounted) mounted.show(tree)
  else mounted = mount(tree)
  return mounted.root
}

const button = (): HTMLButtonElement | null => document.querySelector('button')
const press = (): Promise<void> =>
  act(async () => {
    button()?.click()
    await vi.advanceTimersByTimeAsync(0)
  })

describe('refresh from backup servers', () => {
  it('is not there where it is off, and for others than administrators shows only how far it is', () => {
    expect(show({ mode: 'off', progress: { state: 'running', sinceUtc: utc(NOW_MS) } }).textContent).toBe('')
    const root = show({ progress: { state: 'running', sinceUtc: utc(NOW_MS - 81_000) } }, false)
    expect(button()).toBeNull()
    expect(root.textContent).toContain('Collecting since 12:03:10 UTC')
  })

  it.each([
    [{ state: 'asked', sinceUtc: utc(NOW_MS), watched: true }, 'has not begun yet'],
    [{ state: 'asked', sinceUtc: utc(NOW_MS), watched: false }, 'may not see how far it is'],
    [{ state: 'overdue', sinceUtc: utc(NOW_MS) }, 'longer than 15 minutes'],
    [{ state: 'ended', atUtc: utc(NOW_MS - 41_000), result: 'success' }, 'Collected 12:03:50 UTC'],
    [{ state: 'ended', atUtc: utc(NOW_MS), result: 'warning' }, 'with warnings'],
    [{ state: 'ended', atUtc: utc(NOW_MS), result: 'failed' }, 'The collection failed'],
    [{ state: 'ended', atUtc: utc(NOW_MS), result: null }, 'a result that is not known'],
    [{ state: 'failed', atUtc: utc(NOW_MS), failure: 'forbidden' }, 'does not let this account'],
    [{ state: 'failed', atUtc: utc(NOW_MS), failure: 'not_started' }, 'has not begun to collect'],
  ] as const)('says what has become of it: %o', (progress, words) => {
    expect(show({ progress }).textContent).toContain(words)
  })

  it('asks from the page of a run and from the list, and rests while it is under way', async () => {
    show({}, true, SESSION_ID)
    await press()
    expect(sent).toEqual([`POST /api/sessions/${SESSION_ID}/collect`])
    show({ progress: { state: 'running', sinceUtc: utc(NOW_MS) } }, true, SESSION_ID)
    expect(button()?.getAttribute('aria-disabled')).toBe('true')
    await press()
    expect(sent).toHaveLength(1)
    show({})
    await press()
    expect(sent[1]).toBe('POST /api/collect')
  })

  it('rests for two minutes after the last order and says until when', () => {
    const root = show({ nextAtUtc: utc(NOW_MS + 30_000) })
    expect(root.textContent).toContain('again from 12:05:01 UTC')
    expect(button()?.getAttribute('aria-disabled')).toBe('true')
    act(() => void vi.advanceTimersByTime(31_000))
    expect(root.textContent).not.toContain('again from')
    expect(button()?.getAttribute('aria-disabled')).toBe('false')
  })

  it('shows a refusal in the monitor’s own words', async () => {
    answer = () =>
      new Response(
        JSON.stringify({ code: 'forbidden', detail: 'The account may not.', hint: 'Give it a role.' }),
        {
          status: 403,
          headers: { 'Content-Type': PROBLEM_MEDIA_TYPE },
        },
      )
    const root = show({})
    await press()
    expect(root.querySelector('[role=alert]')?.textContent).toContain('The account may not. Give it a role.')
  })
})
