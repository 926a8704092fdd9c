// @vitest-environment jsdom
import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { NOW_MS, utc } from './fixtures'
import {
  chosen,
  click,
  comeNear,
  json,
  leave,
  lines,
  open,
  press,
  record,
  scrolled,
  settle,
  setUpRecord,
  tabs,
  unavailable,
} from './history-page'
import { at, makeHistory } from './record-fixtures'

setUpRecord()

describe('reading the record', () => {
  it('waits until somebody looks, and asks once', async () => {
    const root = await open()
    expect(record.asked).toEqual([])
    comeNear()
    await settle()
    expect(record.asked).toEqual(['history'])
    expect(root.querySelector('[aria-busy]')).toBeNull()
  })

  it('does so at once when the address names a tab, and comes into sight', async () => {
    await open('#compare')
    expect(record.asked).toEqual(['comparison'])
    expect(scrolled).toHaveBeenCalled()
  })

  it('does so in a browser that cannot tell what is in sight', async () => {
    vi.stubGlobal('IntersectionObserver', undefined)
    await open()
    await settle(10)
    expect(record.asked).toEqual(['history'])
  })

  it('asks again at the pace that the record sets, and stops when nothing more can come', async () => {
    await open('#log')
    await settle(15_000)
    expect(record.asked).toHaveLength(2)
    record.history = json(makeHistory({ pollAfterMs: null }))
    await settle(15_000)
    await settle(600_000)
    expect(record.asked).toHaveLength(3)
  })

  it('says so while it is read, and why it cannot be', async () => {
    record.history = () => new Promise(() => undefined)
    let root = await open('#log')
    expect(root.textContent).toContain('The record is being read')
    leave()

    record.history = unavailable
    root = await open('#log')
    expect(root.querySelector('[data-testid=record-failed]')?.getAttribute('data-code')).toBe(
      'record_unavailable',
    )
    expect(root.textContent).toContain('The record of this monitor cannot be read')
    record.history = json(makeHistory())
    click(root, 'Look again now')
    await settle()
    expect(lines(root).length).toBeGreaterThan(0)
  })

  it('keeps what was read when the next read fails, and says that it is older', async () => {
    const root = await open('#log')
    record.history = unavailable
    await settle(15_100)
    expect(lines(root).length).toBeGreaterThan(0)
    expect(root.querySelector('[data-testid=record-old]')?.textContent).toContain('cannot be read')
  })

  it('says whether nothing is recorded yet or nothing was seen', async () => {
    const empty = makeHistory({
      samples: [],
      transitions: [],
      gaps: [],
      recordedFromUtc: null,
      recordedToUtc: null,
    })
    record.history = json(empty)
    for (const hash of ['#progress', '#log']) {
      let root = await open(hash)
      expect(root.textContent).toContain('Nothing is recorded of this run yet')
      leave()
      root = await open(hash, { state: 'Stopped', result: 'Success', endTimeUtc: utc(NOW_MS) })
      expect(root.textContent).toContain('this monitor did not see it run')
      leave()
    }
  })

  it('says what the record lacks', async () => {
    record.history = json(makeHistory({ thinned: true, recordedFromUtc: at(5) }))
    const root = await open('#log')
    expect(root.textContent).toContain('Recorded from 11:51:27 UTC on. The run had started 11:46:27 UTC')
    expect(root.textContent).toContain('Some measurements are left out')
  })
})

describe('the tabs', () => {
  it('follow the arrow keys, with the focus, and write themselves into the address', async () => {
    const root = await open('#progress')
    const [progress, log] = tabs(root)
    progress?.focus()
    press(progress, 'ArrowRight')
    await settle()
    expect(chosen(root)).toBe('Log')
    expect(document.activeElement).toBe(log)
    expect(window.location.hash).toBe('#log')
    press(document.activeElement, 'End')
    await settle()
    expect(chosen(root)).toBe('Compare')
    press(document.activeElement, 'ArrowRight')
    await settle()
    expect(chosen(root)).toBe('Progress')
  })

  it('are one stop of the keyboard, and the panel names its tab', async () => {
    const root = await open('#log')
    expect(tabs(root).map((tab) => tab.tabIndex)).toEqual([-1, 0, -1])
    const panel = root.querySelector('[role=tabpanel]')
    expect(panel?.id).toBe('log')
    const [, log] = tabs(root)
    expect(log?.getAttribute('aria-controls')).toBe('log')
    expect(panel?.getAttribute('aria-labelledby')).toBe(log?.id)
  })

  it('follow a link on the page, which also brings the focus', async () => {
    const root = await open('#progress')
    await act(async () => {
      window.location.hash = '#compare'
      await vi.advanceTimersByTimeAsync(50)
    })
    expect(chosen(root)).toBe('Compare')
    expect(document.activeElement?.textContent).toBe('Compare')
    expect(scrolled).toHaveBeenCalledTimes(2)
  })
})
