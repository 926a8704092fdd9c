import { describe, expect, test } from 'vitest'
import type { Simulator } from '@/simulator/start-simulator'
import { type Element, call, child, children, logOn, parseXml, startWithClock, textOf } from './naive-client'

const MINUTE_MS = 60_000

type Headers = Record<string, string>

async function get(simulator: Simulator, path: string, headers: Headers): Promise<Element> {
  return parseXml((await call(simulator, path, { headers })).text)
}

async function planId(simulator: Simulator, headers: Headers, name: string): Promise<string> {
  const list = child(await get(simulator, '/api/cloud/cloudFailoverPlans', headers), 'EntityReferences')
  const plan = children(list, 'Ref').find((candidate) => textOf(candidate, '@Name') === name)
  return textOf(plan, '@UID')?.split(':').at(-1) ?? ''
}

async function act(simulator: Simulator, headers: Headers, path: string): Promise<Element | undefined> {
  const answer = await call(simulator, path, { method: 'POST', headers })
  expect(answer.status).toBe(202)
  return child(parseXml(answer.text), 'Task')
}

describe('actions', () => {
  test('a start makes a session that EM shows at once, its task leads there', async () => {
    const { simulator, pass } = await startWithClock({
      scenarios: ['clean'],
      historySessions: 0,
      collectionDelayMs: 900_000,
    })
    const headers = await logOn(simulator)
    const id = await planId(simulator, headers, 'Granite Bank Core Banking')
    const started = await act(simulator, headers, `/api/cloud/cloudFailoverPlans/${id}?action=start`)
    expect(started).toMatchObject({ TaskId: 'task-1', State: 'Running', Operation: 'StartCloudFailoverPlan' })
    expect(child(started, 'Result')).toBeUndefined()

    pass(2_500)
    const between = child(await get(simulator, '/api/tasks/task-1', headers), 'Task')
    expect(textOf(between, 'State')).toBe('OperationFinished')
    pass(2_000)
    const finished = child(await get(simulator, '/api/tasks/task-1', headers), 'Task')
    expect(textOf(finished, 'State')).toBe('Finished')
    expect(textOf(child(finished, 'Result'), '@Success')).toBe('true')
    const related = children(child(finished, 'Links'), 'Link').find(
      (link) => textOf(link, '@Rel') === 'Related',
    )
    pass(5 * MINUTE_MS)
    const url = new URL(textOf(related, '@Href') ?? '')
    const session = child(
      await get(simulator, `${url.pathname}${url.search}`, headers),
      'CloudFailoverSession',
    )
    expect(textOf(session, 'State')).toBe('Working')
    expect(children(child(session, 'CloudFailoverTasks'), 'CloudFailoverTasks')).toHaveLength(10)

    const again = await act(simulator, headers, `/api/cloud/cloudFailoverPlans/${id}?action=test`)
    expect(textOf(again, 'TaskId')).toBe('task-2')
    pass(10_000)
    const refused = child(await get(simulator, '/api/tasks/task-2', headers), 'Task')
    expect(child(refused, 'Result')).toEqual({
      '@Success': 'false',
      Message: 'Failover plan is already running',
    })
  })

  test('undo makes points ready again and carries no session', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['finished'], historySessions: 0 })
    const headers = await logOn(simulator)
    const id = await planId(simulator, headers, 'Orchard Retail Site Failover')
    const failedOver = async (): Promise<number> => {
      const result = child(
        await get(simulator, '/api/query?type=CloudVmReplicaPoint&filter=State==Failover', headers),
        'QueryResult',
      )
      return children(child(result, 'Refs'), 'Ref').length
    }
    expect(await failedOver()).toBe(8)
    await act(simulator, headers, `/api/cloud/cloudFailoverPlans/${id}?action=undo`)
    pass(5_000)
    const task = child(await get(simulator, '/api/tasks/task-1', headers), 'Task')
    expect(task).toMatchObject({ State: 'Finished', Operation: 'UndoCloudFailoverPlan' })
    expect(children(child(task, 'Links'), 'Link').map((link) => textOf(link, '@Rel'))).toEqual(['Delete'])
    expect(await failedOver()).toBe(0)
  })

  test('tasks of another logon session are not visible; a task can be deleted', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const [first, second] = [await logOn(simulator), await logOn(simulator)]
    const id = await planId(simulator, first, 'Granite Bank Core Banking')
    await act(simulator, first, `/api/cloud/cloudFailoverPlans/${id}?action=test`)
    expect((await call(simulator, '/api/tasks/task-1', { headers: second })).status).toBe(404)
    expect(children(child(await get(simulator, '/api/tasks', first), 'Tasks'), 'Task')).toHaveLength(1)
    expect((await call(simulator, '/api/tasks/task-1', { method: 'DELETE', headers: first })).status).toBe(
      204,
    )
    expect((await call(simulator, '/api/tasks/task-1', { headers: first })).status).toBe(404)
  })
})

