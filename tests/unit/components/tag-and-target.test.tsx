// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionFacts } from '@/components/session/session-facts'
import { TagMark } from '@/components/session/tag-mark'
import { TagMenu } from '@/components/session/tag-menu'
import { readGoal, toGoalDraft } from '@/components/session/target-draft'
import type { SessionReply } from '@/lib/api/replies'
import { makeRecovery, makeSessionReply, makeTarget, NOW_MS, utc } from './fixtures'
import { arriving, inScope, mount, withQueries, withTexts, type Mounted } from './render'
import { MAY_NOTHING } from '../samples/teamwork'

const MAY = { ...MAY_NOTHING, share: false, tag: true, target: true, collect: false }
const TAG = { kind: 'test', setAtUtc: utc(NOW_MS - 60_000), setBy: 'Mia Kern' } as const
let mounted: Mounted | null = null
const sent: { path: string; method: string | undefined; body: unknown }[] = []
let answer: () => Response

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  sent.length = 0
  answer = () => Response.json({ tag: TAG })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    // safe: our own commands send text
    sent.push({ path, method: init.method, body: JSON.parse((init.body as string | undefined) ?? 'null') })
    return Promise.resolve(answer())
  })
  // jsdom has the element, but not what makes it a dialog.
  Object.assign(HTMLDialogElement.prototype, { showModal: openDialog, close: closeDialog })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function openDialog(this: HTMLDialogElement): void {
  this.open = true
}
function closeDialog(this: HTMLDialogElement): void {
  this.open = false
}

