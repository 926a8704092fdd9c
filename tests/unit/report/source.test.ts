import { describe, expect, it } from 'vitest'
import type { SessionReply } from '@/lib/api/replies'
import { ReadError } from '@/lib/failover/read-error'
import { createReports, type ReportSettings, type ReportToKeep } from '@/lib/server/report-source'
import {
  EM_URL,
  idOf,
  makeEarlierVm,
  makeEndedReply,
  makeHistory,
  makePlanVms,
  makeReply,
  makeTask,
  SECOND_ATTEMPT,
  SESSION_ID,
} from './fixtures'

const ID = idOf(SESSION_ID)

/** Reports over a store in memory; `replies` are given one after the other, the last one from then on. */
function setUp(replies: SessionReply[], spec: Partial<ReportSettings> = {}) {
  const kept = new Map<string, ReportToKeep>()
  const waits: number[] = []
  let reads = 0
  const settings: ReportSettings = {
    readSession() {
      const reply = replies[Math.min(reads, replies.length - 1)]
      reads += 1
      return reply ? Promise.resolve(reply) : Promise.reject(new ReadError('not_found', 'gone'))
    },
    readHistory: () => Promise.resolve(makeHistory(replies[0] ?? makeReply())),
    planVmsOf: (reply) => makePlanVms(reply, ['late01']),
    earlierOf: () => Promise.resolve({ kind: 'none' }),
    keep(_id, report) {
      kept.set(report.sha256, report)
      return Promise.resolve(true)
    },
    find: (_id, sha256) => Promise.resolve(kept.get(sha256)?.json ?? null),
    emUrl: EM_URL,
    wait(ms) {
      waits.push(ms)
      return Promise.resolve()
    },
    ...spec,
  }
  return { reports: createReports(settings), kept, waits }
}

const failing = () => Promise.reject(new Error('the store is down'))

describe('a report', () => {
  it('is kept under its checksum, once for equal ones', async () => {
    const { reports, kept } = setUp([makeEndedReply()])
    const first = await reports.read(ID)
    const second = await reports.read(ID)
    expect(first.kept).toBe(true)
    expect(second.json).toBe(first.json)
    expect([...kept.values()]).toEqual([
      { sha256: first.sha256, json: first.json, final: true, asOfUtc: first.report.asOfUtc },
    ])
    expect(first.report.notRun).toMatchObject({ kind: 'known', vms: [{ vmName: 'late01' }] })
    expect(first.report.enterpriseManager.url).toBe(EM_URL)
  })

  it('is shown although the store is down, and says so', async () => {
    const { reports } = setUp([makeEndedReply()], { keep: failing, readHistory: failing })
    const shown = await reports.read(ID)
    expect(shown.kept).toBe(false)
    expect(shown.report.recording).toBeNull()
  })

  it('tells which VMs a confirmed earlier attempt had started, and that it does not know where that fails', async () => {
    const reply = { ...makeEndedReply(), attempts: SECOND_ATTEMPT }
    const vms = [makeEarlierVm('late01', 'succeeded')]
    const read = (earlierOf: ReportSettings['earlierOf']) => setUp([reply], { earlierOf }).reports.read(ID)
    const { report } = await read(() => Promise.resolve({ kind: 'known', vms, unseen: false }))
    expect(report).toMatchObject({ notRun: { vms: [] }, startedEarlier: [{ vmName: 'late01' }] })
    const unread = await read(failing)
    expect(unread.report.notRun).toMatchObject({ vms: [{ vmName: 'late01' }] })
    expect(unread.report.unknown).toContainEqual({
      what: 'earlier_attempts',
      key: null,
      vmName: null,
      reason: 'record_unavailable',
    })
  })

  it('says so too if the record did not take it', async () => {
    const { reports } = setUp([makeEndedReply()], { keep: () => Promise.resolve(false) })
    expect((await reports.read(ID)).kept).toBe(false)
  })

  it('waits shortly for points that are being read, and not for ever', async () => {
    const task = makeTask(1)
    const point = task.vmReplicaPoint && { ...task.vmReplicaPoint, unreadable: 'pending' as const }
    const pending = makeEndedReply({ session: { tasks: [{ ...task, vmReplicaPoint: point }] } })
    const read = setUp([pending, pending, makeEndedReply()])
    expect((await read.reports.read(ID)).report.final).toBe(true)
    expect(read.waits.length).toBe(2)
    const stuck = setUp([pending])
    expect((await stuck.reports.read(ID)).report.final).toBe(false)
    expect(stuck.waits.reduce((sum, ms) => sum + ms, 0)).toBe(6000)
  })

  it('is not there for a session that cannot be read', async () => {
    await expect(setUp([]).reports.read(ID)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a report that is asked for by its checksum', () => {
  it('is the one that was shown, although the run has gone on', async () => {
    const { reports } = setUp([makeReply(), makeEndedReply()])
    const shown = await reports.read(ID)
    const later = await reports.read(ID)
    expect(later.sha256).not.toBe(shown.sha256)
    expect(await reports.find(ID, shown.sha256)).toEqual(shown)
  })

  it('is the present one if that was not kept but is the same', async () => {
    const { reports } = setUp([makeEndedReply()], { keep: failing })
    const shown = await reports.read(ID)
    expect(await reports.find(ID, shown.sha256)).toEqual(shown)
  })

  it('is null if there is none, and an error if the record cannot say', async () => {
    const none = 'ab'.repeat(32)
    expect(await setUp([makeEndedReply()]).reports.find(ID, none)).toBeNull()
    const down = setUp([makeEndedReply()], { find: failing })
    await expect(down.reports.find(ID, none)).rejects.toThrow('the store is down')
    const { sha256 } = await down.reports.read(ID)
    expect((await down.reports.find(ID, sha256))?.sha256).toBe(sha256)
  })

  it('is not taken from the record if its bytes are not those of the checksum', async () => {
    const { reports, kept } = setUp([makeReply(), makeEndedReply()])
    const { sha256, json } = await reports.read(ID)
    const stored = kept.get(sha256)
    if (stored) stored.json = json.replace('"failed": 1', '"failed": 0')
    expect(stored?.json).not.toBe(json)
    expect(await reports.find(ID, sha256)).toBeNull()
  })
})
