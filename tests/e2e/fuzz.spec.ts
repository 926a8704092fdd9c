import { connect } from 'node:net'
import { Pool } from 'undici'
import { createRandom, makeInput, type FuzzInput, type Known } from './fuzz/inputs'
import { expect, STAFF, test, type Stack } from './stack'

/** How many of them: each run of the two takes this many. */
const INPUTS = Number(process.env['FUZZ_INPUTS'] ?? 50_000)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_125)
const AT_ONCE = 48
const LONGEST_MS = 20_000

type Answer = { status: number; body: string; type: string; ms: number }

async function prepare({ url, simulator }: Stack): Promise<Known> {
  const send = (path: string, body: unknown, cookie = '') =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { Origin: url, 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify(body),
    })
  const signedIn = await send('/api/auth/sign-in/enterprise-manager', STAFF.operator)
  expect(signedIn.status).toBe(204)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const body = { sessionId: simulator.sessionIds.clean, label: 'Fuzz' }
  let made = await send('/api/share-links', body, cookie)
  // On a busy machine the first read of the session can run out of time.
  for (let tries = 0; made.status !== 201 && tries < 10; tries += 1)
    made = await send('/api/share-links', body, cookie)
  const { url: link } = (await made.json()) as { url: string } // safe: the reply's form has a test of its own
  const paired = await send('/api/screens/pairing', {})
  const { code } = (await paired.json()) as { code: string } // safe: as above
  const token = new URL(link).pathname.split('/').at(-1) ?? ''
  return { tokens: [token], sessionIds: [simulator.sessionIds.clean], codes: [code], origin: url }
}

async function ask(pool: Pool, { method, path, headers, body }: FuzzInput): Promise<Answer> {
  const fromMs = performance.now()
  const response = await pool.request({
    method,
    path,
    headers,
    body,
    headersTimeout: LONGEST_MS,
    bodyTimeout: LONGEST_MS,
  })
  const text = await response.body.text()
  return {
    status: response.statusCode,
    body: text,
    type: String(response.headers['content-type'] ?? ''),
    ms: performance.now() - fromMs,
  }
}

/** Answers that the edge gives before any route is asked: to what is no request, or no address in its shortest form. */
const isEdge = ({ status }: Answer): boolean => [308, 400, 413, 414, 429, 431].includes(status)

/** What came of one input, if anything is wrong with it. */
function faultOf(input: FuzzInput, answer: Answer, unknown: Answer): string | null {
  if (answer.status >= 500) return `${answer.status}`
  if (answer.body !== '' && answer.status >= 400 && !answer.type.includes('problem+json'))
    return `no problem but ${answer.type}`
  if (/node_modules|\bat .*\.(ts|js):\d+|SQLITE|ECONN/.test(answer.body)) return 'tells of the inside'
  if (!input.unknownToken || isEdge(answer)) return null
  if (answer.status === unknown.status && answer.body === unknown.body) return null
  return `differs from an unknown token: ${answer.status} ${answer.body.slice(0, 200)}`
}

async function run(stack: Stack, inputs: number) {
  const known = await prepare(stack)
  const random = createRandom(SEED)
  const pool = new Pool(stack.url, { connections: AT_ONCE, pipelining: 1 })
  const statuses = new Map<number, number>()
  const faults: string[] = []
  const fromMs = performance.now()
  let slowestMs = 0
  const unknown = await ask(pool, {
    method: 'GET',
    path: `/api/share/${'A'.repeat(43)}`,
    headers: {},
    body: null,
    unknownToken: true,
  })
  let left = inputs
  async function worker(): Promise<void> {
    while (left > 0 && faults.length < 20) {
      left -= 1
      const input = makeInput(random, known)
      const answer = await ask(pool, input).catch((error: unknown) => error)
      if (answer instanceof Error) {
        faults.push(`${input.method} ${input.path.slice(0, 120)}: no answer: ${answer.message}`)
        continue
      }
      const reply = answer as Answer // safe: `ask` gives an answer or an error
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      slowestMs = Math.max(slowestMs, reply.ms)
      const fault = faultOf(input, reply, unknown)
      if (fault !== null)
        faults.push(
          `${input.method} ${input.path.slice(0, 120)} ${JSON.stringify(input.headers).slice(0, 200)}: ${fault}`,
        )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await pool.close()
  const seconds = (performance.now() - fromMs) / 1_000
  const counts = [...statuses].sort(([a], [b]) => a - b)
  process.stdout.write(
    `fuzz: ${inputs} inputs, seed ${SEED}, ${seconds.toFixed(0)} s (${Math.round(inputs / seconds)}/s), slowest ${slowestMs.toFixed(0)} ms; ` +
      `${counts.map(([status, count]) => `${status}: ${count}`).join(', ')}\n`,
  )
  return { faults, statuses, unknown, known }
}

/** Bytes that are no HTTP at all. */
function sendRaw(url: string, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes))
    let all = ''
    socket.setTimeout(LONGEST_MS, () => reject(new Error('the socket hangs')))
    socket.on('data', (part) => (all += part.toString('latin1')))
    socket.on('close', () => resolve(all))
    socket.on('error', () => resolve(all))
  })
}

test.describe('whatever anybody sends', () => {
  test.setTimeout(900_000)

  for (const { name, env } of [
    { name: 'with the limits raised', env: { LIMIT_FACTOR: '1000000' } },
    { name: 'with the limits on', env: {} },
  ]) {
    test(`breaks nothing and learns nothing, ${name}`, async ({ startStack }) => {
      const stack = await startStack({
        simulator: { scenarios: ['clean'], speed: 1 },
        env: { ...env, LOG_LEVEL: 'silent' },
        signedIn: null,
      })
      const { faults, statuses, unknown, known } = await run(stack, INPUTS)
      expect(faults).toEqual([])
      expect(unknown.status).toBe(404)
      expect(statuses.has(429)).toBe(true)

      const random = createRandom(SEED)
      for (let n = 0; n < 300; n += 1) {
        const bytes = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)))
        const answer = await sendRaw(
          stack.url,
          n % 2 === 0 ? bytes : Buffer.concat([Buffer.from('GET /api/wall HTTP/1.1\r\nHost: '), bytes]),
        )
        expect(answer).not.toMatch(/^HTTP\/1.1 5/)
      }

      // Whoever is right is still served, from the very address that all this came from.
      const token = known.tokens[0] ?? ''
      await expect
        .poll(async () => (await fetch(`${stack.url}/api/share/${token}`)).status, { timeout: 30_000 })
        .toBe(200)
      expect(await (await fetch(`${stack.url}/api/health/ready`)).text()).toBe('ready\n')
    })
  }
})
