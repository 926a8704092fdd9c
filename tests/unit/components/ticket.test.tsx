// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AttentionList } from '@/components/session/attention-list'
import type { SessionReply } from '@/lib/api/replies'
import { makeProblem, makeSessionReply, makeTask, NOW_MS, SESSION_ID, utc } from './fixtures'
import { arriving, inScope, mount, withQueries, type Mounted } from './render'

let mounted: Mounted | null = null
let copied: string[] = []
let clipboard: { writeText: (text: string) => Promise<void> } | undefined

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS + 2000 })
  copied = []
  clipboard = {
    writeText: (text) => {
      copied.push(text)
      return Promise.resolve()
    },
  }
  Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

const show = (reply: SessionReply): void => {
  // The read is two seconds old on arrival.
  mounted = mount(inScope(arriving(reply, 2000), <AttentionList reply={reply} />))
}
const buttons = (): HTMLButtonElement[] => [...(mounted?.root.querySelectorAll('button') ?? [])]
const press = async (name: RegExp): Promise<void> => {
  const button = buttons().find((one) => name.test(one.getAttribute('aria-label') ?? one.textContent))
  if (button === undefined) throw new Error(`no button ${String(name)}`)
  await act(async () => {
    button.click()
    await vi.advanceTimersByTimeAsync(0)
  })
}
const said = (): string =>
  [...(mounted?.root.querySelectorAll('output') ?? [])].map((one) => one.textContent).join('')

