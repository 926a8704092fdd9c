// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { asHeaderAction } from '@/components/session/header-action'
import { BarLine } from '@/components/session/session-bar'
import type { SessionReply } from '@/lib/api/replies'
import { makeProblem, makeRecovery, makeSessionReply, makeTarget, makeTask, utc } from './fixtures'
import { arriving, inScope, mount, type Mounted, until } from './render'

let mounted: Mounted | null = null

afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.restoreAllMocks()
})

type Spec = Parameters<typeof makeSessionReply>[0]
/** The panel is loaded on demand, which faked timers would hold up. */
const nowMs = Date.now()

function bar(spec: Spec = {}, over: Partial<SessionReply> = {}): HTMLElement {
  const reply = { ...makeSessionReply(spec, nowMs), ...over }
  const node = inScope(arriving(reply), <BarLine reply={reply} />)
  if (mounted) mounted.show(node)
  else mounted = mount(node)
  return mounted.root
}
const textOf = (root: HTMLElement): string => root.textContent.replaceAll('\u00a0', ' ')
const button = (root: HTMLElement, name: string): HTMLElement => {
  const found = [...root.querySelectorAll<HTMLElement>('button')].find(
    (one) => one.textContent === name || one.getAttribute('aria-label') === name,
  )
  if (!found) throw new Error(`no button ${name}`)
  return found
}
const open = async (root: HTMLElement): Promise<void> => {
  act(() => button(root, 'More facts and actions').click())
  await until(() => expect(root.querySelector('ul')).not.toBeNull())
}
const MAY_ALL = { ...makeSessionReply().may, tag: true, share: true, acknowledge: true }

describe('the header in one line', () => {
  it('says how the worst point stands to its target', () => {
    const rpo = (minutes: number, spec: Spec = {}) =>
      textOf(bar({ ...spec, recovery: makeRecovery({ target: makeTarget(null, minutes) }) }))
    const tasks = [makeTask(1, {}, nowMs)]
    expect(rpo(60, { tasks })).toContain('15 min, within')
    expect(rpo(10, { tasks })).toContain('15 min, exceeded')
    const ended = { tasks, state: 'Stopped', result: 'Success', endTimeUtc: utc(nowMs) }
    expect(rpo(60, ended)).toContain('15 min, met')
  })

  it('has the expected end as a text and not only as a hint', () => {
    expect(textOf(bar())).toMatch(/Expected ?ETA/)
  })

  it('tells both ages, also while there is a problem', () => {
    for (const freshness of [{}, { level: 'late', problem: makeProblem({}, nowMs) }] as const) {
      const root = bar({ freshness })
      // The form for a phone, and the other one.
      expect(textOf(root)).toMatch(/collected by Enterprise Manager 41 s ago/)
      expect(root.querySelectorAll(`time[datetime="${utc(nowMs)}"]`).length).toBeGreaterThan(1)
    }
  })

  it('opens what it has no room for, and closes it by Escape, back at the button', async () => {
    const root = bar({}, { may: MAY_ALL })
    const more = button(root, 'More facts and actions')
    expect(more.getAttribute('aria-expanded')).toBe('false')
    await open(root)
    expect(more.getAttribute('aria-expanded')).toBe('true')
    const items = [...root.querySelectorAll('ul li')].map((one) => one.textContent)
    expect(items).toEqual([
      'Tag this run',
      'Acknowledge',
      'Share with tenant',
      'Evidence report',
      'History',
      'Compare',
    ])
    const list = root.querySelector('ul')
    act(() => void list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
    expect(root.querySelector('ul')).toBeNull()
    expect(document.activeElement).toBe(more)
  })

  it('offers nothing that may not be done', async () => {
    const root = bar()
    await open(root)
    const items = [...root.querySelectorAll('ul li')].map((one) => one.textContent)
    expect(items).toEqual(['Evidence report', 'History', 'Compare'])
  })

  it('leads to the action in the header and presses it', async () => {
    const pressed = vi.fn()
    const scrolled = vi.fn()
    Element.prototype.scrollIntoView = scrolled
    const header = mount(
      <div {...asHeaderAction('tag')}>
        <button type="button" onClick={pressed}>
          Untagged
        </button>
      </div>,
    )
    const root = bar({}, { may: MAY_ALL })
    await open(root)
    act(() => button(root, 'Tag this run').click())
    expect([pressed, scrolled].map((one) => one.mock.calls.length)).toEqual([1, 1])
    expect(document.activeElement?.textContent).toBe('Untagged')
    expect(root.querySelector('ul')).toBeNull()
    header.unmount()
  })
})
