// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionFacts } from '@/components/session/session-facts'
import { useTicketText } from '@/components/session/use-ticket-text'
import { VmSheet } from '@/components/sheet/vm-sheet'
import { type TaskItem, valueOf } from '@/components/tasks/task-columns'
import { toTaskCsv } from '@/components/tasks/task-text'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import { makeSessionReply, makeTask, NOW_MS, waiting, working } from './fixtures'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'
import { rowsOf, table } from './task-table-page'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 503 })))
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The run began at 11:46:27, the VM at 11:46:51; it was last seen at 12:00:00, and now it is 12:04:31. */
const SEEN = '2026-11-23T12:00:00.000Z'
const keptTask = makeTask(1, { ...working(40), lastSeenAtUtc: SEEN })
const listed = [makeTask(2, working(50)), makeTask(3, working(60)), makeTask(4)]
const RECORD = { tasksFrom: 'record', tasksRecordedAtUtc: SEEN } as const
const OVER = { state: 'Stopped', result: 'Success', endTimeUtc: '2026-11-23T12:03:00.000Z' }

const said = (): string => (mounted?.root.textContent ?? '').replaceAll('\u00a0', ' ')
const textOf = (node: Element | null | undefined): string =>
  (node?.textContent ?? '').replaceAll('\u00a0', ' ')
const rowOf = (index: number): HTMLElement | undefined => rowsOf(document.body)[index]
const notice = (): string => textOf(mounted?.root.querySelector('[data-testid=tasks-from-record]'))
const pass = (seconds: number): void => act(() => void vi.advanceTimersByTime(seconds * 1_000))

