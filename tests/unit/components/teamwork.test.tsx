// @vitest-environment jsdom
import {
  PathnameContext,
  SearchParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AcknowledgeDesk } from '@/components/teamwork/acknowledge-desk'
import { AcknowledgedMark } from '@/components/teamwork/acknowledged-mark'
import { NotesPanel } from '@/components/teamwork/notes-panel'
import { TemporaryBanner } from '@/components/teamwork/temporary-banner'
import { AttentionList } from '@/components/session/attention-list'
import type { SessionReply } from '@/lib/api/replies'
import { makeSessionReply, makeTask, NOW_MS, utc } from './fixtures'
import { arriving, inScope, mount, until, withQueries, type Mounted } from './render'
import { MAY_NOTHING } from '../samples/teamwork'

const MAY = { ...MAY_NOTHING, acknowledge: true, note: true, finalise: true }
const AT = utc(NOW_MS - 60_000)
let mounted: Mounted | null = null
let sent: { path: string; method: string | undefined; body: unknown }[] = []
let answer: () => Promise<Response>

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  sent = []
  sessionStorage.clear()
  answer = () => Promise.resolve(Response.json({}))
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    // safe: our own commands send text
    sent.push({ path, method: init.method, body: JSON.parse((init.body as string | undefined) ?? 'null') })
    // Only commands are answered as a test says: who is signed in is asked too, and is not known here.
    return init.method === undefined ? Promise.resolve(new Response(null, { status: 503 })) : answer()
  })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const toReply = (over: Partial<SessionReply> = {}): SessionReply => ({
  ...makeSessionReply(),
  may: MAY,
  ...over,
})
const toEnded = (over: Partial<SessionReply> = {}): SessionReply => ({
  ...makeSessionReply({ state: 'Stopped', result: 'Success', endTimeUtc: AT, tasks: [makeTask(1)] }),
  may: MAY,
  temporary: true,
  ...over,
})
const SAID = { key: '00000000-0000-4000-8000-000000000004', by: 'Kim', atUtc: AT, reason: 'host is full' }
const NOTE = { id: 'n1', by: 'Kim', atUtc: AT, text: 'power is back', publishedTo: 0 }

const NO_QUERY = new URLSearchParams()
type Part = 'attention' | 'banner' | 'notes'
function toTree(reply: SessionReply, part: Part) {
  const parts = {
    attention: (
      <AcknowledgeDesk reply={reply}>
        <AttentionList reply={reply} />
      </AcknowledgeDesk>
    ),
    banner: <TemporaryBanner reply={reply} />,
    notes: <NotesPanel reply={reply} />,
  }
  return inScope(
    arriving(reply),
    <PathnameContext value="/sessions/a">
      <SearchParamsContext value={NO_QUERY}>{withQueries(parts[part])}</SearchParamsContext>
    </PathnameContext>,
  )
}
function show(reply: SessionReply, part: Part): HTMLElement {
  mounted?.unmount()
  mounted = mount(toTree(reply, part))
  return mounted.root
}
const buttons = (root: HTMLElement): string[] =>
  [...root.querySelectorAll('button')].map((one) => one.getAttribute('aria-label') ?? one.textContent)
const press = (root: HTMLElement, name: RegExp): Promise<void> =>
  act(async () => {
    const found = [...root.querySelectorAll('button')].find((one) =>
      name.test(one.getAttribute('aria-label') ?? one.textContent),
    )
    if (found === undefined) throw new Error(`no button ${name.source}`)
    found.click()
    await Promise.resolve()
  })
const type = (root: HTMLElement, text: string): void =>
  act(() => {
    const area = root.querySelector('textarea')
    if (area === null) throw new Error('no text to write')
    Reflect.set(HTMLTextAreaElement.prototype, 'value', text, area)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  })

