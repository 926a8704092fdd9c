import { describe, expect, it } from 'vitest'
import { parseEmTime } from '@/lib/failover/em-time'
import type { FailoverPlan, TaskSession } from '@/lib/failover/failover-session'
import { toFailureText } from '@/lib/failover/failure-text'
import { findPlan, findProvenPlan } from '@/lib/failover/find-plan'
import { parseReplicaPointId, parseSessionId, parseUrnGuid } from '@/lib/failover/ids'
import { keepTaskRows } from '@/lib/failover/task-rows'

const ID = 'a986d473-0248-4884-9832-17ec982ee393'

describe('ids', () => {
  it('takes bare GUIDs only for ids', () => {
    expect(parseSessionId(ID.toUpperCase())).toBe(ID)
    expect(parseReplicaPointId(`${ID}/..`)).toBeNull()
    expect(parseUrnGuid(`urn:veeam:FailoverPlan:${ID.toUpperCase()}`)).toBe(ID)
  })
})

describe('time of Enterprise Manager (trap 18)', () => {
  it.each([
    ['2026-11-23T06:31:58Z', '2026-11-23T06:31:58.000Z'],
    ['2025-11-04T21:40:03.62Z', '2025-11-04T21:40:03.620Z'],
    ['2026-11-23T06:31:57.9034127Z', '2026-11-23T06:31:57.903Z'],
    ['2025-01-27T17:05:52.069837', '2025-01-27T17:05:52.069Z'],
    ['2026-11-23T06:31:58', '2026-11-23T06:31:58.000Z'],
    ['2026-11-23T07:31:58.5+01:00', '2026-11-23T06:31:58.500Z'],
    [' 2026-02-28T00:00:00Z ', '2026-02-28T00:00:00.000Z'],
  ])('reads %s', (raw, utc) => {
    expect(parseEmTime(raw)).toBe(utc)
  })

  it.each([
    null,
    '',
    '1753-01-01T00:00:00Z',
    '0001-01-01T00:00:00',
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-23',
  ])('has no time for %j', (raw) => {
    expect(parseEmTime(raw)).toBeNull()
  })
})

const task = (vmName: string | null, over: Partial<TaskSession> = {}): TaskSession => ({
  key: vmName ?? 'unnamed',
  vmName,
  vmReplicaPoint: null,
  creationTimeUtc: null,
  endTimeUtc: null,
  state: 'Working',
  result: 'None',
  progress: 10,
  failureMessage: null,
  ...over,
})

describe('task rows (trap 3: finished sessions lose their tasks)', () => {
  const done = [
    task('dc01', { state: 'Stopped', result: 'Success' }),
    task('sql01', { state: 'Stopped', result: 'Failed' }),
  ]

  it('keeps the last complete rows when the list is emptied', () => {
    expect(keepTaskRows(done, [])).toEqual({ tasks: done, tasksFrom: 'record' })
  })

  it('takes the new rows, in their order, when nothing is missing', () => {
    const now = [task('web01'), ...done.map((row) => ({ ...row, progress: 99 }))]
    expect(keepTaskRows(done, now)).toEqual({ tasks: now, tasksFrom: 'em' })
  })

  it('keeps a single row that vanished and says so', () => {
    const now = [task('dc01', { progress: 77 })]
    expect(keepTaskRows(done, now)).toEqual({ tasks: [now[0], done[1]], tasksFrom: 'record' })
  })

  it('does not double a row that gained its replica point', () => {
    const id = parseReplicaPointId(ID)
    const linked = task('dc01', { key: ID, vmReplicaPoint: id && { id, name: null } })
    expect(keepTaskRows([task('dc01')], [linked])).toEqual({ tasks: [linked], tasksFrom: 'em' })
  })

  it('has nothing to say when there was never a row', () => {
    expect(keepTaskRows([], [])).toEqual({ tasks: [], tasksFrom: 'em' })
  })
})

