import { expect, test } from 'vitest'
import { call, logOn, startWithClock } from './naive-client'

test('state tells scenarios, faults and requests', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean', 'finished'] })
  await logOn(simulator)
  await call(simulator, '/api/cloud')
  const state: unknown = JSON.parse((await call(simulator, '/simulator/state')).text)
  expect(state).toMatchObject({
    url: simulator.url,
    speed: 1,
    scenarios: [
      { name: 'clean', sessionId: simulator.sessionIds.clean },
      { name: 'finished', session: { state: 'Stopped' } },
    ],
    faults: [],
    openLogons: 1,
    requests: { total: 2, byStatus: { 201: 1, 401: 1 } },
  })
})

test('faults are set and cleared over HTTP, and never hit these paths', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean'] })
  const post = (body: unknown) =>
    call(simulator, '/simulator/faults', { method: 'POST', body: JSON.stringify(body) })
  expect((await post({ fault: { kind: 'status', status: 503 }, times: 1 })).status).toBe(200)
  expect((await call(simulator, '/simulator/state')).status).toBe(200)
  expect((await call(simulator, '/api/')).status).toBe(503)
  expect((await call(simulator, '/api/')).status).toBe(200)
  await post({ fault: { kind: 'hang' }, path: 'cloud' })
  expect(simulator.state().faults).toEqual([{ fault: { kind: 'hang' }, path: 'cloud', timesLeft: null }])
  await post(null)
  expect(simulator.state().faults).toEqual([])
  expect((await post({ fault: { kind: 'nonsense' } })).status).toBe(400)
})

test('requests are listed without those of the control door, newest last', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean'] })
  await call(simulator, '/api/?x=1', { headers: { 'X-Test': 'yes' } })
  const listed: unknown = JSON.parse((await call(simulator, '/simulator/requests')).text)
  expect(listed).toMatchObject({
    requests: [{ method: 'GET', path: '/api/?x=1', status: 200, headers: { 'x-test': 'yes' } }],
  })
  simulator.clearRequests()
  expect(simulator.requests()).toEqual([])
})

test('options and logons can be changed from outside', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean'] })
  const headers = await logOn(simulator)
  const body = JSON.stringify({ speed: 30, collectionStopped: true, jsonKeyCase: 'camel' })
  await call(simulator, '/simulator/options', { method: 'POST', body })
  expect(simulator.state()).toMatchObject({
    speed: 30,
    options: { collectionStopped: true, jsonKeyCase: 'camel' },
  })
  await call(simulator, '/simulator/expire-logons', { method: 'POST' })
  expect((await call(simulator, '/api/cloud', { headers })).status).toBe(401)
  expect((await call(simulator, '/simulator/nothing')).status).toBe(404)
})
