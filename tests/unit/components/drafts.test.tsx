// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PersonMenu } from '@/components/shell/person-menu'
import { DraftOwner } from '@/components/teamwork/draft-owner'
import { NotesPanel } from '@/components/teamwork/notes-panel'
import type { MeReply } from '@/lib/api/access-replies'
import { makeSessionReply } from './fixtures'
import { mount, withQueries, withTexts, type Mounted } from './render'
import { MAY_NOTHING } from '../samples/teamwork'

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

/** A tab of one browser, with what it keeps for itself; one at a time is in front. */
class Tab {
  private kept: Record<string, string> = {}
  private store: typeof import('@/components/teamwork/draft-store') | null = null

  /** A whole load of a page that the server made for this person. */
  async load(person: string) {
    this.front()
    vi.resetModules()
    this.store = await import('@/components/teamwork/draft-store')
    this.store.ownDrafts(person)
    this.leave()
    return this
  }
  write = (text: string, key = 'note:1') => this.do((store) => store.writeDraft(key, text))
  read = (key = 'note:1') => this.do((store) => store.readDraft(key))
  signOut = () => this.do((store) => store.dropDrafts())
  /** The browser tells it of what another tab has done. */
  hear = () => this.do((store) => store.reviewDrafts())
  keeps = () => Object.values(this.kept).join()

  private do<Result>(what: (store: typeof import('@/components/teamwork/draft-store')) => Result): Result {
    if (this.store === null) throw new Error('no page')
    this.front()
    const result = what(this.store)
    this.leave()
    return result
  }
  private front(): void {
    sessionStorage.clear()
    for (const [key, text] of Object.entries(this.kept)) sessionStorage.setItem(key, text)
  }
  private leave(): void {
    this.kept = Object.fromEntries(Object.entries<string>(sessionStorage))
  }
}

describe('a text that was begun', () => {
  it('is there again for the same person, as after a sign-in that had expired', async () => {
    const tab = await new Tab().load('kim')
    tab.write('half a note')
    expect((await tab.load('kim')).read()).toBe('half a note')
    // Sent, or given up.
    tab.write('')
    expect((await tab.load('kim')).read()).toBe('')
  })

  it('is gone when the person signs out, from the page and from what the tab keeps', async () => {
    const tab = await new Tab().load('kim')
    tab.write('half a note')
    tab.signOut()
    expect([tab.read(), tab.keeps()]).toEqual(['', ''])
    expect((await tab.load('kim')).read()).toBe('')
  })

  it('is nothing to the next person, and does not come back after them', async () => {
    const tab = await new Tab().load('kim')
    tab.write('half a note')
    expect((await tab.load('bo')).read()).toBe('')
    expect(tab.keeps()).toBe('')
    expect((await tab.load('kim')).read()).toBe('')
  })

  it('is gone in another tab too, which hears of the sign-out', async () => {
    const [one, two] = [await new Tab().load('kim'), await new Tab().load('kim')]
    one.write('half a note')
    two.write('another')
    two.signOut()
    one.hear()
    expect([one.read(), one.keeps()]).toEqual(['', ''])
  })

  it('is gone in a tab that slept through the sign-out, also for the same person', async () => {
    const [one, two] = [await new Tab().load('kim'), await new Tab().load('kim')]
    one.write('half a note')
    two.signOut()
    expect((await one.load('kim')).read()).toBe('')
    expect(one.keeps()).toBe('')
  })

  it('is gone in a tab of somebody whose browser has become another person’s without a sign-out', async () => {
    const [one, two] = [await new Tab().load('kim'), await new Tab().load('kim')]
    one.write('half a note')
    await two.load('bo')
    one.hear()
    expect([one.read(), one.keeps()]).toEqual(['', ''])
    // What is written there now may be anybody's: it stays on the page and is kept for nobody.
    one.write('by whom?')
    expect([one.read(), one.keeps()]).toEqual(['by whom?', ''])
    await two.load('kim')
    one.hear()
    expect(one.read()).toBe('')
    one.write('mine again')
    expect((await one.load('kim')).read()).toBe('mine again')
  })

  it('stays with the page where the browser keeps nothing', async () => {
    const tab = await new Tab().load('kim')
    const forbid = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const ask = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    try {
      tab.write('half a note')
      tab.hear()
      expect(tab.read()).toBe('half a note')
      tab.signOut()
      expect(tab.read()).toBe('')
    } finally {
      forbid.mockRestore()
      ask.mockRestore()
    }
  })
})