describe('a failure for a ticket', () => {
  it('is the whole of it as plain text', async () => {
    show(makeSessionReply())
    await press(/^Copy for ticket: sql02$/)
    expect(copied).toEqual([
      `VM sql02 failed: ABC Company Failover Plan

Failover plan: ABC Company Failover Plan
Tenant: ABC Company
Tag: Untagged
Backup server: sp-vbr-01.tech.local
Failover session: ${SESSION_ID}
URN: urn:veeam:CloudFailoverSession:${SESSION_ID}
Page: ${window.location.origin}/sessions/${SESSION_ID}?vm=00000000-0000-4000-8000-000000000004
State of the run: Working · 1 failed so far; 7 of 14 VMs failed over
Enterprise Manager says: Working, result None, progress 52 %
Run began: 2026-11-23 11:46:27 UTC
Run ended: not ended

VM: sql02 (4 of 14)
State: Stopped
Result: Failed
Progress: 100 %
Started: 2026-11-23 11:47:51 UTC
Ended: 2026-11-23 11:51:11 UTC, after 3 min 20 s
Replica point: vm4@2026-11-23 11:30:09
Replica point id: 00000000-0000-4000-8000-000000000004
Point type: Snapshot
Point created: 2026-11-23 11:30:31 UTC
Point’s age when the failover began: 15 min
Point’s state: Failover

Failure text:
Failed to power on replica: host esx-07 does not have enough memory resources to start sql02_replica. Requested 64 GB, available 41 GB.

Data read: 2026-11-23 12:04:31 UTC, 2 s before this was copied (Live)
Data collected: 2026-11-23 12:03:50 UTC from the backup servers by Enterprise Manager, 43 s before this was copied`,
    ])
    expect(said()).toBe('Copied as plain text.')
    act(() => {
      vi.advanceTimersByTime(6000)
    })
    expect(said()).toBe('')
  })

  it('says what is not known, keeps lines of the failure text, and tells old data as old', async () => {
    const failed = makeTask(1, {
      vmName: null,
      result: 'Failed',
      progress: null,
      creationTimeUtc: null,
      endTimeUtc: null,
      vmReplicaPoint: null,
      failureMessage: 'one\n  two',
    })
    show(
      makeSessionReply({
        tasks: [failed],
        name: null,
        tenant: null,
        plan: null,
        unreadable: { plan: 'ambiguous', collection: null },
        freshness: { level: 'stale', collectedAtUtc: null, problem: makeProblem() },
      }),
    )
    await press(/^Copy for ticket$/)
    const [text = ''] = copied
    expect(text).toContain('VM unnamed VM failed: Unnamed plan\n')
    expect(text).toContain('Tenant: tenant unknown: no single failover plan fits this session\n')
    expect(text).toContain('Progress: not known\nStarted: not reported\nEnded: not ended\n')
    expect(text).toContain('Replica point: none named\n\nFailure text:\none\n  two\n\n')
    expect(text).toMatch(/before this was copied \(Stale\)$/)
  })

  it('is the run’s own without a VM, and says where no reason was given', async () => {
    show(makeSessionReply({ state: 'Stopped', result: 'Failed', endTimeUtc: utc(NOW_MS), tasks: [] }))
    await press(/^Copy for ticket: failover session$/)
    const [text = ''] = copied
    expect(text).toContain('Failover session failed: ABC Company Failover Plan\n\n')
    expect(text).toContain(`Page: ${window.location.origin}/sessions/${SESSION_ID}\n`)
    expect(text).toContain('Run ended: 2026-11-23 12:04:31 UTC\n\nFailure text:\n')
    expect(text).toContain('Enterprise Manager gave no reason.')
    expect(text).not.toContain('VM:')
  })

  it('has the session’s own message with its VM’s, whole, and that alone as no failure', async () => {
    const message = 'Failed to fail over 1 of 3 VMs'
    const tasks = [makeTask(1, { result: 'Failed', failureMessage: 'no memory' }), makeTask(2), makeTask(3)]
    show(
      makeSessionReply({
        state: 'Stopped',
        result: 'Failed',
        endTimeUtc: utc(NOW_MS),
        failureMessage: message,
        tasks,
      }),
    )
    expect(mounted?.root.textContent).toContain(`Message of the failover session${message}`)
    expect(mounted?.root.textContent).not.toContain('The failover session failed')
    expect(buttons().filter((one) => one.textContent.startsWith('Copy all'))).toEqual([])
    await press(/^Copy for ticket: vm01$/)
    await press(/^Copy for ticket: failover session$/)
    expect(copied[0]).toMatch(/^VM vm01 failed: /)
    expect(copied[0]).toContain(`\nMessage of the session: ${message}\n`)
    expect(copied[1]).toMatch(/^Message of the failover session: ABC Company Failover Plan\n/)
    expect(copied[1]).toContain(`Message:\n${message}\n`)
  })

  it('comes with all others in one text, each complete, without the warnings', async () => {
    const tasks = [1, 2, 3].map((n) => makeTask(n, { result: 'Failed', failureMessage: `reason ${n}` }))
    show(makeSessionReply({ tasks: [...tasks, makeTask(4, { failureMessage: 'only a warning' })] }))
    await press(/^Copy all 3$/)
    const parts = (copied[0] ?? '').split(`\n\n${'-'.repeat(60)}\n\n`)
    expect(parts.map((part) => part.split('\n', 1)[0])).toEqual([
      'VM vm01 failed: ABC Company Failover Plan',
      'VM vm02 failed: ABC Company Failover Plan',
      'VM vm03 failed: ABC Company Failover Plan',
    ])
    parts.forEach((part, index) => expect(part).toContain(`Failure text:\nreason ${index + 1}\n`))
    expect(copied[0]).not.toContain('only a warning')
    expect(said()).toBe('3 failures copied as plain text.')
  })

  it.each([
    ['refuses', (): typeof clipboard => ({ writeText: () => Promise.reject(new Error('no')) })],
    ['has none', (): typeof clipboard => undefined],
  ])('claims nothing where the browser %s', async (_what, give) => {
    clipboard = give()
    show(makeSessionReply())
    await press(/^Copy for ticket: sql02$/)
    expect(said()).toBe('')
  })
})

describe('the list of failures', () => {
  it('puts what somebody has acknowledged after what nobody has', () => {
    const task = (n: number) => makeTask(n, { vmName: `vm0${n}`, result: 'Failed', failureMessage: 'x' })
    const reply = makeSessionReply({ tasks: [task(1), task(2)] })
    const key = reply.session.tasks[0]?.key ?? ''
    const word = { key, by: 'Kim', atUtc: '2026-11-23T12:00:00.000Z', reason: 'on it' }
    mounted = mount(
      withQueries(inScope(arriving(reply), <AttentionList reply={{ ...reply, acknowledgements: [word] }} />)),
    )
    const items = [...mounted.root.querySelectorAll('li')].map((one) => one.textContent)
    expect(items.map((text) => /vm0\d/.exec(text)?.[0])).toEqual(['vm02', 'vm01'])
    expect(items[1]).toContain('Kim')
  })

  it('leads to the VM’s own sheet by a true address', () => {
    show(makeSessionReply())
    const link = mounted?.root.querySelector('a')
    expect(link?.getAttribute('href')).toBe('?vm=00000000-0000-4000-8000-000000000004')
    expect(link?.textContent).toBe('sql02')
  })
})