describe('a row that Enterprise Manager no longer lists while its run goes on', () => {
  it('says so itself, looks old, and no other row does', () => {
    mounted = mount(table([keptTask, ...listed], RECORD))
    expect(textOf(rowOf(0)?.querySelector('[data-testid=kept-row]'))).toBe(
      'last seen 12:00:00 UTC, no longer listed by Enterprise Manager',
    )
    expect(rowOf(0)?.getAttribute('data-freshness')).toBe('stale')
    expect(rowOf(0)?.querySelector('.pulse-when-live')).toBeNull()
    for (const index of [1, 2, 3]) {
      expect(rowOf(index)?.getAttribute('data-freshness')).toBeNull()
      expect(rowOf(index)?.querySelector('[data-testid=kept-row]')).toBeNull()
    }
    expect(rowOf(1)?.querySelector('.pulse-when-live')).not.toBeNull()
  })

  it('has its clocks stand at the moment when it was last seen', () => {
    const waits = makeTask(5, { ...waiting, lastSeenAtUtc: SEEN })
    mounted = mount(table([keptTask, ...listed, waits], RECORD))
    const took = (index: number) => textOf(rowOf(index)?.querySelector('.task-took'))
    const other = took(1)
    expect(took(0)).toBe('Took13 min 09 s')
    expect(textOf(rowOf(4)?.querySelector('.task-waited'))).toBe('Waited13 min 33 s')
    pass(3)
    expect(took(0)).toBe('Took13 min 09 s')
    expect(textOf(rowOf(4)?.querySelector('.task-waited'))).toBe('Waited13 min 33 s')
    expect(took(1)).not.toBe(other)
  })

  it('is measured on the clock of Enterprise Manager', () => {
    const reply = makeSessionReply({ tasks: [keptTask, ...listed], ...RECORD })
    const ahead = { ...reply, emClockAheadMs: 60_000 }
    mounted = mount(withQueries(inScope(arriving(ahead), <VmSheet taskKey={keptTask.key} reply={ahead} />)))
    expect(said()).toContain('Took14 min 09 s')
  })

  it('has its place in time end there too, in shape and in words', () => {
    const waits = makeTask(5, { ...waiting, lastSeenAtUtc: SEEN })
    mounted = mount(table([keptTask, ...listed, waits], RECORD))
    const track = (index: number) => rowOf(index)?.querySelector<HTMLElement>('.gantt-track')
    expect(track(0)?.style.getPropertyValue('--gantt-now')).toBe('813')
    expect(track(1)?.style.getPropertyValue('--gantt-now')).toBe('')
    expect(track(0)?.title).toMatch(/^waited 24 s, working when last seen .*12:00:00/)
    expect(track(4)?.title).toMatch(/^waiting when last seen .*12:00:00/)
    expect(track(1)?.title).toContain('working since')
  })

  it('is sorted by the time that is shown', () => {
    const item = (at: TaskView, over = false): TaskItem => ({
      task: at,
      order: 1,
      at,
      over,
      late: null,
      atMs: NOW_MS + 60_000,
      emClockAheadMs: 60_000,
    })
    expect(valueOf('took', item(keptTask))).toBe((14 * 60 + 9) * 1_000)
    expect(valueOf('waited', item(makeTask(5, { ...waiting, lastSeenAtUtc: SEEN })))).toBe(
      Date.parse(SEEN) + 60_000,
    )
    expect(valueOf('took', item(keptTask, true))).toBeUndefined()
  })

  it('says so in a copy for spreadsheets, and is the only one', () => {
    const items = [keptTask, ...listed].map((task, index): TaskItem => ({
      task,
      order: index + 1,
      at: task,
      over: false,
      late: null,
      atMs: NOW_MS,
      emClockAheadMs: 0,
    }))
    const last = (over: boolean): (string | undefined)[] =>
      toTaskCsv(items, { startUtc: null, over })
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(',').at(-1))
    expect(last(false)).toEqual(['lastSeenAtUtc', SEEN, '', '', ''])
    expect(last(true)).toEqual(['lastSeenAtUtc', '', '', '', ''])
  })

  it('says so in a ticket', () => {
    const failed = makeTask(1, { ...working(40), result: 'Failed', lastSeenAtUtc: SEEN })
    let text = ''
    function Ticket({ reply }: { reply: SessionReply }) {
      const toText = useTicketText(reply)
      return (
        <button type="button" onClick={() => (text = toText([{ kind: 'failed', task: failed, text: null }]))}>
          Copy
        </button>
      )
    }
    const write = (reply: SessionReply): string => {
      const node = inScope(arriving(reply), <Ticket reply={reply} />)
      if (mounted) mounted.show(node)
      else mounted = mount(node)
      act(() => mounted?.root.querySelector('button')?.click())
      return text
    }
    const running = write(makeSessionReply({ tasks: [failed, ...listed], ...RECORD }))
    expect(running).toContain(
      'Last seen: 2026-11-23 12:00:00 UTC; Enterprise Manager no longer lists this VM though its run goes on\n',
    )
    expect(running).toContain('Ended: not ended when last seen\n')
    expect(write(makeSessionReply({ tasks: [failed, ...listed], ...RECORD, ...OVER }))).not.toContain(
      'Last seen',
    )
  })

  it('leaves open why others wait, since nobody knows whether it works', () => {
    const waits = makeTask(5, waiting)
    const reasons = (): number => mounted?.root.querySelectorAll('[title*="inferred"]').length ?? 0
    mounted = mount(table([...listed, waits]))
    expect(reasons()).toBeGreaterThan(0)
    mounted.unmount()
    mounted = mount(table([keptTask, ...listed, waits], RECORD))
    expect(reasons()).toBe(0)
  })
})

describe('the sheet of such a VM', () => {
  const show = (reply: SessionReply, key: string): void => {
    mounted = mount(withQueries(inScope(arriving(reply), <VmSheet taskKey={key} reply={reply} />)))
  }

  it('is not live but as of that moment, and says why', () => {
    show(makeSessionReply({ tasks: [keptTask, ...listed], ...RECORD }), keptTask.key)
    const head = mounted?.root.querySelector('header')
    expect(textOf(head)).toContain('last seen 12:00:00 UTC')
    expect(textOf(head)).not.toContain('Live')
    expect(head?.querySelector('[data-level]')).toBeNull()
    expect(head?.querySelector('.pulse-when-live')).toBeNull()
    expect(head?.closest('[data-freshness]')?.getAttribute('data-freshness')).toBe('stale')
    expect(textOf(mounted?.root.querySelector('[data-testid=sheet-kept]'))).toContain(
      'Enterprise Manager no longer lists this VM',
    )
    expect(said()).toContain('Endednot ended when last seen')
    expect(said()).toContain('Took13 min 09 s')
  })

  it('is as ever for a VM that is listed, and for any once the run is over', () => {
    const isAsEver = (): void => {
      expect(mounted?.root.querySelector('header [data-level]')).not.toBeNull()
      expect(mounted?.root.querySelector('[data-testid=sheet-kept]')).toBeNull()
      expect(said()).not.toContain('last seen 12:00:00')
      mounted?.unmount()
    }
    show(makeSessionReply({ tasks: [keptTask, ...listed], ...RECORD }), listed[0]?.key ?? '')
    isAsEver()
    show(makeSessionReply({ tasks: [keptTask], ...RECORD, ...OVER }), keptTask.key)
    isAsEver()
  })
})

