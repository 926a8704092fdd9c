// @vitest-environment jsdom
import { MAY_NOTHING } from '../samples/teamwork'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AttemptMark } from '@/components/attempts/attempt-mark'
import { AttemptsSection } from '@/components/attempts/attempts-section'
import { toLinksOfAttempts } from '@/components/attempts/links-of-attempts'
import type { AttemptsView, JoinAttemptsReply } from '@/lib/api/attempt-replies'
import type { SessionReply } from '@/lib/api/replies'
import type { ShareLink } from '@/lib/api/share-replies'
import type { Counts } from '@/lib/failover/outcome'
import { makeFreshness, makeRecovery, makeSessionReply, NOW_MS, SESSION_ID, utc } from './fixtures'
import { makeLink } from './share-fixtures'
import { arriving, inScope, mount, withQueries, withTexts, type Mounted } from './render'

const THIRD_ID = '00000000-0000-4000-8000-000000000f03'
const FIRST_ID = '00000000-0000-4000-8000-000000000f01'
const MINUTE = 60_000
const MAY = { ...MAY_NOTHING, attempts: true }
let mounted: Mounted | null = null
const sent: { path: string; method: string; body: unknown }[] = []
let links: ShareLink[]
let refused: JoinAttemptsReply['links']['failed']

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  sent.length = 0
  links = []
  refused = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    if (init.method === undefined || init.method === 'GET') return Promise.resolve(Response.json({ links }))
    // safe: our own commands send text
    const body: unknown = JSON.parse((init.body as string | undefined) ?? 'null')
    sent.push({ path, method: init.method, body })
    const reply = { attempts: makeAttempts('confirmed'), links: { added: [], failed: refused } }
    return Promise.resolve(
      init.method === 'POST' && path.endsWith('/attempts') ? Response.json(reply) : DONE(),
    )
  })
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

const DONE = (): Response => new Response(null, { status: 204 })
const counts = (over: Partial<Counts>): Counts => ({
  total: 14,
  waiting: 0,
  working: 0,
  succeeded: 0,
  warning: 0,
  failed: 0,
  unknown: 0,
  ...over,
})

/** A failed run 66 min ago, and this one, which started 26 min ago and tries its two failed VMs again. */
function makeAttempts(kind: AttemptsView['kind'], over: Partial<AttemptsView> = {}): AttemptsView {
  const confirmed = kind === 'confirmed'
  return {
    kind,
    number: 2,
    of: 2,
    firstStartUtc: utc(NOW_MS - 66 * MINUTE),
    lastEndUtc: null,
    outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
    counts: counts({ succeeded: 12, working: 2 }),
    runs: [
      {
        id: FIRST_ID,
        name: 'ABC Plan',
        number: 1,
        startUtc: utc(NOW_MS - 66 * MINUTE),
        endUtc: utc(NOW_MS - 50 * MINUTE),
        outcome: { kind: 'ended', result: 'failed' },
        counts: counts({ succeeded: 12, failed: 2 }),
      },
      {
        id: SESSION_ID,
        name: 'ABC Plan',
        number: 2,
        startUtc: utc(NOW_MS - 26 * MINUTE),
        endUtc: null,
        outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
        counts: counts({ total: 2, working: 2 }),
      },
    ],
    vms: confirmed
      ? [
          { name: 'web', standing: 'succeeded', run: 1, key: 'a' },
          { name: 'sql', standing: 'working', run: 2, key: 'a' },
        ]
      : [],
    confirmedBy: confirmed ? 'Mia Kern' : null,
    confirmedAtUtc: confirmed ? utc(NOW_MS - MINUTE) : null,
    ...over,
  }
}

/** The same when both are over, 6 min ago. */
function makeEnded(result: 'success' | 'failed', over: Partial<AttemptsView>): AttemptsView {
  const endUtc = utc(NOW_MS - 6 * MINUTE)
  const outcome = { kind: 'ended', result } as const
  const { runs } = makeAttempts('confirmed')
  return makeAttempts('confirmed', {
    outcome,
    lastEndUtc: endUtc,
    runs: runs.map((run) => (run.number === 2 ? { ...run, endUtc, outcome } : run)),
    ...over,
  })
}

const toReply = (attempts: AttemptsView | null, over: Partial<SessionReply> = {}): SessionReply => ({
  ...makeSessionReply({ creationTimeUtc: utc(NOW_MS - 26 * MINUTE) }),
  attempts,
  may: MAY,
  ...over,
})