const newestCollect = async (simulator: Simulator, headers: Headers): Promise<number> => {
  const list = child(await get(simulator, '/api/systemSessions', headers), 'SystemSessions')
  const ends = children(list, 'Sessions')
    .filter((session) => textOf(session, 'SessionType') === 'CollectJob')
    .map((session) => Date.parse(textOf(session, 'EndTimeUTC') ?? '1970-01-01T00:00:00Z'))
  return Math.max(...ends)
}

const progress = async (simulator: Simulator, headers: Headers): Promise<string | undefined> => {
  const path = `/api/cloud/failoverSessions/${simulator.sessionIds.clean}?format=Entity`
  return textOf(child(await get(simulator, path, headers), 'CloudFailoverSession'), 'Progress')
}

describe('collection', () => {
  test('a run of the console moves only with collections, and one can be forced', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'], collectionDelayMs: 900_000 })
    const headers = await logOn(simulator, 'administrator')
    pass(4 * MINUTE_MS)
    expect(await progress(simulator, headers)).toBe('0')
    const list = child(await get(simulator, '/api/backupServers', headers), 'EntityReferences')
    const server = textOf(children(list, 'Ref')[0], '@UID')?.split(':').at(-1) ?? ''
    const task = await act(simulator, headers, `/api/backupServers/${server}?action=collect`)
    expect(textOf(task, 'Operation')).toBe('CollectingBackupServer')
    pass(2_000)
    expect(await progress(simulator, headers)).toBe('0')
    pass(8_000)
    expect(Number(await progress(simulator, headers))).toBeGreaterThan(0)
    expect(simulator.nowMs() - (await newestCollect(simulator, headers))).toBeLessThan(3_000)
  })

  test('system sessions: other types too, one without Z, none sorted', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const headers = await logOn(simulator)
    const sessions = children(
      child(await get(simulator, '/api/systemSessions', headers), 'SystemSessions'),
      'Sessions',
    )
    const types = new Set(sessions.map((session) => textOf(session, 'SessionType')))
    expect(types).toContain('LicAutoUpdate')
    expect(sessions.filter((session) => !textOf(session, 'CreationTimeUTC')?.endsWith('Z'))).toHaveLength(1)
    const starts = sessions.map((session) => textOf(session, 'CreationTimeUTC') ?? '')
    expect(starts).not.toEqual(starts.toSorted())
    const href = new URL(textOf(sessions[0], '@Href') ?? '').pathname
    expect(child(await get(simulator, href, headers), 'SystemSession')).toBeDefined()
  })

  test('stopped: sessions stand still and the newest collection grows old', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'] })
    const headers = await logOn(simulator)
    pass(5 * MINUTE_MS)
    const before = await progress(simulator, headers)
    simulator.setOptions({ collectionStopped: true })
    pass(14 * MINUTE_MS)
    expect(await progress(simulator, headers)).toBe(before)
    expect(simulator.nowMs() - (await newestCollect(simulator, headers))).toBeGreaterThan(13 * MINUTE_MS)
    simulator.setOptions({ collectionStopped: false })
    expect(Number(await progress(simulator, headers))).toBeGreaterThan(Number(before))
  })

  test('with frozen alone the newest collection is old from the start', async () => {
    const { simulator } = await startWithClock({ scenarios: ['frozen'] })
    const headers = await logOn(simulator)
    expect(simulator.nowMs() - (await newestCollect(simulator, headers))).toBe(30 * MINUTE_MS)
    expect(simulator.state().scenarios[0]?.session).toMatchObject({ state: 'Working' })
  })

  test('emptyTasksWhenStopped empties what has stopped', async () => {
    const { simulator } = await startWithClock({ scenarios: ['finished'] })
    expect(simulator.state().scenarios[0]?.session?.tasks).toBe(8)
    simulator.setOptions({ emptyTasksWhenStopped: true })
    expect(simulator.state().scenarios[0]?.session?.tasks).toBe(0)
  })
})
