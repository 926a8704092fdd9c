// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ReportFailure } from '@/components/report/report-failure'
import { ReportView } from '@/components/report/report-view'
import { toExactParts } from '@/components/report/exact-parts'
import { groupTransitions } from '@/components/report/group-transitions'
import { HTTP_STATUS, type ProblemCode } from '@/lib/api/problem'
import type { RunReport } from '@/lib/api/report'
import type { Figure } from '@/lib/failover/recovery'
import { withTexts } from '../components/render'
import { HOSTILE_NAME, makeCases, makeReply, makeReport, SESSION_ID, show } from './fixtures'

const cases = makeCases()

function toPage(report: RunReport, kept = true): { page: HTMLElement; text: string; sha256: string } {
  const shown = show(report, kept)
  const page = document.createElement('div')
  page.innerHTML = renderToStaticMarkup(
    withTexts(<ReportView report={shown.report} sha256={shown.sha256} kept={kept} />),
  )
  return { page, text: page.textContent.replaceAll('\u00a0', ' '), sha256: shown.sha256 }
}

const of = (name: string): RunReport => {
  const report = cases[name]
  if (!report) throw new Error(`there is no case ${name}`)
  return report
}

/** What an element claims: its ms, or why it has none. */
function figureIn(page: ParentNode, field: string): Figure | null {
  const element = page.querySelector(`[data-field="${field}"]`)
  if (element === null) return null
  const unknown = element.getAttribute('data-unknown')
  // safe: written by the page from a figure
  return unknown === null ? { ms: Number(element.getAttribute('value')) } : ({ unknown } as Figure)
}

const timesIn = (row: ParentNode): (string | null)[] =>
  [...row.querySelectorAll('time')].map((time) => time.getAttribute('datetime'))

