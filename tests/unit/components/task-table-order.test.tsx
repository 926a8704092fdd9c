// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeTask, NOW_MS } from './fixtures'
import { mount, type Mounted } from './render'
import { names, press, rowsOf, table, WAITING, WORKING } from './task-table-page'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

describe('the table’s order', () => {
  const run = (...percents: number[]) =>
    percents.map((progress, index) => makeTask(index + 1, { ...WORKING, vmName: `vm${index + 1}`, progress }))

  it('is asked for by a heading, said to the ear, and taken back by the third press', () => {
    mounted = mount(table(run(30, 10, 20)))
    const heading = () => mounted?.root.querySelector('th.task-progress')
    press('Progress')
    expect(names()).toEqual(['vm2', 'vm3', 'vm1'])
    expect(heading()?.getAttribute('aria-sort')).toBe('ascending')
    press('Progress')
    expect(names()).toEqual(['vm1', 'vm3', 'vm2'])
    expect(heading()?.getAttribute('aria-sort')).toBe('descending')
    press('Progress')
    expect(names()).toEqual(['vm1', 'vm2', 'vm3'])
    expect(heading()?.hasAttribute('aria-sort')).toBe(false)
  })

  it('stays while values move, says so, and is renewed when asked', () => {
    mounted = mount(table(run(30, 10, 20)))
    press('Progress')
    const held = () => mounted?.root.querySelector('[data-testid=held]')?.textContent ?? ''
    expect(held()).toBe('Rows stand as of 12:04:31 UTC.')
    mounted.show(table(run(30, 90, 20)))
    expect(names()).toEqual(['vm2', 'vm3', 'vm1'])
    expect(rowsOf(mounted.root)[0]?.textContent).toContain('90 %')
    expect(held()).toContain('Their order has changed since.')
    press('Sort again')
    expect(names()).toEqual(['vm3', 'vm1', 'vm2'])
    expect(held()).not.toContain('changed')
  })

  it('keeps rows that leave a group until it is asked again, and counts them', () => {
    mounted = mount(table(run(30, 10)))
    press(/^Working/)
    const [, second] = run(30, 10)
    const done = { ...makeTask(2), vmName: 'vm2' }
    expect(second?.key).toBe(done.key)
    mounted.show(table([...run(30), done, makeTask(3, { ...WORKING, vmName: 'vm3' })]))
    // One that has left stays; one that has come stands behind, and nothing has to be asked for it.
    expect(names()).toEqual(['vm1', 'vm2', 'vm3'])
    expect(mounted.root.querySelector('[data-testid=held]')?.textContent).toContain(
      '1 VM has changed its group',
    )
    press('Sort again')
    expect(names()).toEqual(['vm1', 'vm3'])
  })

  it.each(['', '?show=waiting', '?show=failed', '?sort=state', '?sort=-vm'])(
    'loses no VM that starts while the table is %s',
    (address) => {
      const planned = [1, 2, 3].map((n) => ({ name: `web${n}`, order: 10 + n }))
      mounted = mount(table([makeTask(1, { ...WAITING, vmName: 'vm1' })], { planned }, address))
      const before = names()
      const started = [2, 3].map((n) => makeTask(n, { ...WORKING, vmName: `web${n - 1}` }))
      const first = makeTask(1, { ...WAITING, vmName: 'vm1' })
      mounted.show(table([first, ...started], { planned: planned.slice(2) }, address))
      expect(names().toSorted()).toEqual(before.toSorted())
      expect(rowsOf(mounted.root).map((row) => row.dataset['standing'])).toEqual(
        address === '?show=failed' ? [] : ['waiting', 'working', 'working', undefined],
      )
      // They stay where they are, and can be chosen, when they move on.
      const done = started.map((task) => ({ ...task, state: 'Stopped', result: 'Success' }))
      mounted.show(table([first, ...done], { planned: planned.slice(2) }, address))
      expect(names().toSorted()).toEqual(before.toSorted())
    },
  )

  it('keeps rows in their places when others come behind them', () => {
    mounted = mount(table(run(30, 10)))
    press('Progress')
    mounted.show(table(run(30, 10, 5)))
    expect(names()).toEqual(['vm2', 'vm1', 'vm3'])
    press('Progress')
    expect(names()).toEqual(['vm1', 'vm2', 'vm3'])
  })

  it('names new failures that the chosen group does not show yet', () => {
    mounted = mount(table(run(30, 10)))
    press(/^Failed/)
    const bad = { ...makeTask(2, { result: 'Failed' }), vmName: 'vm2' }
    mounted.show(table([...run(30), bad]))
    expect(names()).toEqual([])
    const note = mounted.root.querySelector('[data-testid=held]')?.textContent
    expect(note).toContain('1 more failed.')
    expect(note).not.toContain('group')
    press('Sort again')
    expect(names()).toEqual(['vm2'])
  })
})
