import { describe, expect, it } from 'vitest'
import { toAttentionItems } from '@/components/session/attention'
import { toSummary } from '@/components/sessions/summary'
import { makeListReply, makeSessionReply, makeTask, NOW_MS, POWER_ON_FAILED } from './fixtures'

const ended = { state: 'Stopped', result: 'Failed', endTimeUtc: '2026-11-23T12:04:00Z' }

function items(spec: Parameters<typeof makeSessionReply>[0]) {
  const { session, outcome } = makeSessionReply(spec)
  return toAttentionItems(session, outcome).map((item) => [
    item.kind,
    item.kind === 'session' ? null : item.task.vmName,
    item.text,
  ])
}

describe('toAttentionItems', () => {
  it('lists failures before warnings, each with its own words', () => {
    expect(items({})).toEqual([
      ['failed', 'sql02', POWER_ON_FAILED],
      ['warning', 'exch01', 'Network mapping is missing for adapter 2.'],
    ])
  })

  it('puts the session’s own failure first', () => {
    expect(items({ ...ended, failureMessage: 'Cancelled by user', tasks: [] })).toEqual([
      ['session', null, 'Cancelled by user'],
    ])
  })

  it('says that a session failed even if nobody says why, but not if a VM does', () => {
    expect(items({ ...ended, tasks: [] })).toEqual([['session', null, null]])
    expect(items({ ...ended, tasks: [makeTask(1, { result: 'Failed' })] })).toEqual([
      ['failed', 'vm01', null],
    ])
  })

  it('is empty when nothing is wrong', () => {
    expect(items({ tasks: [makeTask(1)] })).toEqual([])
  })
})

describe('toSummary', () => {
  it('counts what runs, what runs with failures, and today', () => {
    expect(toSummary(makeListReply(), '2026-11-23')).toEqual({
      running: 3,
      attention: 1,
      finishedToday: 5,
      failedToday: 1,
      atLeast: false,
    })
  })

  it('says "or more" only where the list ends within today', () => {
    const reply = { ...makeListReply(NOW_MS), total: 500 }
    expect(toSummary(reply, '2026-11-23').atLeast).toBe(false)
    expect(toSummary({ ...reply, sessions: reply.sessions.slice(0, 5) }, '2026-11-23').atLeast).toBe(true)
  })
})
