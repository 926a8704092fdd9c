import { describe, expect, it } from 'vitest'
import { isFailureItem, taskOf, toAttentionItems } from '@/components/session/attention'
import { makeSessionReply, makeTask, POWER_ON_FAILED } from './fixtures'

const ended = { state: 'Stopped', result: 'Failed', endTimeUtc: '2026-11-23T12:04:00Z' }

function items(spec: Parameters<typeof makeSessionReply>[0]) {
  const { session, outcome } = makeSessionReply(spec)
  return toAttentionItems(session, outcome).map((item) => [
    item.kind,
    taskOf(item)?.vmName ?? null,
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

  it('has the message of a session that failed with its VMs first, as text that counts for nothing', () => {
    const tasks = [makeTask(1, { result: 'Failed', failureMessage: 'no memory' }), makeTask(2)]
    const spec = { ...ended, failureMessage: 'Failed to fail over 1 of 2 VMs', tasks }
    expect(items(spec)).toEqual([
      ['message', null, 'Failed to fail over 1 of 2 VMs'],
      ['failed', 'vm01', 'no memory'],
    ])
    const { session, outcome } = makeSessionReply(spec)
    expect(toAttentionItems(session, outcome).filter(isFailureItem)).toHaveLength(1)
  })

  it.each(['Success', 'Warning'])(
    'has the message of a session that ended with %s as no failure',
    (result) => {
      const { session, outcome } = makeSessionReply({
        ...ended,
        result,
        failureMessage: 'One host was slow',
        tasks: [makeTask(1)],
      })
      expect(toAttentionItems(session, outcome)).toEqual([
        { kind: 'message', text: 'One host was slow', isFailed: false },
      ])
    },
  )

  it('has what a session that goes on says after the VMs that failed', () => {
    const tasks = [makeTask(1, { result: 'Failed' })]
    expect(items({ failureMessage: 'license', tasks }).map(([kind]) => kind)).toEqual(['failed', 'message'])
  })

  it('is empty when nothing is wrong', () => {
    expect(items({ tasks: [makeTask(1)] })).toEqual([])
  })
})