describe('a failure', () => {
  it('has a button for who may acknowledge it, and none for others', () => {
    expect(buttons(show(toReply(), 'attention'))).toContain('Acknowledge the failure of sql02')
    const may = { ...MAY, acknowledge: false }
    expect(buttons(show(toReply({ may }), 'attention')).filter((name) => !name.startsWith('Copy'))).toEqual(
      [],
    )
  })

  it('says who acknowledged it and why, and takes that back for who may', async () => {
    const root = show(toReply({ acknowledgements: [SAID] }), 'attention')
    const line = root.querySelector('[data-testid=acknowledged]')
    expect(line?.textContent).toContain('Acknowledged by Kim, 12:03:31 UTC: host is full')
    expect(buttons(root)).not.toContain('Acknowledge the failure of sql02')
    await press(root, /Withdraw the acknowledgement of sql02/)
    expect(sent[0]).toMatchObject({ method: 'DELETE', body: { keys: [SAID.key] } })
    const may = { ...MAY, acknowledge: false }
    const read = show(toReply({ may, acknowledgements: [SAID] }), 'attention')
    expect(read.textContent).toContain('Acknowledged by Kim')
    expect(buttons(read).filter((name) => !name.startsWith('Copy'))).toEqual([])
  })

  it('among several is acknowledged together with those that are left', () => {
    const tasks = [1, 2, 3].map((n) => makeTask(n, { result: 'Failed', failureMessage: 'no memory' }))
    const reply = { ...makeSessionReply({ tasks }), may: MAY }
    const root = show(reply, 'attention')
    expect(root.textContent).toContain('3 failures that nobody has acknowledged.')
    expect(buttons(root)).toContain('Acknowledge all')
    const said = tasks.slice(0, 2).map(({ key }) => ({ ...SAID, key }))
    expect(buttons(show({ ...reply, acknowledgements: said }, 'attention'))).not.toContain('Acknowledge all')
  })
})

/** A command that is refused. */
const refuse = (status: number, code: string, detail: string): Promise<Response> =>
  Promise.resolve(
    Response.json(
      { type: 'about:blank', title: 'x', status, detail, code },
      { status, headers: { 'Content-Type': 'application/problem+json' } },
    ),
  )
const signedOut = (): Promise<Response> => refuse(401, 'signed_out', 'You are signed out.')
const dialog = (): HTMLElement => {
  const found = document.querySelector('dialog')
  if (found === null) throw new Error('no dialog')
  return found
}
/** A dialog comes by itself, a little later. */
const opened = () => until(() => expect(document.querySelector('dialog')).not.toBeNull())

describe('what was begun in a dialog', () => {
  beforeEach(() => {
    vi.useRealTimers()
    // jsdom has none of the element's own.
    HTMLDialogElement.prototype.showModal = () => undefined
    HTMLDialogElement.prototype.close = () => undefined
  })

  it('stands there again after a sign-in, for the same failures, until it is said', async () => {
    const reply = toReply()
    await press(show(reply, 'attention'), /Acknowledge the failure of sql02/)
    await opened()
    type(dialog(), 'Host is full, memory is on its way')
    answer = signedOut
    await press(dialog(), /^Acknowledge$/)
    await until(() => expect(dialog().textContent).toContain('You are signed out.'))
    // The way to the sign-in and back is a whole load.
    show(reply, 'attention')
    await opened()
    expect(dialog().textContent).toContain('sql02')
    expect(dialog().querySelector('textarea')?.value).toBe('Host is full, memory is on its way')
    answer = () => Promise.resolve(Response.json({}))
    await press(dialog(), /^Acknowledge$/)
    await until(() => expect(document.querySelector('dialog')).toBeNull())
    expect(sent.findLast(({ method }) => method === 'POST')).toMatchObject({
      body: { keys: [SAID.key], reason: 'Host is full, memory is on its way' },
    })
    show(reply, 'attention')
    expect(sessionStorage).toHaveLength(0)
  })

  it('stands there again with the outcome that was chosen, about what was seen', async () => {
    await press(show(toEnded(), 'banner'), /Record the outcome/)
    await opened()
    act(() => dialog().querySelector<HTMLInputElement>('input[value=undone]')?.click())
    type(dialog(), 'by phone')
    answer = signedOut
    await press(dialog(), /^Record$/)
    await until(() => expect(dialog().textContent).toContain('You are signed out.'))
    const finalisation = { outcome: 'made_permanent', by: 'Kim', atUtc: AT, note: null } as const
    show(toEnded({ temporary: false, finalisation }), 'banner')
    await opened()
    expect(dialog().querySelector<HTMLInputElement>('input[value=undone]')?.checked).toBe(true)
    expect(dialog().querySelector('textarea')?.value).toBe('by phone')
    answer = () => Promise.resolve(Response.json({}))
    await press(dialog(), /^Record$/)
    await until(() => expect(document.querySelector('dialog')).toBeNull())
    expect(sent.findLast(({ method }) => method === 'POST')).toMatchObject({
      body: { outcome: 'undone', note: 'by phone', replaces: null },
    })
    expect(sessionStorage).toHaveLength(0)
  })

  it('is gone once somebody discards it', async () => {
    const root = show(toReply(), 'attention')
    await press(root, /Acknowledge the failure of sql02/)
    await opened()
    type(dialog(), 'half a reason')
    await press(dialog(), /^Cancel$/)
    expect(document.querySelector('dialog')).toBeNull()
    await press(root, /Acknowledge the failure of sql02/)
    await opened()
    expect(dialog().querySelector('textarea')?.value).toBe('')
    await press(dialog(), /^Cancel$/)
  })
})

