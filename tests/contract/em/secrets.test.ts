import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '@/lib/em/redact'
import { errorXml, sessionId, sessionXml } from './documents'
import { LOGON_PATH, SESSION_ID, type Handler } from './fake-em'
import { createClient, failureOf, PASSWORD, USERNAME, withEm } from './with-em'

const TOKEN = Buffer.from(SESSION_ID).toString('base64')
const SECRETS = [
  TOKEN,
  SESSION_ID,
  PASSWORD,
  Buffer.from(`${USERNAME}:${PASSWORD}`, 'utf8').toString('base64'),
]
const TELLTALE = `token ${TOKEN}, session ${SESSION_ID}, at https://em.test/api/logonSessions/11111111-2222-3333-4444-555555555555?x, password ${PASSWORD}, header ${SECRETS[3]}`

/** Lets in with a token that is the SessionId in Base64, as EM does, and answers reads with each fault in turn. */
const faults: Handler[] = [
  () => ({ status: 500, body: errorXml(500, TELLTALE) }),
  () => ({ status: 404, body: JSON.stringify({ Message: TELLTALE, StackTrace: TELLTALE }) }),
  () => ({ status: 403, body: TELLTALE }),
  () => ({
    status: 302,
    headers: { Location: `/api/logonSessions/${SESSION_ID}?${encodeURIComponent(TOKEN)}` },
  }),
  () => ({ body: `<Other A="${TOKEN}">${TELLTALE}</Other>` }),
  () => ({ body: `<${TELLTALE}` }),
  () => ({ body: `{"x":"${TELLTALE}` }),
  () => ({ body: sessionXml({ attributes: `Name="${TOKEN}"` }) }),
  (_seen, response) =>
    void response.writeHead(200, { 'Content-Length': '99999' }).write(TELLTALE, () => response.destroy()),
  (_seen, _response, request) => void request.socket.end(`${TELLTALE}\r\n\r\n`),
  (_seen, _response, request) => void request.socket.destroy(),
  () => ({ status: 401, body: errorXml(401, TELLTALE) }),
]

function leaks(shown: unknown): string[] {
  const text = inspect(shown, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null })
  return [...SECRETS, '11111111-2222'].filter((secret) => text.includes(secret))
}

describe('token, SessionId, logon address and password', () => {
  it('stand in no error, no status and no log, whatever goes wrong', async () => {
    let turn = 0
    const { client, log } = await withEm((seen, response, request) => {
      if (seen.method === 'POST' && seen.url === LOGON_PATH) {
        return {
          status: 201,
          headers: { 'X-RestSvcSessionId': TOKEN, 'Set-Cookie': `X-RestSvcSessionId=${TOKEN}; Path=/api;` },
          body: `<LogonSession><UserName>monitor</UserName><SessionId>${SESSION_ID}</SessionId></LogonSession>`,
        }
      }
      if (seen.method === 'DELETE') return { status: 500, body: TELLTALE }
      const fault = faults[turn % faults.length]
      return fault?.(seen, response, request)
    })
    for (turn = 0; turn < faults.length; turn += 1) {
      const error = await failureOf(client.readFailoverSession(sessionId()))
      expect([turn, ...leaks(error), ...leaks(error.stack)]).toEqual([turn])
    }
    await client.dispose()
    expect(leaks(client.status())).toEqual([])
    expect(log.length).toBeGreaterThan(faults.length)
    expect(leaks(log)).toEqual([])
  })

  it.each([401, 403, 500, 302])('stand in none when the logon is answered with %i', async (status) => {
    const { client, log } = await withEm(() => ({
      status,
      headers: { Location: `/?${encodeURIComponent(TELLTALE)}`, 'X-RestSvcSessionId': TOKEN },
      body: errorXml(status, `password ${PASSWORD} of ${SECRETS[3]}`),
    }))
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(leaks([error, log, client.status()])).toEqual([])
  })

  it('stand in none when nothing can be reached', async () => {
    const { client, log } = createClient({ url: 'http://em.invalid' })
    expect(leaks([await failureOf(client.readFailoverSession(sessionId())), log])).toEqual([])
  })
})

describe('createRedactor', () => {
  it('forgets the oldest tokens only, and never the password', () => {
    const redactor = createRedactor(['lasting'])
    for (let number = 0; number < 100; number += 1) redactor.add(`<token ${number}>`)
    expect(redactor.clean('<token 99> <token 50> lasting')).toBe('[redacted] [redacted] [redacted]')
  })
})