describe('the page of a person', () => {
  let mounted: Mounted | null = null
  const assign = vi.fn<(href: string) => void>()
  let status = 204

  beforeEach(() => {
    status = 204
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) =>
      Promise.resolve(new Response(null, { status: init.method === 'POST' ? status : 503 })),
    )
    // jsdom cannot go anywhere.
    vi.stubGlobal('location', { assign })
  })
  afterEach(() => {
    mounted?.unmount()
    mounted = null
    vi.unstubAllGlobals()
  })

  const me: MeReply = {
    person: { id: 'kim', name: 'Kim', source: 'em' },
    role: 'operator',
    may: {
      share: false,
      tag: false,
      setTargets: false,
      manageScreens: false,
      changeProvider: false,
      viewHealth: false,
      managePeople: false,
      viewAudit: false,
    },
  }
  const reply = { ...makeSessionReply(), may: { ...MAY_NOTHING, note: true } }
  const tree = (person: string) =>
    withTexts(
      withQueries(
        <DraftOwner personId={person}>
          <PersonMenu me={me} />
          <NotesPanel reply={reply} />
        </DraftOwner>,
      ),
    )
  const text = (): string | undefined => mounted?.root.querySelector('textarea')?.value
  const type = (words: string): void =>
    act(() => {
      const area = mounted?.root.querySelector('textarea')
      if (!area) throw new Error('no text to write')
      Reflect.set(HTMLTextAreaElement.prototype, 'value', words, area)
      area.dispatchEvent(new Event('input', { bubbles: true }))
    })
  const signOut = (): Promise<void> =>
    act(async () => {
      mounted?.root.querySelector<HTMLButtonElement>('button[title="Sign out"]')?.click()
      await new Promise((resolve) => setTimeout(resolve, 0))
    })

  it('forgets what was begun with the sign-out, and not with one that has failed', async () => {
    mounted = mount(tree('kim'))
    type('half a note')
    expect(Object.values(sessionStorage)).toEqual(['half a note'])
    status = 503
    await signOut()
    expect(text()).toBe('half a note')
    status = 204
    await signOut()
    expect(assign).toHaveBeenCalledWith('/sign-in')
    expect([text(), sessionStorage.length]).toEqual(['', 0])
  })

  it('forgets it as soon as another tab has signed out, or shows it once it is in sight again', () => {
    mounted = mount(tree('kim'))
    type('half a note')
    const key = Object.keys(localStorage)[0] ?? ''
    localStorage.setItem(key, JSON.stringify({ person: null, round: 'next' }))
    act(() => void window.dispatchEvent(new StorageEvent('storage', { key })))
    expect([text(), sessionStorage.length]).toEqual(['', 0])
    localStorage.setItem(key, JSON.stringify({ person: 'kim', round: 'next' }))
    act(() => void window.dispatchEvent(new Event('pageshow')))
    type('another')
    localStorage.setItem(key, JSON.stringify({ person: null, round: 'third' }))
    act(() => void window.dispatchEvent(new Event('pageshow')))
    expect(text()).toBe('')
  })

  it('is the next person’s when the server makes it for them', () => {
    mounted = mount(tree('kim'))
    type('half a note')
    mounted.show(tree('bo'))
    expect([text(), sessionStorage.length]).toEqual(['', 0])
  })
})