describe('the mark of a run', () => {
  it.each([
    [{ unacknowledged: 0, acknowledgedBy: 'Kim' }, 'Acknowledged by Kim'],
    [{ unacknowledged: 0, acknowledgedBy: '' }, 'Acknowledged'],
    [{ unacknowledged: 1, acknowledgedBy: 'Kim' }, ''],
    [{ unacknowledged: 0, acknowledgedBy: null }, ''],
  ])('of %j is %j', (summary, text) => {
    mounted = mount(inScope(arriving(toReply()), <AcknowledgedMark summary={summary} />))
    expect(mounted.root.textContent).toBe(text)
  })
})

describe('a failover that is temporary', () => {
  const kindOf = (reply: SessionReply): string | null =>
    show(reply, 'banner').querySelector('[data-testid=temporary]')?.getAttribute('data-kind') ?? null

  it.each<[string, SessionReply, string | null]>([
    ['a run that goes on', toReply(), 'running'],
    [
      'a run that goes on and has started nothing',
      toReply({ counts: { ...toReply().counts, succeeded: 0, warning: 0 } }),
      null,
    ],
    ['a test that goes on', toReply({ tag: { kind: 'test', setAtUtc: AT, setBy: 'Kim' } }), null],
    ['a run that has ended', toEnded(), 'temporary'],
    ['a run of which nothing is to be said', toEnded({ temporary: false }), null],
    [
      'a run whose outcome is recorded',
      toEnded({ temporary: false, finalisation: { outcome: 'undone', by: 'Kim', atUtc: AT, note: null } }),
      'recorded',
    ],
  ])('is told of %s', (_what, reply, kind) => {
    expect(kindOf(reply)).toBe(kind)
  })

  it('says what the replica points suggest, as inferred', () => {
    expect(show(toEnded({ suggestion: 'failed_back' }), 'banner').textContent).toContain(
      'By their replica points, all VMs are failed back (inferred).',
    )
  })

  it('says who recorded what became of it, and lets only some change it', () => {
    const finalisation = { outcome: 'made_permanent', by: 'Kim', atUtc: AT, note: 'new home' } as const
    const root = show(toEnded({ temporary: false, finalisation }), 'banner')
    expect(root.textContent).toContain('Made permanentas Kim recorded 12:03:31 UTC. new home')
    expect(buttons(root)).toEqual(['Change'])
    const may = { ...MAY, finalise: false }
    expect(buttons(show(toEnded({ may }), 'banner'))).toEqual([])
  })
})