describe.each(Object.entries(cases))('the page of a run: %s', (_name, report) => {
  const { page, text, sha256 } = toPage(report)

  it('has the figures of the JSON for every VM, in every row', () => {
    const rows = [...page.querySelectorAll('[data-vm]')]
    expect(rows.map((row) => row.getAttribute('data-vm'))).toEqual(report.vms.map(({ key }) => key))
    report.vms.forEach((vm, index) => {
      const row = rows[index]
      if (!row) throw new Error('a row is missing')
      expect(row.getAttribute('data-standing')).toBe(vm.standing)
      for (const field of ['timeToFailOver', 'dataLoss', 'waited'] as const)
        expect(figureIn(row, field)).toEqual(vm[field])
      const { creationTimeUtc, endTimeUtc, vmReplicaPoint: point } = vm
      const pointUtc = point?.unreadable === null ? point.creationTimeUtc : null
      expect(timesIn(row)).toEqual([creationTimeUtc, endTimeUtc, pointUtc].filter((at) => at !== null))
      expect(row.querySelector('bdi')?.textContent).toBe(vm.vmName ?? 'unnamed VM')
      expect(row.textContent).toContain(vm.failureMessage ?? '')
    })
  })

  it('has the run’s own figures, targets and counts', () => {
    const { timeToFailOver, elapsedMs, rtoTargetMs, worstDataLoss, rpoTargetMs, rtoAgainst, rpoAgainst } =
      report.recovery
    const known = (ms: number | null | undefined): Figure | null =>
      ms === null || ms === undefined ? null : { ms }
    const shown = figureIn(page, 'elapsedMs') ?? figureIn(page, 'runTimeToFailOver')
    expect(shown).toEqual(known(elapsedMs) ?? timeToFailOver)
    expect(figureIn(page, 'worstDataLoss')).toEqual(known(worstDataLoss?.ms))
    expect(figureIn(page, 'rtoTargetMs')).toEqual(known(rtoTargetMs))
    expect(figureIn(page, 'rpoTargetMs')).toEqual(known(rpoTargetMs))
    expect(figureIn(page, 'rtoAgainst')).toEqual(
      rtoAgainst && 'ms' in rtoAgainst ? { ms: rtoAgainst.ms } : null,
    )
    expect(figureIn(page, 'rpoAgainst')).toEqual(
      rpoAgainst && 'ms' in rpoAgainst ? { ms: rpoAgainst.ms } : null,
    )
    const against = [...page.querySelectorAll('[data-against]')].map((one) =>
      one.getAttribute('data-against'),
    )
    expect(against).toEqual([rtoAgainst, rpoAgainst].flatMap((one) => one?.kind ?? []))
    for (const standing of ['succeeded', 'failed', 'warning', 'working', 'waiting', 'unknown'] as const) {
      const counted = page.querySelector(`[data-count="${standing}"]`)?.textContent
      expect(Number(/\d+/.exec(counted ?? '0')?.[0])).toBe(report.counts[standing])
    }
  })

  it('leads to the earlier attempt from each VM that it had started, and says when', () => {
    const rows = [...page.querySelectorAll('[data-earlier]')]
    const started = report.startedEarlier ?? []
    expect(rows.map((row) => row.querySelector('bdi')?.textContent)).toEqual(started.map((vm) => vm.vmName))
    started.forEach(({ earlier }, index) => {
      const row = rows[index]
      if (!row) throw new Error('a row is missing')
      expect(row.querySelector('a')?.getAttribute('href')).toBe(`/sessions/${earlier.sessionId}`)
      expect(row.querySelector('a')?.textContent).toBe(`Attempt ${earlier.attempt}`)
      const { creationTimeUtc, endTimeUtc, sessionCreationTimeUtc } = earlier
      expect(timesIn(row)).toEqual([creationTimeUtc, endTimeUtc, sessionCreationTimeUtc])
      expect(row.textContent).toContain(earlier.standing === 'succeeded' ? 'Succeeded' : 'Warnings')
    })
    expect(text.includes('had started')).toBe(started.length > 0)
  })

  it('has the whole checksum, and its links are of this very report', () => {
    expect(page.querySelector('[data-testid="report-sha256"]')?.textContent).toBe(sha256)
    const links = [...page.querySelectorAll('a[download]')].map((link) => link.getAttribute('href'))
    expect(links).toEqual(
      ['json', 'csv'].map((format) => `/api/sessions/${SESSION_ID}/report?format=${format}&sha256=${sha256}`),
    )
  })

  it('has a running head that print repeats, around everything', () => {
    const frame = page.querySelector('.paper > .report-frame')
    const [head, body, ...others] = frame?.children ?? []
    expect(others).toEqual([])
    expect(head?.className).toBe('report-frame-head')
    expect(body?.className).toBe('report-frame-body')
    // A table's group holds cells: more than one child would stand side by side.
    expect([head?.children.length, body?.children.length]).toEqual([1, 1])
    const words = head?.textContent ?? ''
    expect(words).toContain('Evidence report')
    expect(words).toContain(report.session.name)
    expect(words).toContain(SESSION_ID)
    expect(words).toContain(sha256.slice(0, 12))
    expect(page.querySelector('.report-frame-body h1')?.textContent).toBe(report.session.name)
  })

  it('says UTC for every time, in the text or in the heading', () => {
    for (const time of page.querySelectorAll('time')) {
      const cell = time.closest('td')
      const head = cell?.querySelector('.cell-label')?.textContent ?? ''
      expect(`${time.textContent} ${head}`).toContain('UTC')
    }
  })

  it('lists everything that is not known, before the VMs', () => {
    const section = page.querySelector('[data-testid="report-unknown"]')
    const listed = [...(section?.querySelectorAll('[data-what]') ?? [])].flatMap((line) => {
      const words = `${line.getAttribute('data-what')} ${line.getAttribute('data-reason')}`
      return Array.from({ length: Number(line.getAttribute('data-vms') ?? 1) }, () => words)
    })
    expect(listed.sort()).toEqual(report.unknown.map(({ what, reason }) => `${what} ${reason}`).sort())
    const order = [...page.querySelectorAll('[data-testid^="report-"]')].map((part) =>
      part.getAttribute('data-testid'),
    )
    for (const earlier of ['report-gaps', 'report-unknown', 'report-sha256'])
      expect(order.indexOf(earlier)).toBeLessThan(order.indexOf('report-vms'))
  })

  it('tells every change that was seen', () => {
    const log = page.querySelector('[data-testid="report-log"]')
    const looks = new Set(report.transitions?.map(({ atUtc, key }) => `${atUtc} ${key}`))
    expect(log?.querySelectorAll('tbody tr').length).toBe(looks.size)
  })

  it('never calls what is known nothing', () => {
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/)
  })
})