describe('failure text (trap 6: Failed without FailureMessage)', () => {
  const failed = task('sql01', { state: 'Stopped', result: 'Failed', failureMessage: 'no memory' })

  it('prefers the session and falls back to the first failed task', () => {
    expect(toFailureText({ failureMessage: 'all broken', tasks: [failed] })).toBe('all broken')
    const warned = task('dc01', { state: 'Stopped', result: 'Warning', failureMessage: 'slow' })
    expect(toFailureText({ failureMessage: null, tasks: [warned, failed] })).toBe('no memory')
  })

  it('invents nothing', () => {
    expect(toFailureText({ failureMessage: null, tasks: [{ ...failed, failureMessage: null }] })).toBeNull()
  })
})

describe('plan of a session', () => {
  const SERVER = { id: 'server-1', name: 'srv13' }
  const plan = (id: string, vms: string[], over: Partial<FailoverPlan> = {}): FailoverPlan => ({
    uid: `urn:veeam:CloudFailoverPlan:${id}`,
    id,
    name: 'Full site',
    backupServer: SERVER,
    tenant: { id: `tenant-${id}`, name: id },
    vms: vms.map((name, order) => ({ id: null, name, order })),
    ...over,
  })
  const session = (vms: (string | null)[], over = {}) => ({
    name: 'Full site',
    backupServer: SERVER,
    tasks: vms.map((name) => task(name)),
    ...over,
  })

  it('is the one with the same name and backup server', () => {
    expect(findPlan(session(['dc01']), [plan('a', ['dc01', 'sql01'])])?.id).toBe('a')
  })

  it('is decided by the VMs when two tenants use one name', () => {
    const plans = [plan('a', ['dc01', 'sql01']), plan('b', ['web01', 'web02'])]
    expect(findPlan(session(['web02']), plans)?.id).toBe('b')
  })

  it('is unknown, never guessed, when the VMs do not decide', () => {
    const plans = [plan('a', ['dc01']), plan('b', ['dc01', 'web02'])]
    expect(findPlan(session(['dc01']), plans)).toBeNull()
    expect(findPlan(session([]), plans)).toBeNull()
    expect(findPlan(session(['dc01', null]), plans)).toBeNull()
  })

  it('is unknown when the name was taken over by a plan of other VMs', () => {
    expect(findPlan(session(['old01']), [plan('a', ['dc01'])])).toBeNull()
    expect(findPlan(session(['dc01', 'old01']), [plan('a', ['dc01'])])).toBeNull()
  })

  it('does not match a namesake of another tenant with other VMs, however it is asked for', () => {
    // One's own plan is gone; a neighbour on the same server has taken its name.
    const neighbour = plan('b', ['cedar-dc01', 'cedar-sql01'])
    for (const find of [findPlan, findProvenPlan]) {
      expect(find(session(['birch-dc01']), [neighbour])).toBeNull()
      expect(find(session(['cedar-dc01', 'birch-dc01']), [neighbour])).toBeNull()
      expect(
        find(session(['cedar-dc01', 'cedar-sql01', null]), [neighbour, plan('c', ['cedar-dc01'])]),
      ).toBeNull()
    }
  })

  it('is proved only by rows that all have names and all stand in one plan', () => {
    const plans = [plan('a', ['dc01', 'sql01', 'web01'])]
    expect(findProvenPlan(session(['dc01', 'sql01']), plans)?.id).toBe('a')
    // Staff read the likely one; whoever may see one tenant only does not.
    for (const rows of [[], [null], ['dc01', null]]) {
      expect(findPlan(session(rows), plans)?.id).toBe('a')
      expect(findProvenPlan(session(rows), plans)).toBeNull()
    }
    expect(findProvenPlan(session(['dc01', 'sql02']), plans)).toBeNull()
    expect(findProvenPlan(session(['DC01']), plans)).toBeNull()
    expect(findProvenPlan(session(['dc01']), [...plans, plan('b', ['dc01'])])).toBeNull()
    expect(
      findProvenPlan(session(['dc01'], { backupServer: { id: 'server-2', name: 'x' } }), plans),
    ).toBeNull()
  })

  it('keeps two backup servers with one plan name apart (trap 24)', () => {
    const other = plan('b', ['dc01'], { backupServer: { id: 'server-2', name: 'srv14' } })
    expect(findPlan(session(['dc01']), [other])).toBeNull()
    expect(findPlan(session(['dc01']), [other, plan('a', ['dc01'])])?.id).toBe('a')
    expect(findPlan(session(['dc01'], { backupServer: null }), [plan('a', ['dc01'])])).toBeNull()
  })
})
