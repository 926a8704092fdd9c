// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeTask, NOW_MS } from './fixtures'
import { mount, type Mounted } from './render'
import { press, table } from './task-table-page'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

describe('chosen rows', () => {
  afterEach(() => void vi.unstubAllGlobals())

  const boxes = (): HTMLInputElement[] => [
    ...(mounted?.root.querySelectorAll<HTMLInputElement>('[data-index] input[type=checkbox]') ?? []),
  ]
  const click = (index: number, shiftKey = false): void => {
    const box = boxes()[index]
    act(() => void box?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey })))
  }
  const said = (): string => mounted?.root.querySelector('[data-testid=selection]')?.textContent ?? ''
  const tasks = Array.from({ length: 6 }, (_, index) => makeTask(index + 1))

  it('can be a range, and survive polls, filters and orders', () => {
    mounted = mount(table(tasks))
    expect(said()).toBe('')
    click(1)
    click(4, true)
    expect(boxes().map(({ checked }) => checked)).toEqual([false, true, true, true, true, false])
    expect(said()).toContain('4 VMs selected')
    mounted.show(table([makeTask(1, { result: 'Failed' }), ...tasks.slice(1)]))
    expect(said()).toContain('4 VMs selected')
    press('Failed 1')
    expect(said()).toContain('4 VMs selected4 not shown')
    press('All 6')
    press('Clear selection')
    expect(said()).toBe('')
  })

  it('are copied in the order that is shown, with a heading', async () => {
    const written: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
    mounted = mount(table(tasks))
    press('VM')
    press('VM')
    click(0)
    click(5)
    await act(async () => press('Copy'))
    const lines = written.join('').split('\n')
    expect(lines[0]).toMatch(/^order\tvmName\t/)
    expect(lines.slice(1, 3).map((line) => line.split('\t')[1])).toEqual(['vm06', 'vm01'])
    expect(said()).toContain('2 rows copied')
  })
})
