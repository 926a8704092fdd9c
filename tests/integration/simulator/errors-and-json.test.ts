import { describe, expect, test } from 'vitest'
import { basic, call, logOn, readError, startWithClock } from './naive-client'

const UNKNOWN = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const JSON_ONLY = { Accept: 'application/json' }

describe('errors', () => {
  test.each([
    ['GET', '/api/cloud/failoverSessions/99999', 400, ' ID 99999 is invalid. Type: CloudFailoverSession'],
    ['GET', `/api/cloud/failoverSessions/${UNKNOWN}`, 404, `Cannot find cloud failover session [${UNKNOWN}]`],
    [
      'GET',
      `/api/cloud/vmReplicaPoints/${UNKNOWN}?format=Entity`,
      404,
      `Cannot find cloud VM replica point [${UNKNOWN}]`,
    ],
    ['GET', '/api/cloud/vmReplicaPoints/x', 400, ' ID x is invalid. Type: CloudVmReplicaPoint'],
    ['GET', `/api/cloud/replicas/${UNKNOWN}/vmReplicaPoints`, 404, `Cannot find cloud replica [${UNKNOWN}]`],
    ['GET', '/api/tasks/task-9', 404, 'Cannot find task [task-9]'],
    ['GET', `/api/systemSessions/${UNKNOWN}`, 404, `Cannot find system session [${UNKNOWN}]`],
    ['GET', '/api/cloud/nonsense', 404, 'Cannot find the requested resource'],
    ['GET', '/api/jobs', 404, 'Cannot find the requested resource'],
    ['DELETE', '/api/cloud/failoverSessions', 405, 'Method DELETE is not allowed for this resource'],
    ['POST', `/api/cloud/failoverSessions/${UNKNOWN}`, 405, 'Method POST is not allowed for this resource'],
    ['PUT', '/api/query', 405, 'Method PUT is not allowed for this resource'],
    ['POST', `/api/backupServers/${UNKNOWN}?action=veeamzip`, 501, 'Action veeamzip is not supported'],
  ])('%s %s → %i', async (method, path, status, message) => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, path, { method, headers: await logOn(simulator) })
    expect(readError(answer)).toEqual({ status, message, code: String(status) })
  })

  test('in JSON an error has five keys', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, '/api/cloud', { headers: JSON_ONLY })
    expect(answer).toMatchObject({ status: 401, reason: 'Unauthorized' })
    expect(answer.text).toBe(
      '{"FirstChanceExceptionMessage":null,"Message":"Logon session has expired or does not exist.","StackTrace":null,"Status":null,"StatusCode":401}',
    )
  })

  test('what lies outside /api is not EM’s', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, '/favicon.ico')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/html')
  })

  test('the Accept trap: JSON accepted anywhere makes EM read the body as JSON', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const send = (Accept: string, body: string) =>
      call(simulator, '/api/sessionMngr/', {
        method: 'POST',
        body,
        headers: { Accept, Authorization: basic('monitor', 'monitor-secret') },
      })
    const trapped = await send('application/xml, application/json', '<LoginSpec/>')
    expect(readError(trapped)).toEqual({ status: 400, message: 'Node [root] does not exist.', code: '400' })
    expect((await send('application/xml', '<LoginSpec/>')).status).toBe(201)
    expect((await send('application/json', '')).status).toBe(201)
  })
})

describe('JSON', () => {
  test.each([undefined, '*/*', 'application/xml', 'text/html'])('Accept %s gets XML', async (accept) => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, '/api/', accept === undefined ? {} : { headers: { Accept: accept } })
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  })

  test('pascal: one level in a collection, null told, tasks doubled', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'], historySessions: 0 })
    pass(20_000)
    const headers = { ...(await logOn(simulator)), ...JSON_ONLY }
    const answer = await call(simulator, '/api/cloud/failoverSessions?format=Entity', { headers })
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(JSON.parse(answer.text)).toMatchObject({
      CloudFailoverSessions: [
        {
          JobUid: null,
          JobType: 'FailoverPlan',
          EndTimeUTC: null,
          Result: 'None',
          UID: `urn:veeam:CloudFailoverSession:${simulator.sessionIds.clean}`,
          Links: [{ Rel: 'Up', Type: 'BackupServerReference' }, { Rel: 'Alternate' }],
          CloudFailoverTasks: {
            CloudFailoverTasks: expect.arrayContaining([
              expect.objectContaining({ VmName: 'hl-dc01', FailureMessage: null }),
            ]),
          },
        },
      ],
    })
    const references = await call(simulator, '/api/cloud/failoverSessions', { headers })
    expect(JSON.parse(references.text)).toMatchObject({ Refs: [{ Type: 'CloudFailoverSessionReference' }] })
  })

  test('a query has all lists, null but for one, doubled', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], historySessions: 0 })
    const headers = { ...(await logOn(simulator)), ...JSON_ONLY }
    const entities = await call(simulator, '/api/query?type=CloudFailoverSession&format=Entity', { headers })
    expect(JSON.parse(entities.text)).toMatchObject({
      Refs: null,
      Entities: {
        Jobs: null,
        EnterpiseRoles: null,
        CloudFailoverSessions: { CloudFailoverSessions: [{ Type: 'CloudFailoverSession' }] },
      },
      Resources: null,
      Links: null,
      PagingInfo: {
        Links: [{ Rel: 'First', Name: null }, { Rel: 'Last' }],
        PageNum: 1,
        PageSize: 100,
        PagesCount: 1,
      },
    })
    const references = await call(simulator, '/api/query?type=CloudFailoverSession', { headers })
    expect(JSON.parse(references.text)).toMatchObject({
      Refs: { Refs: [{ Name: 'Harbour Legal Full Site' }] },
      Entities: null,
    })
    const points = await call(simulator, '/api/query?type=CloudVmReplicaPoint&format=Entity&pageSize=1', {
      headers,
    })
    expect(JSON.parse(points.text)).toMatchObject({
      Entities: { CloudVmReplicaPoints: { CloudReplicas: [{ Type: 'CloudVmReplicaPoint' }] } },
    })
  })

  test('camel: the same under other keys', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], historySessions: 0 })
    const headers = { ...(await logOn(simulator)), ...JSON_ONLY }
    simulator.setOptions({ jsonKeyCase: 'camel' })
    const answer = await call(simulator, '/api/query?type=CloudFailoverSession&format=Entity', { headers })
    expect(JSON.parse(answer.text)).toMatchObject({
      entities: {
        cloudFailoverSessions: {
          cloudFailoverSessions: [{ endTimeUTC: null, cloudFailoverTasks: { cloudFailoverTasks: null } }],
        },
      },
      pagingInfo: { pageNum: 1 },
    })
  })
})