async function show(reply: SessionReply): Promise<HTMLElement> {
  const tree: ReactNode = inScope(arriving(reply), withQueries(<AttemptsSection reply={reply} />))
  mounted = mount(tree)
  await act(() => vi.advanceTimersByTimeAsync(0))
  return mounted.root
}
const buttons = (): HTMLButtonElement[] => [...document.querySelectorAll('button')]
const button = (name: RegExp): HTMLButtonElement | undefined =>
  buttons().find((node) => name.test(node.getAttribute('aria-label') ?? node.textContent))
async function press(name: RegExp): Promise<void> {
  const found = button(name)
  if (found === undefined) throw new Error(`no button ${name}`)
  await act(async () => {
    found.click()
    await vi.advanceTimersByTimeAsync(50)
  })
}
async function openDialog(): Promise<HTMLElement> {
  await act(() => import('@/components/attempts/join-dialog'))
  await press(/^Join them …/)
  await act(() => vi.advanceTimersByTimeAsync(50))
  const dialog = document.querySelector<HTMLElement>('dialog')
  if (dialog === null) throw new Error('no dialog')
  return dialog
}

/** Check boxes of one of the dialog's groups: runs, then links. */
const boxesIn = (dialog: HTMLElement, group: 0 | 1): HTMLInputElement[] => [
  ...(dialog.querySelectorAll('fieldset')[group]?.querySelectorAll('input') ?? []),
]

describe('an offer', () => {
  it('says what it goes by and that it is inferred, and leads to the other run', async () => {
    const root = await show(toReply(makeAttempts('offered')))
    expect(root.textContent).toContain(
      'Started 40 min after the start of “ABC Plan”, in which 2 VMs failed. Are they attempts of one failover? inferred',
    )
    expect(root.querySelector('a')?.getAttribute('href')).toBe(`/sessions/${FIRST_ID}`)
  })

  it('goes by the run in which VMs failed, not by one between them', async () => {
    const { runs } = makeAttempts('offered')
    const [first, second] = runs
    if (first === undefined || second === undefined) throw new Error('two runs')
    const between = { ...second, id: 'between', startUtc: utc(NOW_MS - 36 * MINUTE) }
    const three = [first, between, { ...second, number: 3 }]
    const root = await show(toReply(makeAttempts('offered', { number: 3, of: 3, runs: three })))
    expect(root.textContent).toContain('Started 40 min after the start of “ABC Plan”, in which 2 VMs failed.')
    expect(root.textContent).toContain('One other run of the plan may belong to it.')
  })

  it('tells the first run what came after it', async () => {
    const root = await show(toReply(makeAttempts('offered', { number: 1 })))
    expect(root.textContent).toContain('“ABC Plan” was started again')
  })

  it('has nothing to press for who may not decide, and says who may', async () => {
    const may = { ...MAY, attempts: false }
    const root = await show(toReply(makeAttempts('offered'), { may }))
    expect(buttons()).toEqual([])
    expect(root.textContent).toContain('An operator can join them.')
  })

  it('is not there for a run that stands by itself', async () => {
    const root = await show(toReply(null))
    expect(root.textContent).toBe('')
  })

  it('is declined with the very runs that it named, which is said aloud', async () => {
    const root = await show(toReply(makeAttempts('offered')))
    await press(/^Not the same/)
    expect(sent).toEqual([
      { path: `/api/sessions/${SESSION_ID}/attempts/decline`, method: 'POST', body: { with: [FIRST_ID] } },
    ])
    expect(root.querySelector('output')?.textContent).toContain('not attempts of one failover')
  })
})

describe('runs that are kept apart', () => {
  const keptApart: SessionReply['keptApart'] = [
    {
      id: FIRST_ID,
      name: 'ABC Plan',
      startUtc: utc(NOW_MS - 66 * MINUTE),
      setBy: 'Bo',
      setAtUtc: utc(NOW_MS - MINUTE),
    },
  ]

  it('are named with who said so, on a page without any offer too, and lead to the other run', async () => {
    const root = await show(toReply(null, { keptApart }))
    expect(root.querySelector('a')?.getAttribute('href')).toBe(`/sessions/${FIRST_ID}`)
    expect(root.textContent).toContain('Not an attempt of the same failover as this run:')
    expect(root.textContent).toContain('said by Bo')
    expect(root.querySelectorAll('time')).toHaveLength(2)
  })

  it('are offered again after a question', async () => {
    const root = await show(toReply(makeAttempts('confirmed'), { keptApart }))
    await press(/^Take this back/)
    expect(sent).toEqual([])
    await press(/^Take back$/)
    const path = `/api/sessions/${SESSION_ID}/attempts/decline`
    expect(sent).toEqual([{ path, method: 'DELETE', body: null }])
    expect(root.querySelector('output')?.textContent).toContain('It is open again')
  })

  it('have nothing to press for who may not decide', async () => {
    await show(toReply(null, { keptApart, may: { ...MAY, attempts: false } }))
    expect(buttons()).toEqual([])
  })
})