describe('the sentence above the rows', () => {
  const noticeOf = (tasks: TaskView[], spec: Parameters<typeof table>[1] = RECORD): string => {
    mounted?.unmount()
    mounted = mount(table(tasks, spec))
    return notice()
  }
  const kept = (n: number, at = SEEN): TaskView => makeTask(n, { ...working(40), lastSeenAtUtc: at })
  const LATER = '2026-11-23T12:02:00.000Z'

  it.each([
    [
      [kept(1), ...listed],
      '1 of 4 VM rows is as last seen 12:00:00 UTC; Enterprise Manager no longer lists it.',
    ],
    [
      [kept(1), kept(2), ...listed.slice(1)],
      '2 of 4 VM rows are as last seen 12:00:00 UTC; Enterprise Manager no longer lists them.',
    ],
    [
      [kept(1, LATER), kept(2), ...listed.slice(1)],
      '2 of 4 VM rows are as last seen, between 12:00:00 UTC and 12:02:00 UTC; Enterprise Manager no longer lists them.',
    ],
    [
      [kept(1), kept(2)],
      'All 2 VM rows are as last seen 12:00:00 UTC; Enterprise Manager no longer lists them.',
    ],
    [
      [kept(1), kept(2, LATER)],
      'All 2 VM rows are as last seen, between 12:00:00 UTC and 12:02:00 UTC; Enterprise Manager no longer lists them.',
    ],
    [[kept(1)], 'The only VM row is as last seen 12:00:00 UTC; Enterprise Manager no longer lists it.'],
  ])('says how many are kept, and since when (%#)', (tasks, text) => {
    expect(noticeOf(tasks)).toBe(text)
  })

  it('is not there while all are listed', () => {
    expect(noticeOf(listed, {})).toBe('')
  })

  it('is as ever of a run that is over and whose rows were emptied, which alarms nobody', () => {
    expect(noticeOf([kept(1), kept(2)], { ...RECORD, ...OVER })).toBe(
      'VM rows as last seen 12:00:00 UTC; Enterprise Manager no longer lists them.',
    )
    expect(rowOf(0)?.getAttribute('data-freshness')).toBeNull()
    expect(mounted?.root.querySelector('[data-testid=kept-row]')).toBeNull()
    expect(rowOf(0)?.querySelector<HTMLElement>('.gantt-track')?.style.getPropertyValue('--gantt-now')).toBe(
      '',
    )
  })
})

describe('the counts', () => {
  const show = (tasks: TaskView[], spec: Parameters<typeof makeSessionReply>[0] = RECORD): void => {
    const reply = makeSessionReply({ tasks, ...spec })
    mounted?.unmount()
    mounted = mount(inScope(arriving(reply), <SessionFacts reply={reply} />))
  }
  const kept = (): string => textOf(mounted?.root.querySelector('[data-testid=kept-counted]'))
  const spoken = (): string =>
    mounted?.root.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext') ?? ''

  it('say how many of the VMs are counted as last seen only, to eye and ear', () => {
    show([keptTask, ...listed])
    const one = '1 of these VMs is counted as last seen: Enterprise Manager no longer lists it.'
    expect(kept()).toBe(one)
    expect(spoken()).toContain('3 working')
    expect(spoken()).toContain(one)
    show([keptTask, { ...keptTask, key: 'other' }])
    expect(kept()).toBe('All 2 VMs are counted as last seen: Enterprise Manager no longer lists them.')
  })

  it('say nothing of it where all are listed, or the run is over', () => {
    show(listed, {})
    expect(kept()).toBe('')
    show([keptTask], { ...RECORD, ...OVER })
    expect(kept()).toBe('')
    expect(spoken()).not.toContain('last seen')
  })
})
