// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HealthView } from '@/components/health/health-view'
import { toSizeParts } from '@/components/health/size'
import type { HealthReply } from '@/lib/api/replies'
import { STORE_PROBLEMS } from '@/lib/failover/store-problem'
import { en } from '@/lib/i18n/messages/en'
import { makeProblem, makeSessionReply, NOW_MS, utc } from './fixtures'
import { makeHealthReply, makeRecording } from './health-fixtures'
import { arriving, inScope, mount, type Mounted } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

type Recording = HealthReply['recording']

function show(recording: Partial<Recording>, health: Partial<HealthReply> = {}): HTMLElement {
  const reply = { ...makeHealthReply(), ...health, recording: makeRecording(recording) }
  mounted?.unmount()
  mounted = mount(inScope(arriving(makeSessionReply()), <HealthView health={reply} silentSinceMs={null} />))
  return mounted.root
}

const state = (root: HTMLElement): HTMLElement | null =>
  root.querySelector<HTMLElement>('[data-testid=health-state]')
const card = (root: HTMLElement): Record<string, string> => {
  const section = [...root.querySelectorAll('section')].find(
    (node) => node.querySelector('h2')?.textContent === 'Recording',
  )
  return Object.fromEntries(
    [...(section?.querySelectorAll('dt') ?? [])].map((term) => [
      term.textContent,
      term.nextElementSibling?.textContent ?? '',
    ]),
  )
}
const full = {
  code: 'disk_full',
  message: 'There is no room left for record.sqlite',
  sinceUtc: utc(NOW_MS - 60_000),
  nextTryAtUtc: utc(NOW_MS + 20_000),
} as const

describe('the recording', () => {
  it('says where, how much and when', () => {
    const root = show({})
    expect(card(root)).toEqual({
      State: 'Recording',
      Engine: 'SQLite',
      Location: '/var/lib/failover-monitor/record.sqlite',
      'Last written': '12:04:29 UTC',
      'Waiting to be written': 'nothing',
      'Failover sessions in the record': '1,284',
      'Size of the record': '41.3 MB',
    })
    expect(state(root)?.dataset['state']).toBe('good')
  })

  it('makes the page say that nothing is recorded although Enterprise Manager is read', () => {
    const root = show({ state: 'failing', waiting: 214, problem: full })
    expect(state(root)?.dataset['state']).toBe('recording')
    expect(state(root)?.textContent).toContain('The monitor reads Enterprise Manager but cannot record')
    expect(state(root)?.textContent).toContain('There is no room for the record')
    expect(state(root)?.textContent).toContain('Free some room on that disk')
    expect(state(root)?.textContent).toContain('next try in 20 s')
    expect(card(root)['State']).toBe('Failing')
    expect(card(root)['Waiting to be written']).toContain('214')
    expect(card(root)['Waiting to be written']).toContain('lost if the monitor stops before')
  })

  it('has what to do in its card where the page’s state is about something worse', () => {
    const { connection } = makeHealthReply(NOW_MS, makeProblem())
    const root = show({ state: 'failing', problem: full }, { connection })
    expect(state(root)?.dataset['state']).toBe('problem')
    expect(state(root)?.textContent).toContain('It cannot record either: There is no room for the record')
    expect(card(root)['Problem']).toContain('Free some room on that disk')
  })

  it('says that figures are not known instead of 0, and that nothing is written yet', () => {
    const cells = card(
      show({
        state: 'starting',
        engine: 'postgresql',
        lastWrittenAtUtc: null,
        sessions: null,
        sizeBytes: null,
      }),
    )
    expect(cells).toMatchObject({
      State: 'Starting',
      Engine: 'PostgreSQL',
      'Last written': 'not since the monitor was started',
      'Failover sessions in the record': 'not known',
      'Size of the record': 'not known',
    })
  })

  it('fails without a reason, and says that', () => {
    expect(state(show({ state: 'failing' }))?.textContent).toContain('No reason is known')
  })

  it.each(STORE_PROBLEMS)('says what %s means and what to do', (code) => {
    const text = state(show({ state: 'failing', problem: { ...full, code } }))?.textContent
    const { title, explain, next } = en.health.recording.problems[code]
    for (const part of [title, explain, next]) expect(text).toContain(part)
  })
})

describe('toSizeParts', () => {
  it.each([
    [0, 'bytes', 0],
    [999, 'bytes', 999],
    [1000, 'kilobytes', 1],
    [12_340, 'kilobytes', 12.3],
    [41_260_000, 'megabytes', 41.3],
    [412_600_000, 'megabytes', 413],
    [5_000_000_000_000, 'gigabytes', 5000],
  ] as const)('prints %d in %s', (bytes, unit, value) => {
    expect(toSizeParts(bytes)).toEqual({ unit, value })
  })
})