describe('joining', () => {
  const showing = (id: string, sessionIds: string[], over: Partial<ShareLink> = {}): ShareLink =>
    makeLink({
      id,
      label: `Link ${id}`,
      runs: sessionIds.map((sessionId) => ({
        sessionId,
        name: 'ABC Plan',
        addedAtUtc: utc(NOW_MS),
        addedBy: 'Mia Kern',
      })),
      ...over,
    })

  it('offers the links in force that show an earlier attempt and not yet the last', () => {
    const all = [
      showing('a', [FIRST_ID]),
      showing('b', [FIRST_ID], { state: 'paused' }),
      showing('c', [FIRST_ID], { state: 'revoked' }),
      showing('d', [FIRST_ID, SESSION_ID]),
      showing('e', ['another']),
    ]
    expect(toLinksOfAttempts(makeAttempts('offered'), all).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('adds all of them unless one is taken out', async () => {
    links = [showing('a', [FIRST_ID]), showing('b', [FIRST_ID])]
    await show(toReply(makeAttempts('offered')))
    const dialog = await openDialog()
    const boxes = boxesIn(dialog, 1)
    expect(boxes.map((box) => box.checked)).toEqual([true, true])
    act(() => boxes[1]?.click())
    await press(/^Join them$/)
    expect(sent).toEqual([
      {
        path: `/api/sessions/${SESSION_ID}/attempts`,
        method: 'POST',
        body: { with: [FIRST_ID], addToLinks: ['a'] },
      },
    ])
    expect(document.querySelector('dialog')).toBeNull()
  })

  it('joins the chosen runs only, this one among them in any case, and adds those to links', async () => {
    const third = { ...makeAttempts('offered').runs[1], id: THIRD_ID, number: 3, startUtc: utc(NOW_MS) }
    const offer = makeAttempts('offered')
    const runs = [...offer.runs, third as AttemptsView['runs'][number]] // safe: made from a whole one
    links = [showing('a', [FIRST_ID]), showing('b', [FIRST_ID, SESSION_ID]), showing('c', [THIRD_ID])]
    await show(toReply({ ...offer, of: 3, runs }))
    const dialog = await openDialog()
    const labels = () =>
      [...dialog.querySelectorAll('label')].flatMap((one) => /Link \w/.exec(one.textContent)?.[0] ?? [])
    // One link shows all but the third run.
    expect(labels()).toEqual(['Link a', 'Link b'])
    const [first, own, last] = boxesIn(dialog, 0)
    expect([first?.disabled, own?.disabled, last?.disabled]).toEqual([false, true, false])
    act(() => last?.click())
    expect(labels()).toEqual(['Link a'])
    act(() => first?.click())
    expect(dialog.textContent).toContain('Choose another run')
    await press(/^Join them$/)
    expect(sent).toEqual([])
    act(() => first?.click())
    await press(/^Join them$/)
    // What is left out is said to be none, so that its own page does not offer it either.
    expect(sent.map(({ body }) => body)).toEqual([{ with: [FIRST_ID], apart: [THIRD_ID], addToLinks: ['a'] }])
  })

  it('says which link does not show the run, although the runs are joined', async () => {
    links = [showing('a', [FIRST_ID])]
    refused = [{ id: 'a', reason: 'The link was revoked, which is final.' }]
    await show(toReply(makeAttempts('offered')))
    await openDialog()
    await press(/^Join them$/)
    const text = document.querySelector('dialog')?.textContent
    expect(text).toContain('The runs are joined.')
    expect(text).toContain('Link a')
    expect(text).toContain('The link was revoked, which is final.')
    await press(/^Close$/)
    expect(document.querySelector('dialog')).toBeNull()
  })
})

describe('all attempts', () => {
  it('have one header: number, VMs by their latest outcome, time since the first start against the target', async () => {
    const recovery = makeRecovery()
    const root = await show(toReply(makeAttempts('confirmed'), { recovery }))
    const text = root.textContent
    expect(text).toContain('Attempt 2 of 2')
    expect(text).toContain('12 of 14 VMs across the attempts')
    expect(text).toContain('1 h 06 min since the first start')
    expect(text).toContain('RTO target 60 min: exceeded by')
    expect(text).toContain('Attempt 1, failed')
    expect(text).toContain('Joined by Mia Kern')
    expect(text).not.toContain('failed so far')
  })

  it('count as failed what failed by its latest outcome, and name what is unknown', async () => {
    const root = await show(
      toReply(makeAttempts('confirmed', { counts: counts({ succeeded: 11, failed: 2, unknown: 1 }) })),
    )
    expect(root.textContent).toContain('2 failed so far')
    expect(root.textContent).toContain('of 1 VM the outcome is not known')
  })

  it('took from the first start to the last end, once all have come through', async () => {
    const whole = makeEnded('success', { counts: counts({ succeeded: 14 }) })
    const root = await show(toReply(whole, { outcome: { kind: 'ended', result: 'success' } }))
    expect(root.textContent).toContain('14 of 14 VMs across the attempts')
    expect(root.textContent).toContain('1 h 00 min from the first start to the last end')
    expect(root.textContent).toContain('RTO target 60 min: met')
  })

  it('have no time to fail over while one VM is failed', async () => {
    const whole = makeEnded('failed', { counts: counts({ succeeded: 13, failed: 1 }) })
    const root = await show(toReply(whole, { outcome: { kind: 'ended', result: 'failed' } }))
    expect(root.textContent).toContain('1 VM not failed over')
    expect(root.textContent).not.toContain('to the last end')
    expect(root.textContent).toContain('not met: 1 VM did not fail over')
  })

  it('stand still with data that is old, and say as of when', async () => {
    const old = toReply(makeAttempts('confirmed'), { freshness: makeFreshness({ level: 'stale' }) })
    const root = await show(old)
    expect(root.textContent).toContain('since the first start, as of the last read, 12:04:31 UTC')
  })

  it('are told of on the page of the one that still runs, not on that of one that is over', async () => {
    const first = makeAttempts('confirmed', { number: 1 })
    const root = await show({ ...toReply(first), outcome: { kind: 'ended', result: 'failed' } })
    expect(root.textContent).toContain('Attempt 2 still runs: its page shows how all attempts stand.')
    expect(root.textContent).not.toContain('across the attempts')
    expect(button(/Latest outcome of each VM/)).toBeUndefined()
  })

  it('show each VM with the attempt that its outcome comes from, trouble first, when asked', async () => {
    const vms: AttemptsView['vms'] = [
      { name: 'web', standing: 'succeeded', run: 1, key: 'a' },
      { name: 'sql', standing: 'failed', run: 2, key: 'a' },
    ]
    const root = await show(toReply(makeAttempts('confirmed', { vms })))
    expect(root.querySelector('table')).toBeNull()
    await press(/Latest outcome of each VM \(2\)/)
    expect([...root.querySelectorAll('tbody tr')].map((row) => row.textContent)).toEqual([
      'sqlFailedAttempt 2, this run',
      'webSucceededAttempt 1',
    ])
    expect(button(/Latest outcome/)?.getAttribute('aria-expanded')).toBe('true')
  })

  it('are separated after a question', async () => {
    const root = await show(toReply(makeAttempts('confirmed')))
    await press(/^Separate this run/)
    expect(sent).toEqual([])
    await press(/^Separate$/)
    expect(sent).toEqual([{ path: `/api/sessions/${SESSION_ID}/attempts`, method: 'DELETE', body: null }])
    expect(root.querySelector('output')?.textContent).toBe('This run stands by itself again.')
    expect(document.activeElement).toBe(root.firstElementChild?.firstElementChild)
  })
})

describe('the mark in a list', () => {
  it('says which attempt a run is, and is not there for others', () => {
    mounted = mount(withTexts(<AttemptMark attempt={{ number: 2, of: 3 }} />))
    expect(mounted.root.textContent).toBe('Attempt 2 of 3')
    mounted.show(withTexts(<AttemptMark attempt={null} />))
    expect(mounted.root.textContent).toBe('')
  })
})
