import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionId } from '../share/samples'
import { toReading } from '@/components/alerts/reading'
import { toMemory, toTransitions } from '@/components/alerts/transitions'
import { nextAlarm, NO_ALARM } from '@/components/wall/alarm/takeover'
import type { SessionSummary } from '@/lib/api/replies'
import type { Acknowledgement, Failure } from '@/lib/failover/acknowledgement'
import { toFailures } from '@/lib/failover/acknowledgement'
import type { FailoverSession } from '@/lib/failover/failover-session'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import { joinSeen, toSeenSession, type SeenSession } from '@/lib/failover/seen-session'
import { createTeamworkMemory } from '@/lib/server/teamwork-memory'
import { toTeamworkSummary } from '@/lib/server/teamwork-view'
import { NOW_MS, utc } from '../components/fixtures'
import { makeListReply, makeSummary } from '../components/list-fixtures'

const ID = sessionId(1)
const LOOK_MS = 3_000
const LIST = makeListReply()
const SUMMARY = makeSummary()

type Look = {
  /** Of the one VM of the run. */
  failed: boolean
  startMinute: number
  message: string | null
  /** The run is over. */
  over: boolean
  /** Somebody acknowledges what is open, once it was seen. */
  acknowledge: boolean
}

function toSession({ failed, startMinute, message, over }: Look): FailoverSession {
  const startUtc = utc(NOW_MS + startMinute * 60_000)
  return {
    uid: 'u',
    id: ID,
    name: 'Plan',
    jobType: null,
    creationTimeUtc: utc(NOW_MS),
    // Long ago, so that nothing but the failure itself is news of it.
    endTimeUtc: over ? utc(NOW_MS - 86_400_000) : null,
    state: over ? 'Stopped' : 'Working',
    result: over ? 'Warning' : 'None',
    progress: null,
    failureMessage: null,
    backupServer: null,
    tasks: [
      {
        key: 'a',
        vmName: 'sql02',
        vmReplicaPoint: null,
        creationTimeUtc: startUtc,
        endTimeUtc: null,
        state: 'Stopped',
        result: failed ? 'Failed' : 'Success',
        progress: null,
        failureMessage: failed ? message : null,
      },
    ],
  }
}

/** Server, console and wall, each of which looks whenever the server has looked. */
function follow(looks: readonly Look[]) {
  const memory = createTeamworkMemory(
    { generation: () => 1, use: () => Promise.reject(new Error('away')) },
    () => NOW_MS,
  )
  let console: ReturnType<typeof toMemory> | null = null
  let wall = NO_ALARM
  let seen: SeenSession | null = null
  let no = 0
  return looks.map((look, n) => {
    const nowMs = NOW_MS + n * LOOK_MS
    const read = toSeenSession(toSession(look), nowMs)
    seen = seen === null ? read : joinSeen(seen, read)
    const { session } = seen
    const counts = toCounts(session.tasks)
    const outcome = toOutcome(session, counts)
    const before = memory.of(ID).acknowledgements
    memory.saw(session, nowMs)
    const run = { session, outcome, counts, kind: null, evidence: [] }
    const said = toTeamworkSummary({ ...memory.of(ID), notes: [] }, run)
    const { tasks: _tasks, ...head } = session
    const summary: SessionSummary = {
      ...SUMMARY,
      session: { ...head, plan: null, tenant: null },
      outcome,
      counts,
      ...said,
    }
    const reply = { ...LIST, live: [summary], sessions: [] }
    const reading = { ...toReading(reply), observedAtUtc: utc(nowMs) }
    const told = console === null ? null : toTransitions(console, reading, nowMs)
    console = told?.memory ?? toMemory(reading, nowMs)
    wall = nextAlarm({ ...wall, held: [] }, { of: 'screen', sessions: [summary], nowMs, emNowMs: nowMs })
    const cleared = before.length > 0 && memory.of(ID).acknowledgements.length === 0
    const [failure] = toFailures(session, outcome)
    if (look.acknowledge && failure !== undefined && said.unacknowledged > 0) {
      no += 1
      memory.acknowledged(ID, [toAcknowledgement(no, failure, nowMs)])
    }
    return {
      /** Somebody's word of it no longer holds, although it is failed. */
      failedAnew: cleared && look.failed,
      told: told?.alerts.some(({ kind }) => kind === 'failed') ?? false,
      rung: wall.held.length > 0,
      open: said.unacknowledged,
    }
  })
}

const toAcknowledgement = (no: number, failure: Failure, atMs: number): Acknowledgement => ({
  ...failure,
  no,
  by: 'Kim',
  atMs,
  reason: 'on it',
})

const FAILED: Look = { failed: true, startMinute: 0, message: 'memory', over: false, acknowledge: true }
const FINE: Look = { ...FAILED, failed: false }
const anew = (looks: readonly Look[]): boolean[][] =>
  follow(looks).map(({ failedAnew, told, rung }) => [failedAnew, told, rung])
const [NO, NEWS, ANEW] = [
  [false, false, false],
  [false, true, true],
  [true, true, true],
]

describe('one failure, by the word that somebody is at it, the alert of a console and the take-over of a wall', () => {
  it('is the same however often it is read, and whenever its reason is given', () => {
    const silent = { ...FAILED, message: null }
    expect(anew([FINE, FAILED, FAILED, silent, FAILED])).toEqual([NO, NEWS, NO, NO, NO])
    expect(anew([FINE, silent, FAILED, silent, FAILED])).toEqual([NO, NEWS, NO, NO, NO])
  })

  it('is another one with another reason, although its task has begun when it had', () => {
    const other = { ...FAILED, message: 'license' }
    expect(anew([FINE, FAILED, other, other])).toEqual([NO, NEWS, ANEW, NO])
    const silent = { ...FAILED, message: null }
    expect(anew([FINE, FAILED, silent, other])).toEqual([NO, NEWS, NO, ANEW])
    expect(anew([FINE, silent, FAILED, other])).toEqual([NO, NEWS, NO, ANEW])
    // Acknowledged while its reason was left out.
    const unsaid = { ...FAILED, acknowledge: false }
    expect(anew([FINE, unsaid, silent, other])).toEqual([NO, NEWS, NO, ANEW])
  })

  it('is another one also after the end of the run', () => {
    const over = { ...FAILED, over: true }
    expect(anew([FAILED, over, over, { ...over, message: 'license' }]).slice(2)).toEqual([NO, ANEW])
  })

  it('is one for all three, whatever comes', () => {
    const anyLook = fc.record<Look>({
      failed: fc.boolean(),
      startMinute: fc.nat(1),
      message: fc.constantFrom(null, 'memory', 'license'),
      over: fc.constant(false),
      acknowledge: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(anyLook, { minLength: 2, maxLength: 12 }), (looks) => {
        for (const { failedAnew, told, rung, open } of follow(looks).slice(1)) {
          expect([told, rung]).toEqual(failedAnew ? [true, true] : [told, told])
          // What is told is nobody's yet.
          expect(told && open !== 1).toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })
})
