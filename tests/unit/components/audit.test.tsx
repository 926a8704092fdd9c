// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AuditTable } from '@/components/audit/audit-table'
import { AuditView } from '@/components/audit/audit-view'
import type { AuditEventView } from '@/lib/api/audit-replies'
import { AUDIT_ACTIONS, AUDIT_ACTOR_KINDS } from '@/lib/failover/audit'
import { NOW_MS, utc } from './fixtures'
import { mount, withTexts, type Mounted } from './render'

let mounted: Mounted | null = null
beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

function makeEvent(over: Partial<AuditEventView> = {}): AuditEventView {
  return {
    no: 1,
    atUtc: utc(NOW_MS - 60_000),
    actor: { kind: 'staff', id: 'p1', name: 'Mia Kern' },
    address: '192.0.2.0/24',
    action: 'run_tagged',
    word: 'run_tagged',
    object: { kind: 'session', id: 'a', name: 'ABC Plan' },
    detail: { kind: 'test', before: null },
    ...over,
  }
}
function lineOf(over: Partial<AuditEventView>): HTMLElement {
  mounted?.unmount()
  mounted = mount(withTexts(<AuditTable events={[makeEvent(over)]} />))
  const line = mounted.root.querySelector<HTMLElement>('[data-event]')
  if (line === null) throw new Error('no line')
  return line
}
const hrefOf = (over: Partial<AuditEventView>) =>
  lineOf(over).querySelector('a')?.getAttribute('href') ?? null

describe('a line of the book', () => {
  it('says when with its zone, who, what and from where', () => {
    const text = lineOf({}).textContent
    expect(text).toContain('12:03:31 UTC')
    expect(text).toContain('Mia Kern')
    expect(text).toContain('Tagged a failover: ABC Plan')
    expect(text).toContain('Tag: test, before: untagged')
    expect(text).toContain('192.0.2.0/24')
  })

  it('has a sentence of its own for every action', () => {
    const sentences = AUDIT_ACTIONS.map(
      (action) => lineOf({ action, word: action, object: null, detail: {} }).textContent,
    )
    expect(new Set(sentences).size).toBe(AUDIT_ACTIONS.length)
    for (const text of sentences) expect(text).not.toMatch(/audit\.|_/)
  })

  it('names everybody that there is', () => {
    for (const kind of AUDIT_ACTOR_KINDS) {
      const text = lineOf({ actor: { kind, id: null, name: null } }).textContent
      expect(text).not.toMatch(/audit\.|command_line/)
    }
    expect(lineOf({ actor: { kind: 'screen', id: 's', name: 'NOC left' } }).textContent).toContain(
      'NOC lefta wall screen',
    )
  })

  it('does not pretend to know what a newer version has written', () => {
    const line = lineOf({
      action: null,
      word: 'moon_landed',
      object: { kind: 'moon', id: 'm1', name: null },
      detail: { crewSize: 3, safe: true, back: null },
    })
    expect(line.textContent).toContain('has no words for: moon_landed: m1')
    expect(line.textContent).toContain('crew size: 3')
    expect(line.textContent).toContain('safe: yes')
    expect(line.textContent).toContain('back: none')
    expect(line.querySelector('a')).toBeNull()
  })

  it('tells goals as people say them, and words as they mean them', () => {
    const detail = { rtoMs: 3_600_000, rpoMs: null, beforeRtoMs: null, beforeRpoMs: 90_000 }
    const text = lineOf({ action: 'target_set', word: 'target_set', detail }).textContent
    expect(text).toContain('RTO: 60 min, before: none')
    expect(text).toContain('RPO: none, before: 1 min 30 s')
    const signIn = { action: 'sign_in', word: 'sign_in', detail: { source: 'em', role: 'admin' } } as const
    expect(lineOf(signIn).textContent).toContain('By: Enterprise ManagerRole: administrator')
    // What has no word of ours stands as it was noted.
    expect(lineOf({ ...signIn, detail: { source: 'abacus' } }).textContent).toContain('By: abacus')
    expect(
      lineOf({ action: 'report_made', word: 'report_made', detail: { sha256: 'ab'.repeat(32) } }).textContent,
    ).toContain('SHA-256: abababababab…')
  })

  it('leads to what it is about, where that has a page', () => {
    expect(hrefOf({})).toBe('/sessions/a')
    expect(hrefOf({ object: { kind: 'share_link', id: 'l', name: 'x' } })).toBe('/share-links')
    expect(hrefOf({ object: { kind: 'screen', id: 's', name: null } })).toBe('/screens')
    expect(hrefOf({ object: { kind: 'person', id: 'p', name: null } })).toBe('/people')
    expect(hrefOf({ object: { kind: 'plan', id: 'p', name: null } })).toBeNull()
  })
})

describe('the page of the book', () => {
  const people = [{ id: 'p1', name: 'Mia Kern' }]
  const show = (olderBefore: number | null, older: boolean, events = [makeEvent()]) => {
    mounted?.unmount()
    mounted = mount(
      withTexts(
        <AuditView
          reply={{ events, olderBefore, people }}
          filter={{ action: 'run_tagged', actor: 'p1' }}
          older={older}
        />,
      ),
    )
    return mounted.root
  }
  const hrefs = (root: HTMLElement): (string | null)[] =>
    [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'))

  it('keeps its filter on the way to older events and into the file', () => {
    const found = hrefs(show(7, true))
    expect(found).toContain('/audit?before=7&action=run_tagged&actor=p1')
    expect(found).toContain('/audit?action=run_tagged&actor=p1')
    expect(found).toContain('/api/audit?format=csv&action=run_tagged&actor=p1')
  })

  it('says where the book begins, and when nothing matches', () => {
    expect(show(null, true).textContent).toContain('These are the oldest events there are.')
    const none = show(null, false, []).textContent
    expect(none).toContain('No event matches')
    expect(none).not.toContain('These are the oldest')
  })
})
