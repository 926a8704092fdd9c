// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionView } from '@/components/session/session-view'
import { makeProblem, makeSessionReply, makeTask, NOW_MS, utc } from './fixtures'
import { makeListReply, makeSummary } from './list-fixtures'
import { listPage } from './list-page'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

type Spec = NonNullable<Parameters<typeof makeSessionReply>[0]>

function show(spec: Spec): HTMLElement {
  const reply = makeSessionReply(spec)
  mounted = mount(withQueries(inScope(arriving(reply), <SessionView reply={reply} />)))
  return mounted.root
}

const notice = (root: HTMLElement): string | undefined =>
  root.querySelector('[data-testid=recorded]')?.textContent
const banner = (root: HTMLElement): Element | null => root.querySelector('[data-testid=problem-banner]')

const ended: Spec = {
  state: 'Stopped',
  result: 'Success',
  endTimeUtc: utc(NOW_MS - 60_000),
  tasks: [makeTask(1)],
  tasksFrom: 'record',
  freshness: { level: 'final' },
}
/** As the server tells it: EM has dropped the run, and the last word of it was Working. */
const lost: Spec = {
  inEnterpriseManager: false,
  outcome: { kind: 'unknown', reported: 'Working' },
  freshness: { level: 'lost', problem: makeProblem({ code: 'not_found' }) },
}

describe('a session that Enterprise Manager no longer has', () => {
  it('is said to be recorded, with when it was last seen there', () => {
    const root = show({ ...ended, inEnterpriseManager: false })
    expect(notice(root)).toBe('Recorded, no longer in Enterprise ManagerLast seen there 12:04:31 UTC.')
    expect(root.querySelector('[data-testid=freshness]')?.textContent).toContain('Final')
    expect(root.querySelector('[data-testid=tasks-from-record]')?.textContent).toContain(
      'VM rows as last seen',
    )
    expect(banner(root)).toBeNull()
  })

  it('has no such notice while Enterprise Manager has it', () => {
    const root = show(ended)
    expect(notice(root)).toBeUndefined()
  })

  it('is not known to have ended if nobody saw that, and says so once and without an alarm', () => {
    const root = show(lost)
    expect(notice(root)).toContain('did not see this run end')
    expect(banner(root)).toBeNull()
    const text = root.textContent
    expect(text).toContain('Working when last seen; nobody saw it end')
    expect(text).not.toContain('a word the monitor does not know')
    expect(text).not.toContain('Enterprise Manager says')
    expect(text).toContain('nobody saw the run end')
    expect(root.querySelector('[data-testid=eta]')).toBeNull()
    expect(root.querySelector('[data-testid=state]')?.textContent).toBe('Result unknown')
  })

  it('keeps the banner for what the notice does not tell', () => {
    const root = show({ ...lost, freshness: { level: 'lost', problem: makeProblem() } })
    expect(banner(root)?.getAttribute('data-code')).toBe('unreachable')
  })

  it('keeps the banner of a run that has gone while the page thinks it is there', () => {
    const root = show({ freshness: { level: 'lost', problem: makeProblem({ code: 'not_found' }) } })
    expect(banner(root)?.getAttribute('data-code')).toBe('not_found')
  })
})

describe('the ways on', () => {
  it('lead to the report and to the history', () => {
    const links = [...show(ended).querySelectorAll<HTMLAnchorElement>('nav[aria-label^="More"] a')]
    expect(
      links.map((node) => [node.textContent, node.getAttribute('href')?.replace(/^.*\/(?=report)/, '')]),
    ).toEqual([
      ['Evidence report', 'report'],
      ['History', '#progress'],
      ['Compare', '#compare'],
    ])
  })
})

describe('the list', () => {
  const list = (recordUnavailable = false): HTMLElement => {
    const reply = {
      ...makeListReply(),
      recordUnavailable,
      live: [],
      sessions: [
        makeSummary(ended),
        makeSummary({ ...ended, id: 'gone', inEnterpriseManager: false }),
        makeSummary({ ...lost, id: 'lost' }),
      ],
    }
    mounted = mount(withQueries(listPage(reply)))
    return mounted.root
  }

  it('marks what only the record has, quietly, and what was not seen to end', () => {
    const marks = [...list().querySelectorAll('section tbody th')].map(
      (node) => node.querySelector('[data-testid=recorded-mark]')?.textContent ?? null,
    )
    expect(marks).toEqual([null, 'recorded', 'recorded, not seen to end'])
  })

  it('does not count a run that was not seen to end as running, nor as a success', () => {
    const root = list()
    expect(root.textContent).toContain('No failover is running')
    expect(root.querySelector('section tbody tr:last-child td')?.textContent).toBe('Unknown')
  })

  it('says when the record cannot be read and sessions are missing for it', () => {
    expect(list(true).textContent).toContain('The record of this monitor cannot be read at present')
    mounted?.unmount()
    expect(list().textContent).not.toContain('cannot be read')
  })
})
