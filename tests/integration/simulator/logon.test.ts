import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import {
  ACCOUNTS,
  basic,
  call,
  child,
  children,
  logOn,
  parseXml,
  readError,
  startWithClock,
  textOf,
} from './naive-client'

const MINUTE_MS = 60_000

test('the root needs no credentials and names the versions', async () => {
  const { simulator } = await startWithClock({ scenarios: ['clean'] })
  const answer = await call(simulator, '/api/')
  expect(answer).toMatchObject({ status: 200, reason: 'OK' })
  expect(answer.headers.get('server')).toBe('Microsoft-HTTPAPI/2.0')
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)))
  const versions = children(
    child(child(parseXml(answer.text), 'EnterpriseManager'), 'SupportedVersions'),
    'SupportedVersion',
  )
  expect(versions.map((version) => textOf(version, '@Name'))).toEqual(['v1_5', 'v1_6', 'v1_7'])
  expect((await call(simulator, '/API')).status).toBe(200)
})

describe('logging on', () => {
  test.each([
    '/api/sessionMngr/?v=latest',
    '/api/sessionMngr?v=v1_7',
    '/API/SESSIONMNGR/?V=V1_5',
    '/api/sessionMngr/',
  ])('%s gives a token that is base64 of the SessionId', async (path) => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, path, {
      method: 'POST',
      headers: { Authorization: basic(...ACCOUNTS.administrator) },
    })
    expect(answer).toMatchObject({ status: 201, reason: 'Created' })
    const session = child(parseXml(answer.text), 'LogonSession')
    const token = answer.headers.get('x-restsvcsessionid') ?? ''
    expect(Buffer.from(token, 'base64').toString()).toBe(textOf(session, 'SessionId'))
    expect(answer.headers.get('set-cookie')).toBe(`X-RestSvcSessionId=${token}; Path=/api;`)
    expect(textOf(session, 'UserName')).toBe('SRV-EM06\\monitor')
    const types = children(child(session, 'Links'), 'Link').map((link) => textOf(link, '@Type'))
    expect(types).toEqual(expect.arrayContaining(['CloudConnectService', 'TaskList', 'QueryService']))
  })

  test.each([
    ['wrong password', { Authorization: basic('monitor', 'nope') }],
    ['unknown user', { Authorization: basic('nobody', 'monitor-secret') }],
    ['no credentials', {}],
    ['another scheme', { Authorization: 'Bearer abc' }],
  ])('%s: 401 with the realm', async (_name, headers) => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, '/api/sessionMngr/?v=latest', { method: 'POST', headers })
    expect(readError(answer)).toEqual({
      status: 401,
      message: 'Incorrect user name or password.',
      code: '401',
    })
    expect(answer.headers.get('www-authenticate')).toBe('Basic Realm=RestSvc')
  })

  test('an old version is refused with 400', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const headers = { Authorization: basic(...ACCOUNTS.administrator) }
    const answer = await call(simulator, '/api/sessionMngr/?v=v1_4', { method: 'POST', headers })
    expect(answer).toMatchObject({ status: 400, reason: 'BadRequest' })
  })

  test('a form body is refused with 415; an empty JSON body is fine', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const Authorization = basic(...ACCOUNTS.administrator)
    const send = (contentType: string, body: string) =>
      call(simulator, '/api/sessionMngr/', {
        method: 'POST',
        body,
        headers: { Authorization, 'Content-Type': contentType },
      })
    expect((await send('application/x-www-form-urlencoded', 'a=b')).status).toBe(415)
    expect((await send('application/json', '')).status).toBe(201)
  })

  test('a POST without Content-Length is refused with 411', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const reply = await sendRaw(
      simulator.url,
      'POST /api/sessionMngr/?v=latest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    )
    expect(reply).toMatch(/^HTTP\/1\.1 411 LengthRequired\r\n/)
  })

  test('a tenant may log on by LoginSpec and is offered no failover sessions', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const answer = await call(simulator, '/api/sessionMngr/?v=latest', {
      method: 'POST',
      headers: { 'Content-Type': 'application/xml' },
      body: '<LoginSpec xmlns="http://www.veeam.com/ent/v1.0"><TenantCredentials><Username>tenant</Username><Password>tenant-secret</Password></TenantCredentials></LoginSpec>',
    })
    expect(answer.status).toBe(201)
    const token = answer.headers.get('x-restsvcsessionid') ?? ''
    const cloud = await call(simulator, '/api/cloud', { headers: { 'X-RestSvcSessionId': token } })
    expect(cloud.text).toContain('/api/cloud/cloudFailoverPlans')
    expect(cloud.text).not.toContain('failoverSessions')
  })
})