/** As a person types: past React's own watch on the element. */
function type(input: HTMLInputElement | undefined, text: string): void {
  if (input === undefined) throw new Error('no such input')
  act(() => {
    Reflect.set(HTMLInputElement.prototype, 'value', text, input)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const toReply = (over: Partial<SessionReply> = {}): SessionReply => ({
  ...makeSessionReply(),
  may: MAY,
  ...over,
})
function show(reply: SessionReply, node: 'menu' | 'facts'): HTMLElement {
  const part = node === 'menu' ? <TagMenu reply={reply} /> : <SessionFacts reply={reply} />
  const tree = inScope(arriving(reply), withQueries(part))
  if (mounted) mounted.show(tree)
  else mounted = mount(tree)
  return mounted.root
}
const button = (within: ParentNode, name: RegExp): HTMLButtonElement | null =>
  [...within.querySelectorAll('button')].find((node) =>
    name.test(node.getAttribute('aria-label') ?? node.textContent),
  ) ?? null
async function press(within: ParentNode, name: RegExp): Promise<void> {
  const found = button(within, name)
  if (found === null) throw new Error(`no button ${name}`)
  found.focus()
  await act(async () => {
    found.click()
    await vi.advanceTimersByTimeAsync(0)
  })
}
const keyDown = (key: string): void =>
  act(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
const panel = (root: HTMLElement) =>
  root.querySelector<HTMLElement>('[data-testid=tag] [id][class*=absolute]')

describe('the tag', () => {
  it('is a quiet word for who may not set it, and says who set it for who may see it', async () => {
    const may = { ...MAY, tag: false }
    expect(show(toReply({ may }), 'menu').textContent).toBe('untagged')
    expect(button(document, /./)).toBeNull()
    const root = show(toReply({ may, tag: TAG }), 'menu')
    await press(root, /Test/)
    expect(panel(root)?.textContent).toContain('Test, as Mia Kern said 12:03:31 UTC.')
    expect(root.querySelectorAll('[data-choice]')).toHaveLength(0)
  })

  it('is chosen from a list of four, by keys too, and Escape leads back', async () => {
    const root = show(toReply(), 'menu')
    expect(panel(root)?.hidden).toBe(true)
    await press(root, /Untagged/)
    expect(panel(root)?.hidden).toBe(false)
    const choices = [...root.querySelectorAll<HTMLElement>('[data-choice]')]
    expect(choices.map((node) => node.getAttribute('aria-pressed'))).toEqual([
      'false',
      'false',
      'false',
      'true',
    ])
    keyDown('ArrowDown')
    expect(document.activeElement).toBe(choices[0])
    keyDown('ArrowUp')
    expect(document.activeElement).toBe(choices[3])
    keyDown('ArrowDown')
    expect(document.activeElement).toBe(choices[0])
    keyDown('Escape')
    expect(panel(root)?.hidden).toBe(true)
    expect(document.activeElement).toBe(button(root, /Untagged/))
    expect(sent).toEqual([])
  })

  it('is sent, said aloud, and the list closes', async () => {
    const reply = toReply()
    const root = show(reply, 'menu')
    await press(root, /Untagged/)
    await press(root, /^Test/)
    expect(sent[0]).toEqual({
      path: `/api/sessions/${reply.session.id}/tag`,
      method: 'POST',
      body: { kind: 'test' },
    })
    expect(panel(root)?.hidden).toBe(true)
    expect(root.querySelector('output')?.textContent).toBe('Tagged: Test')
    show({ ...reply, tag: TAG }, 'menu')
    expect(button(root, /^Tag: Test$/)).not.toBeNull()
    await press(root, /^Tag: Test$/)
    await press(root, /^No tag/)
    expect(sent.at(-1)?.body).toEqual({ kind: null })
  })

  it('stays open with the reason when it was not taken', async () => {
    const problem = {
      type: 't',
      title: 't',
      status: 503,
      detail: 'There is no room left.',
      hint: 'Free some.',
      code: 'record_unavailable',
    }
    answer = () =>
      Response.json(problem, { status: 503, headers: { 'Content-Type': 'application/problem+json' } })
    const root = show(toReply(), 'menu')
    await press(root, /Untagged/)
    await press(root, /^Real/)
    expect(panel(root)?.hidden).toBe(false)
    expect(root.querySelector('[role=alert]')?.textContent).toContain('There is no room left. Free some.')
    expect(root.querySelector('output')?.textContent).toBe('')
  })

  it('stands on rows and cards as a word with its shape, and not at all without one', () => {
    mounted = mount(withTexts(<TagMark tag={TAG} />))
    expect(mounted.root.textContent).toBe('Test')
    expect(mounted.root.querySelector('svg')).not.toBeNull()
    mounted.show(withTexts(<TagMark tag={null} />))
    expect(mounted.root.textContent).toBe('')
  })
})

describe('the targets', () => {
  const none = makeRecovery({ target: null })
  const dialog = () => document.querySelector('dialog')
  const inputs = () => [...(dialog()?.querySelectorAll('input') ?? [])]
  const submit = () =>
    act(async () => {
      dialog()
        ?.querySelector('form')
        ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
      await vi.advanceTimersByTimeAsync(0)
    })

  it('can be set by who may, for a plan that is known', () => {
    const root = show(toReply({ recovery: none }), 'facts')
    expect(button(root, /Set target: time to fail over/)).not.toBeNull()
    expect(button(root, /Set target: data loss window/)).not.toBeNull()
    show(toReply({ recovery: none, may: { ...MAY, target: false } }), 'facts')
    expect(button(root, /target/)).toBeNull()
    const reply = toReply({ recovery: none })
    show({ ...reply, session: { ...reply.session, plan: null } }, 'facts')
    expect(button(root, /target/)).toBeNull()
    expect(root.textContent).toContain(
      'a target belongs to a failover plan, and this run’s is not identified',
    )
  })

  it('are typed in hours and minutes and sent together', async () => {
    const reply = toReply({ recovery: makeRecovery({ target: makeTarget(60, null) }) })
    const root = show(reply, 'facts')
    expect(root.textContent).toContain('set by Mia Kern, 20 Nov, 08:00:00 UTC')
    await press(root, /Change target: time to fail over/)
    expect(dialog()?.open).toBe(true)
    expect(inputs().map((node) => node.value)).toEqual(['1', '', '', ''])
    type(inputs()[1], '30')
    type(inputs()[3], '0')
    await submit()
    expect(sent).toEqual([])
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain('one minute or more')
    type(inputs()[3], '15')
    await submit()
    expect(sent[0]).toEqual({
      path: `/api/plan-targets/${reply.session.plan?.id}`,
      method: 'PUT',
      body: { rtoMs: 90 * 60_000, rpoMs: 15 * 60_000 },
    })
    expect(dialog()).toBeNull()
  })

  it.each([
    ['', '', null, { ms: null }],
    ['1', '', null, { ms: 3_600_000 }],
    ['', '90', null, { ms: 5_400_000 }],
    [' 2 ', ' 5', null, { ms: 7_500_000 }],
    ['0', '0', null, { fault: 'least' }],
    ['2160', '', null, { ms: 90 * 86_400_000 }],
    ['2160', '1', null, { fault: 'most' }],
    ['-1', '', null, { fault: 'number' }],
    ['1e3', '', null, { fault: 'number' }],
    ['', '1.5', null, { fault: 'number' }],
    // Set by the admin program, which knows seconds: what nobody touched stays as it is.
    ['', '1.5', 90_000, { ms: 90_000 }],
    ['', '', 90_000, { ms: null }],
  ])('%j hours and %j minutes, with %j before, are %j', (hours, minutes, before, expected) => {
    expect(readGoal({ hours, minutes }, before)).toEqual(expected)
  })

  it('are shown as they would be typed', () => {
    expect(toGoalDraft(null)).toEqual({ hours: '', minutes: '' })
    expect(toGoalDraft(5_400_000)).toEqual({ hours: '1', minutes: '30' })
    expect(toGoalDraft(90_000)).toEqual({ hours: '', minutes: '1.5' })
  })
})