describe('what the page says', () => {
  it('of a run that goes on: as of when, and that it does not move', () => {
    const { page, text } = toPage(of('running'))
    expect(text).toContain('As of 2026-11-23 12:04:31 UTC, still running.')
    expect(text).toContain('41 min 56 s left')
    expect(page.querySelector(`a[href="/sessions/${SESSION_ID}/report"]`)?.textContent).toBe('Build anew')
    expect(page.querySelector('[data-not-run="known"]')?.textContent).toBe('15. web0416. web05')
  })

  it('of one that has ended: final, and no other to build', () => {
    const { page, text } = toPage(of('ended'))
    expect(text).toContain('Final, as of 2026-11-23 12:04:03 UTC')
    expect(text).toContain('Not tagged')
    expect(page.querySelector(`a[href="/sessions/${SESSION_ID}/report"]`)).toBeNull()
    expect(page.querySelector('[data-testid="report-recorded"]')?.getAttribute('data-whole')).toBe('true')
  })

  it('of gaps: each with its length, and of an open one that it is', () => {
    const { page, text } = toPage(of('with gaps'))
    const gaps = [...page.querySelectorAll('[data-gap]')]
    expect(gaps.map((gap) => figureIn(gap, 'lengthMs'))).toEqual([{ ms: 90_000 }, { ms: 60_000 }])
    expect(gaps.flatMap(timesIn)).toEqual(
      of('with gaps').gaps?.flatMap(({ fromUtc, toUtc }) => [fromUtc, toUtc]),
    )
    expect(text).toContain('The run was not observed whole: it has gaps.')
    const open = toPage(of('open gap'))
    expect(open.page.querySelector('[data-gap="unreachable"]')?.textContent).toContain('still open')
  })

  it('of a record that cannot be read: that gaps are not known, and not that there are none', () => {
    const { page } = toPage(of('emptied'))
    for (const section of ['report-gaps', 'report-log'])
      expect(page.querySelector(`[data-testid="${section}"] p`)?.textContent).toBe(
        'Not known: the record of the monitor could not be read.',
      )
  })

  it('of rows that Enterprise Manager dropped: nothing works or waits in a run that is over', () => {
    const { page, text } = toPage(of('recorded'))
    expect(text).toContain('VM rows as last seen 2026-11-23 12:03:58 UTC')
    expect(page.querySelector('[data-count="working"]')?.textContent).toBe('5 working, when last seen')
    for (const row of page.querySelectorAll('[data-standing="working"]')) {
      expect(row.textContent).toContain('End not seen')
      expect(row.textContent).not.toContain('not ended yet')
    }
    expect(text).toContain('Whether they ran is not known: the VM rows were last seen before the run ended.')
  })

  it('of a run that went before its end: that nobody knows how it ended', () => {
    const reply = makeReply({ inEnterpriseManager: false, outcome: { kind: 'unknown', reported: 'Working' } })
    const { text } = toPage(makeReport(reply))
    expect(text).toContain('Last seen 2026-11-23 12:04:31 UTC, when it had not ended.')
    expect(text).not.toContain('still running')
  })

  it('of a hostile name: the name, as text', () => {
    const { page } = toPage(of('odd'))
    expect(page.querySelector('h1')?.textContent).toBe(HOSTILE_NAME)
    expect(page.querySelector('article b')).toBeNull()
    for (const name of page.querySelectorAll('.report-vms bdi')) expect(name.getAttribute('dir')).toBe('auto')
  })

  it('of a report that could not be kept', () => {
    expect(toPage(of('ended'), false).page.querySelector('[data-testid="report-not-kept"]')).not.toBeNull()
    expect(toPage(of('ended')).page.querySelector('[data-testid="report-not-kept"]')).toBeNull()
    expect(toPage(of('ended'), false).text).not.toContain('Lasting link')
  })

  it('by shape and word, and never by colour alone', () => {
    const { page } = toPage(of('running'))
    for (const row of page.querySelectorAll('[data-vm]')) {
      const state = row.querySelector('td:nth-of-type(2)')
      expect(state?.querySelector('svg')).not.toBeNull()
      expect(state?.textContent).toMatch(/Succeeded|Failed|Warnings|Working|Waiting/)
    }
  })
})

it('says why there is no report in the words of the other pages', () => {
  const codes: ProblemCode[] = ['not_found', 'unreachable', 'record_unavailable', 'report_unknown']
  const titles = codes.map((code) => {
    const problem = { type: '', title: '', status: HTTP_STATUS[code], detail: 'its own words', code }
    const page = document.createElement('div')
    page.innerHTML = renderToStaticMarkup(
      withTexts(<ReportFailure problem={problem} sessionId={SESSION_ID} />),
    )
    expect(page.textContent).toContain('its own words')
    return page.querySelector('h1')?.textContent
  })
  expect(titles).toEqual([
    'Enterprise Manager does not know this failover session',
    'Enterprise Manager cannot be reached',
    'The record of this monitor cannot be read',
    'There is no such report',
  ])
})

it('puts what was seen of one VM in one look into one line', () => {
  const seen = { atUtc: '2026-11-23T12:00:03Z', notBeforeUtc: '2026-11-23T12:00:00Z', emTimeUtc: null }
  const state = { field: 'state', from: 'Working', to: 'Stopped' } as const
  const result = { field: 'result', from: 'None', to: 'Success' } as const
  const lines = groupTransitions([
    { ...seen, key: null, ...state },
    { ...seen, key: 'a', ...state },
    { ...seen, key: 'b', ...state },
    { ...seen, key: 'a', ...result, emTimeUtc: '2026-11-23T12:00:01Z' },
    { ...seen, key: 'run', ...state },
  ])
  expect(lines).toEqual([
    { ...seen, key: null, changes: [state] },
    { ...seen, key: 'a', changes: [state, result], emTimeUtc: '2026-11-23T12:00:01Z' },
    { ...seen, key: 'b', changes: [state] },
    { ...seen, key: 'run', changes: [state] },
  ])
})

it('prints a duration to the second, however long', () => {
  const text = (ms: number): string => {
    const { unit, hours, minutes, seconds } = toExactParts(ms)
    return `${unit} ${hours}:${minutes}:${seconds}`
  }
  expect(text(999)).toBe('below_second 0:0:0')
  expect(text(59_999)).toBe('seconds 0:0:59')
  expect(text(60_000)).toBe('minutes 0:1:00')
  expect(text(3_612_000)).toBe('hours 1:00:12')
  expect(text(97_384_000)).toBe('hours 27:03:04')
})