describe('a logon session', () => {
  test('ends after 15 idle minutes of real time, whatever the speed', async () => {
    const { simulator, pass } = await startWithClock({ scenarios: ['clean'], speed: 1_000 })
    const headers = await logOn(simulator)
    pass(15 * MINUTE_MS - 1)
    expect((await call(simulator, '/api/logonSessions', { headers })).status).toBe(200)
    pass(15 * MINUTE_MS - 1)
    expect((await call(simulator, '/api/logonSessions', { headers })).status).toBe(200)
    pass(15 * MINUTE_MS)
    const answer = await call(simulator, '/api/logonSessions', { headers })
    expect(readError(answer)).toMatchObject({
      status: 401,
      message: 'Logon session has expired or does not exist.',
    })
    expect(answer.headers.get('www-authenticate')).toBe('Basic Realm=RestSvc')
    expect(simulator.openLogons()).toBe(0)
  })

  test('ends by DELETE with 204 and no body', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const headers = await logOn(simulator)
    const id = Buffer.from(headers['X-RestSvcSessionId'], 'base64').toString()
    const answer = await call(simulator, `/api/logonsessions/${id}`, { method: 'DELETE', headers })
    expect(answer).toMatchObject({ status: 204, reason: 'NoContent', text: '' })
    expect((await call(simulator, '/api/logonSessions', { headers })).status).toBe(401)
  })

  test('other people see it in the list and may read it', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    await logOn(simulator, 'portal-user')
    const headers = await logOn(simulator)
    const list = child(
      parseXml((await call(simulator, '/api/logonSessions', { headers })).text),
      'LogonSessions',
    )
    const ids = children(list, 'LogonSession').map((session) => textOf(session, 'SessionId'))
    expect(ids).toHaveLength(2)
    expect((await call(simulator, `/api/logonSessions/${ids[0]}`, { headers })).status).toBe(200)
  })

  test('a cookie beats the header, also a stale one', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const good = await logOn(simulator)
    const portal = await logOn(simulator, 'portal-user')
    const status = async (header: string | null, cookie: string | null): Promise<number> => {
      const headers = {
        ...(header === null ? {} : { 'X-RestSvcSessionId': header }),
        ...(cookie === null ? {} : { Cookie: `other=1; X-RestSvcSessionId=${cookie}` }),
      }
      return (await call(simulator, '/api/systemSessions', { headers })).status
    }
    const [goodToken, portalToken] = [good['X-RestSvcSessionId'], portal['X-RestSvcSessionId']]
    expect(await status(goodToken, null)).toBe(200)
    expect(await status(null, goodToken)).toBe(200)
    expect(await status(goodToken, portalToken)).toBe(403)
    expect(await status(goodToken, 'c3RhbGU=')).toBe(401)
    expect(await status('c3RhbGU=', goodToken)).toBe(200)
    expect(await status(null, null)).toBe(401)
  })

  test('expireLogons and setPassword', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'] })
    const headers = await logOn(simulator)
    simulator.expireLogons()
    expect((await call(simulator, '/api/cloud', { headers })).status).toBe(401)
    simulator.setPassword('monitor', 'changed')
    await expect(logOn(simulator)).rejects.toThrow('401')
  })
})

/** Sends bytes as they are: no HTTP library would leave the length out. */
function sendRaw(url: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request))
    let reply = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (reply += text))
    socket.on('end', () => resolve(reply))
    socket.on('error', reject)
  })
}