describe('notes', () => {
  it('are listed with who and when, and where they are published', () => {
    const root = show(toReply({ notes: [{ ...NOTE, publishedTo: 2 }] }), 'notes')
    expect(root.querySelector('[data-note]')?.textContent).toContain(
      'power is backKim · 12:03:31 UTCpublished to 2 links',
    )
    const may = { ...MAY, note: false }
    const read = show(toReply({ may, notes: [NOTE] }), 'notes')
    expect([buttons(read), read.querySelector('textarea')]).toEqual([[], null])
  })

  it('are not said to be none while the record cannot be read', () => {
    expect(show(toReply(), 'notes').textContent).toContain('No notes on this run.')
    expect(show(toReply({ teamworkUnknown: true }), 'notes').textContent).toContain('cannot be read')
  })

  it('keep what is typed over polls, refusals and a page that is left', async () => {
    const root = show(toReply(), 'notes')
    type(root, 'half a note')
    mounted?.show(toTree(toReply({ notes: [NOTE] }), 'notes'))
    expect(root.querySelector('textarea')?.value).toBe('half a note')
    answer = () => Promise.reject(new TypeError('network'))
    await press(root, /Write note/)
    await act(() => vi.advanceTimersByTimeAsync(100))
    expect(root.querySelector('[role=alert]')).not.toBeNull()
    expect(root.querySelector('textarea')?.value).toBe('half a note')
    const again = show(toReply(), 'notes')
    expect(again.querySelector('textarea')?.value).toBe('half a note')
    answer = () => Promise.resolve(Response.json({}))
    await press(again, /Write note/)
    await act(() => vi.advanceTimersByTimeAsync(100))
    expect(again.querySelector('textarea')?.value).toBe('')
    expect(sent.at(-1)).toMatchObject({ method: 'POST', body: { text: 'half a note', publishTo: [] } })
    expect(show(toReply(), 'notes').querySelector('textarea')?.value).toBe('')
  })

  describe('whose answer was lost', () => {
    const ids = (): unknown[] =>
      sent.filter(({ method }) => method === 'POST').map(({ body }) => Reflect.get(Object(body), 'id'))
    const send = async (root: HTMLElement, name = /Write note/): Promise<void> => {
      await press(root, name)
      await act(() => vi.advanceTimersByTimeAsync(100))
    }
    const lose = (): void => {
      answer = () => Promise.reject(new TypeError('network'))
    }
    const succeed = (): void => {
      answer = () => Promise.resolve(Response.json({}))
    }

    it('are sent again as the same note until an answer comes, whatever they are by then', async () => {
      lose()
      const root = show(toReply(), 'notes')
      type(root, 'power is back')
      await send(root)
      await send(root)
      // The page was loaded anew meanwhile.
      const again = show(toReply(), 'notes')
      await send(again)
      expect(ids()[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      answer = signedOut
      await send(again)
      type(again, 'power is back in hall 2')
      succeed()
      await send(again)
      expect(ids()).toHaveLength(5)
      expect(new Set(ids()).size).toBe(1)
      // What comes after the answer is another note, also with the same words.
      type(again, 'power is back in hall 2')
      await send(again)
      expect(new Set(ids()).size).toBe(2)
    })

    it('are said to stand as they were, and what was changed since is another note only by choice', async () => {
      lose()
      const root = show(toReply(), 'notes')
      type(root, 'power is back')
      await send(root)
      type(root, 'power is back in hall 2')
      answer = () => refuse(409, 'note_kept', 'The first stands.')
      await send(root)
      const told = (): string => root.querySelector('[data-testid=note-kept]')?.textContent ?? ''
      expect(told()).toContain('Your note was written when you first sent it')
      expect(root.querySelector('textarea')?.value).toBe('power is back in hall 2')
      // The page reads the run anew, and with it the note.
      const first = { ...NOTE, id: String(ids()[0]), publishedTo: 2 }
      mounted?.show(toTree(toReply({ notes: [first] }), 'notes'))
      expect(told()).toContain('power is backPublished to 2 links.')
      succeed()
      await send(root, /Write another note/)
      expect(new Set(ids()).size).toBe(2)
      expect(sent.at(-1)).toMatchObject({ body: { text: 'power is back in hall 2' } })
      expect([told(), root.querySelector('textarea')?.value]).toEqual(['', ''])
    })

    it('are written anew where somebody took them back meanwhile', async () => {
      answer = () => refuse(409, 'conflict', 'Nothing was written.')
      const root = show(toReply(), 'notes')
      type(root, 'power is back')
      await send(root)
      expect(root.querySelector('[role=alert]')?.textContent).toContain('Nothing was written.')
      succeed()
      await send(root)
      expect(new Set(ids()).size).toBe(2)
    })
  })

  it('are not sent empty', async () => {
    const root = show(toReply(), 'notes')
    await press(root, /Write note/)
    expect(root.textContent).toContain('Write something first.')
    expect(sent).toEqual([])
  })
})
