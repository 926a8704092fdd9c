// @vitest-environment jsdom
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { SESSION_ID } from './fixtures'
import { click, json, leave, lines, open, record, setUpRecord } from './history-page'
import { at, GAP, makeComparison, makeHistory, makeTransition } from './record-fixtures'

setUpRecord()

describe('the progress', () => {
  it('has a table that says what the chart says, gaps with reason and length', async () => {
    const root = await open('#progress')
    click(root, 'Table')
    const heads = [...root.querySelectorAll('thead th')].map((node) => node.textContent)
    expect(heads).toEqual(['Time (UTC)', 'Percent', 'Succeeded', 'Warnings', 'Working', 'Waiting', 'Failed'])
    const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(rows[0]).toEqual(['12:03:27', '52 %', '6', '1', '5', '1', '1'])
    expect(rows[3]).toEqual(['11:52:37', 'not observed for 2 min 52 s: Enterprise Manager cannot be reached'])
    expect(rows).toHaveLength(9)
  })

  it('shows the gaps in the table where nothing was ever observed', async () => {
    record.history = json(makeHistory({ samples: [], transitions: [], gaps: [{ ...GAP, toUtc: null }] }))
    const root = await open('#progress')
    expect(root.textContent).toContain('not observed since then: Enterprise Manager cannot be reached')
  })

  it('caps a long table and says how many are left', async () => {
    const [sample] = makeHistory().samples
    if (sample === undefined) throw new Error('the fixture has samples')
    const samples = Array.from({ length: 1700 }, (_, second) => ({ ...sample, atUtc: at(0, second) }))
    record.history = json(makeHistory({ samples, gaps: [] }))
    const root = await open('#progress')
    click(root, 'Table')
    expect(root.querySelectorAll('tbody tr')).toHaveLength(100)
    click(root, 'Show 500 more (1,600 left)')
    expect(root.querySelectorAll('tbody tr')).toHaveLength(600)
  })
})

describe('the log', () => {
  it('reads newest first: words, EM’s own moment, spans, and gaps in between', async () => {
    const root = await open('#log')
    expect(lines(root)).toEqual([
      '11:55:29 UTCexch01Working → Stopped, Warningbetween 11:52:37 UTC and 11:55:29 UTC',
      'not observed 11:52:37 UTC – 11:55:29 UTC: Enterprise Manager cannot be reached',
      '11:51:07 UTCsql02Working → Stopped, Failed11:51:03 UTC by Enterprise Manager',
      '11:46:51 UTCsql02Starting → Working',
      '11:46:30 UTCsql02first seen, Starting',
      '11:46:30 UTCFailover sessionfirst seen, Starting',
    ])
    click(root, 'Oldest first')
    expect(lines(root)[0]).toContain('Failover session')
  })

  it('prints changes of one word, missing words and results that change again', async () => {
    record.history = json(
      makeHistory({
        gaps: [{ fromUtc: at(9), toUtc: null, code: 'not_recorded' }],
        transitions: [
          makeTransition({ atUtc: at(1), field: 'result', from: 'None', to: 'Failed' }),
          makeTransition({ atUtc: at(2), from: 'Working', to: null }),
          makeTransition({ atUtc: at(3), from: null, to: 'Stopped' }),
          makeTransition({ atUtc: at(3), field: 'result', from: 'Failed', to: 'Success' }),
          makeTransition({ atUtc: at(4), notBeforeUtc: null, key: 'late', from: null, to: 'Stopped' }),
          makeTransition({
            atUtc: at(4),
            notBeforeUtc: null,
            key: 'late',
            field: 'result',
            from: null,
            to: 'Success',
          }),
        ].map((node) => ({ ...node, notBeforeUtc: node.notBeforeUtc && node.atUtc })),
      }),
    )
    const root = await open('#log')
    click(root, 'Oldest first')
    expect(lines(root).map((line) => line.replace(/^.*? UTC(sql02)?/, ''))).toEqual([
      'Result None → Failed',
      'Working → not reported',
      'not reported → Stopped, Result Failed → Success',
      'latefirst seen, Stopped, Success',
      ': the monitor did not run or could not write',
    ])
    expect(lines(root).at(-1)).toContain('not observed since 11:55:27 UTC')
  })

  it('finds a VM, or the session alone, and says how many changes that are', async () => {
    const root = await open('#log')
    expect(root.querySelector('output')?.textContent).toBe('5 changes')
    const input = root.querySelector('input')
    act(() => {
      // React takes a value that was set on the element itself for its own.
      Reflect.set(HTMLInputElement.prototype, 'value', 'exch', input)
      input?.dispatchEvent(new Event('input', { bubbles: true }))
    })
    expect(lines(root)).toHaveLength(2)
    expect(root.querySelector('output')?.textContent).toBe('1 of 5 changes')
    click(root, 'Session only')
    expect(lines(root).map((line) => line.slice(0, 32))).toEqual([
      expect.stringContaining('not observed'),
      expect.stringContaining('Failover session'),
    ])
  })

  it('does not draw thousands of lines at once', async () => {
    const transitions = Array.from({ length: 5000 }, (_, n) =>
      makeTransition({ key: `vm${n}`, atUtc: at(0, n) }),
    )
    record.history = json(makeHistory({ transitions, gaps: [] }))
    const root = await open('#log')
    expect(lines(root)).toHaveLength(100)
    expect(root.textContent).toContain('5,000 changes')
    expect(root.textContent).toContain('Show 500 more (4,900 left)')
  })
})

