import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { errorXml, sessionId } from './documents'
import type { Answer } from './fake-em'
import { failureOf, withEm } from './with-em'

describe('an error reply', () => {
  it.each<[string, Answer, string, string]>([
    ['403 with XML', { status: 403, body: errorXml(403, 'Access denied') }, 'forbidden', 'Access denied'],
    ['403 with HTML', { status: 403, body: '<html>canary-body</html>' }, 'forbidden', 'failover session'],
    ['404 with JSON', { status: 404, body: '{"Message":"Cannot find it"}' }, 'not_found', 'Cannot find it'],
    [
      '404 with camelCase JSON',
      { status: 404, body: '{"message":"Cannot find it"}' },
      'not_found',
      'Cannot find it',
    ],
    ['404 without a body', { status: 404 }, 'not_found', 'failover session'],
    [
      '400 for what is no id',
      { status: 400, body: errorXml(400, ' ID 99999 is invalid. Type: CloudFailoverSession') },
      'not_found',
      ': ID 99999 is invalid.',
    ],
    [
      '400 for anything else',
      { status: 400, body: '{"Message":"Node [root] does not exist.","StatusCode":400}' },
      'upstream_error',
      'Node [root] does not exist.',
    ],
    [
      '500 with a stack',
      { status: 500, body: errorXml(500, 'Object reference not set') },
      'upstream_error',
      'Object reference',
    ],
    [
      '500 that breaks off',
      { status: 500, body: '<Error Message="canary-body' },
      'upstream_error',
      'failover session',
    ],
    ['500 in plain words', { status: 500, body: 'canary-body' }, 'upstream_error', 'failover session'],
    [
      '503 with a BOM',
      { status: 503, body: `\uFEFF${errorXml(503, 'Maintenance')}` },
      'upstream_error',
      'Maintenance',
    ],
    ['503 of a proxy', { status: 503, body: '{"canary-body":{}}' }, 'upstream_error', 'failover session'],
    ['405', { status: 405 }, 'upstream_error', '405'],
    ['304', { status: 304 }, 'bad_reply', 'EM_URL'],
  ])('%s', async (_what, answer, code, part) => {
    const { client } = await withEm(({ method }) => (method === 'GET' ? answer : undefined))
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error.code).toBe(code)
    expect(error.retryAfterMs).toBeNull()
    expect(error.message).toContain(part)
    expect(inspect(error, { depth: 9 })).not.toMatch(/canary-body|Canary\.Stack/)
  })

  it('says no more than 300 characters of EM, on one line', async () => {
    const message = `first&#10;second &#7; ${'long '.repeat(1000)}`
    const { client } = await withEm(({ method }) =>
      method === 'GET' ? { status: 500, body: errorXml(500, message) } : undefined,
    )
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error.message).toContain('first second \uFFFD long')
    expect(error.message).not.toMatch(/\p{Cc}/u)
    expect(error.message.length).toBeLessThan(400)
  })

  it('of one read leaves the others alone', async () => {
    const { client, em } = await withEm(({ method, url }) =>
      method !== 'GET' ? undefined : url.includes('Plans') ? { status: 403 } : { body: '<CloudTenants />' },
    )
    expect((await failureOf(client.readFailoverPlans())).code).toBe('forbidden')
    await expect(client.readTenants()).resolves.toEqual({ items: [], unreadable: 0 })
    expect(em.logons()).toHaveLength(1)
  })
})
