// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseSheet, toSheetId, withSheet } from '@/components/sheet/sheet-address'
import { closeSheet, openSheet, takeOpener } from '@/components/sheet/sheet-history'

describe('the sheet in an address', () => {
  it.each([
    ['', null],
    ['?vm=', null],
    ['?q=sql', null],
    ['?vm=a%26b', { vm: 'a&b' }],
    ['?point=p1', { point: 'p1' }],
    ['?vm=v1&point=p1', { point: 'p1' }],
  ])('is read of %j', (search, sheet) => {
    expect(parseSheet(new URLSearchParams(search))).toEqual(sheet)
  })

  it('is written and taken away, and all else stays', () => {
    expect(withSheet('?q=sql&vm=v1', { point: 'p 1' })).toBe('?q=sql&point=p+1')
    expect(withSheet('?point=p1&q=sql', { vm: 'a&b' })).toBe('?q=sql&vm=a%26b')
    expect(withSheet('?q=sql&vm=v1', null)).toBe('?q=sql')
    expect(withSheet('?vm=v1', null)).toBe('')
    for (const vm of ['R&D <build> "main" & more', 'ｄｃ０１', 'a+b=c?'])
      expect(parseSheet(new URLSearchParams(withSheet('', { vm })))).toEqual({ vm })
  })

  it('has one name per sheet', () => {
    expect(toSheetId({ vm: 'x' })).not.toBe(toSheetId({ point: 'x' }))
  })
})

describe('steps of the browser’s history', () => {
  const gone = (): Promise<void> =>
    new Promise((resolve) => {
      window.addEventListener('popstate', () => resolve(), { once: true })
    })

  beforeEach(() => {
    window.history.pushState(null, '', '/sessions/s1?q=sql#log')
  })
  afterEach(() => {
    takeOpener()
  })

  it('are one to open and none to leaf, so that closing and Back lead to where it was opened', async () => {
    const before = window.history.length
    openSheet({ vm: 'v1' }, null)
    expect(window.location.search).toBe('?q=sql&vm=v1')
    expect(window.location.hash).toBe('#log')
    openSheet({ point: 'p1' }, null)
    expect(window.location.search).toBe('?q=sql&point=p1')
    expect(window.history.length).toBe(before + 1)
    const done = gone()
    closeSheet()
    await done
    expect(window.location.href).toMatch(/\/sessions\/s1\?q=sql#log$/)
  })

  it('are none where the page was opened with the sheet', () => {
    window.history.replaceState(null, '', '/sessions/s1?vm=v1')
    const before = window.history.length
    openSheet({ vm: 'v2' }, null)
    expect(window.location.search).toBe('?vm=v2')
    closeSheet()
    expect(window.location.search).toBe('')
    expect(window.history.length).toBe(before)
  })

  it('remember who opened, once, and only while it is on the page', () => {
    const link = document.createElement('a')
    document.body.append(link)
    openSheet({ vm: 'v1' }, link)
    openSheet({ vm: 'v2' }, null)
    expect(takeOpener()).toBe(link)
    expect(takeOpener()).toBeNull()
    window.history.replaceState(null, '', '/sessions/s1')
    openSheet({ vm: 'v1' }, link)
    link.remove()
    expect(takeOpener()).toBeNull()
  })
})