describe('the comparison', () => {
  it('puts the whole run first, then each VM, in words where there is no time', async () => {
    const root = await open('#compare')
    const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(rows).toEqual([
      [
        'Whole run',
        '35 min 00 s, with warnings',
        '31 min 00 s',
        'Failed',
        '33 min 00 s',
        '32 min 00 s',
        '31 min 00 s – 33 min 00 s',
        '3 min 00 s slower',
      ],
      [
        'dc01',
        '5 min 00 s',
        '3 min 00 s',
        '4 min 00 s',
        '6 min 00 s',
        '4 min 00 s',
        '3 min 00 s – 6 min 00 s',
        '1 min 00 s slower',
      ],
      [
        'sql02',
        '4 min 00 s, with warnings',
        '5 min 00 s',
        'Failed',
        '7 min 00 s',
        '6 min 00 s',
        '5 min 00 s – 7 min 00 s',
        '2 min 00 s faster',
      ],
      [
        'new01',
        '2 min 00 s',
        'not in that run',
        'not in that run',
        'not in that run',
        'no earlier time',
        'only in this run',
      ],
      [
        'old01',
        'not in this run',
        '2 min 00 s',
        'not in that run',
        '3 min 00 s',
        '2 min 30 s',
        '2 min 00 s – 3 min 00 s',
        'not in this run',
      ],
    ])
  })

  it('heads each earlier run with what came of it and when, and leads to it', async () => {
    const root = await open('#compare')
    const heads = [...root.querySelectorAll('thead th')].slice(2, 5)
    expect(heads.map((node) => node.textContent)).toEqual([
      'Succeeded23 Oct, 20:00:00 UTC',
      'Failed23 Sep, 20:00:00 UTC',
      'Succeeded23 Aug, 20:00:00 UTC',
    ])
    expect(heads[1]?.querySelector('svg')?.getAttribute('class')).toContain('octagon-x')
    expect(heads[1]?.querySelector('a')?.getAttribute('href')).toMatch(/^\/sessions\/.*52$/)
    expect(heads[1]?.querySelector('a')?.getAttribute('href')).not.toContain(SESSION_ID)
  })

  it('says what is needed where there is no earlier run, and what could not be compared', async () => {
    record.comparison = json(makeComparison({ unnamed: 2 }))
    let root = await open('#compare')
    expect(root.textContent).toContain('2 VM rows have no name and cannot be compared')
    leave()
    record.comparison = json(makeComparison({ earlier: [], vms: [] }))
    root = await open('#compare')
    expect(root.textContent).toContain('at least 80 % of the same VMs')
    expect(root.querySelector('table')).toBeNull()
  })
})
