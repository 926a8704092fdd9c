import { createServer as createTcpServer, connect as connectTcp } from 'node:net'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sessionId, sessionXml, SESSION_GUID } from './documents'
import { createCertificate, type Pair } from './certificates'
import { letIn, startFakeEm, type FakeEm, type Handler } from './fake-em'
import { createClient, failureOf } from './with-em'

const session: Handler = ({ method }) => (method === 'GET' ? { body: sessionXml() } : undefined)

async function startTls(pair: Pair): Promise<FakeEm> {
  const em = await startFakeEm(session, pair)
  onTestFinished(() => em.close())
  return em
}

describe('TLS', () => {
  let selfSigned: Pair
  let other: Pair
  let ca: Pair
  let issued: Pair
  let elsewhere: Pair
  let expired: Pair

  beforeAll(async () => {
    ca = await createCertificate(['Test CA'], { isCa: true })
    ;[selfSigned, other, issued, elsewhere, expired] = await Promise.all([
      createCertificate(['localhost']),
      createCertificate(['localhost']),
      createCertificate(['localhost'], { ca }),
      createCertificate(['elsewhere.test'], { ca }),
      createCertificate(['localhost'], { ca, expired: true }),
    ])
  })

  it('trusts the CA that is given, and records the certificate', async () => {
    const em = await startTls(issued)
    const { client } = createClient({ url: em.url, caPem: ca.cert })
    expect(client.status().certificate).toBeNull()
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
    expect(client.status().certificate).toMatchObject({
      subject: 'CN=localhost',
      issuer: 'CN=Test CA',
      sha256: issued.sha256,
      validToUtc: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    })
  })

  it('trusts a self-signed certificate that is given as its own CA', async () => {
    const em = await startTls(selfSigned)
    const { client } = createClient({ url: em.url, caPem: selfSigned.cert })
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
  })

  it('tells apart what is wrong with a certificate, says what to do, and sends nothing', async () => {
    const cases: [string, Pair, string | undefined, RegExp][] = [
      ['self-signed', selfSigned, undefined, /self-signed.*EM_CA_FILE.*EM_CERT_SHA256/],
      ['unknown issuer', issued, undefined, /unknown CA.*EM_CA_FILE.*EM_CERT_SHA256/],
      ['expired', expired, ca.cert, /expired.*EM_CERT_SHA256/],
      ['wrong name', elsewhere, ca.cert, /host name.*EM_CERT_SHA256/],
    ]
    const messages = await Promise.all(
      cases.map(async ([, pair, caPem, message]) => {
        const em = await startTls(pair)
        const { client } = createClient({ url: em.url, ...(caPem === undefined ? {} : { caPem }) })
        const error = await failureOf(client.readFailoverSession(sessionId()))
        expect(error.code).toBe('tls_untrusted')
        expect(error.message).toMatch(message)
        expect(em.seen).toEqual([])
        return error.message
      }),
    )
    expect(new Set(messages).size).toBe(cases.length)
  })

  it.each([
    ['as it is', (hex: string) => hex],
    ['with colons, in capitals', (hex: string) => hex.toUpperCase().replaceAll(/(..)(?=.)/g, '$1:')],
    ['with spaces', (hex: string) => ` ${hex.replaceAll(/(.{8})/g, '$1 ')}`],
  ])('trusts the pinned certificate, %s, whatever its chain, name and age', async (_what, write) => {
    for (const pair of [selfSigned, elsewhere, expired]) {
      const em = await startTls(pair)
      const { client } = createClient({ url: em.url, certSha256: write(pair.sha256) })
      await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
      expect(client.status().certificate?.sha256).toBe(pair.sha256)
    }
  })

  it('compares the pinned certificate anew at each connection', async () => {
    const em = await startTls(selfSigned)
    const impostor = await startTls(other)
    let target = new URL(em.url).port
    const proxy = createTcpServer((socket) => {
      const up = connectTcp(Number(target), '127.0.0.1')
      socket.pipe(up).pipe(socket)
      for (const end of [socket, up]) end.on('error', () => socket.destroy())
      onTestFinished(() => void socket.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void proxy.close())
    const address = proxy.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { client } = createClient({ url: `https://localhost:${port}`, certSha256: selfSigned.sha256 })
    await client.readFailoverSession(sessionId())
    target = new URL(impostor.url).port
    await em.close()
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('tls_untrusted')
    expect(impostor.seen).toEqual([])
  })

  it('resumes no TLS session where a certificate is pinned, for that would bring none to compare', async () => {
    const em = await startFakeEm((entry) => {
      const answer = entry.method === 'GET' ? { body: sessionXml() } : letIn(1)
      return { ...answer, headers: { ...answer.headers, Connection: 'close' } }
    }, selfSigned)
    onTestFinished(() => em.close())
    const read = async (trust: { certSha256: string } | { caPem: string }): Promise<void> => {
      const { client } = createClient({ url: em.url, ...trust })
      for (let turn = 0; turn < 4; turn += 1) await client.readFailoverSession(sessionId())
    }
    await read({ certSha256: selfSigned.sha256 })
    expect(em.connections()).toBe(5)
    expect(em.resumptions()).toBe(0)
    await read({ caPem: selfSigned.cert })
    expect(em.resumptions()).toBeGreaterThan(0)
  })

  it('sends no byte of a request to a certificate that is not the pinned one', async () => {
    const em = await startTls(other)
    const { client } = createClient({ url: em.url, certSha256: selfSigned.sha256, caPem: other.cert })
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error.code).toBe('tls_untrusted')
    expect(error.message).toMatch(/not the one pinned/)
    expect(em.requestBytes()).toBe(0)
    expect(em.seen).toEqual([])
  })

  it('does not speak plain http where a certificate is pinned', async () => {
    const em = await startFakeEm(session)
    onTestFinished(() => em.close())
    const { client } = createClient({ url: em.url, certSha256: selfSigned.sha256 })
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('tls_untrusted')
    expect(em.seen).toEqual([])
  })

  it('refuses a pin that is none before anything is sent', () => {
    expect(() => createClient({ url: 'https://em.test', certSha256: 'abc' })).toThrow(/EM_CERT_SHA256/)
  })
})
