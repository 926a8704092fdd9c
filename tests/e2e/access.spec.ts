import { ASKERS, findRoutes, readAccessTable, type Asker, type Row } from './access/table'
import { expect, STAFF, test, type Stack } from './stack'

const NOBODYS_ID = '00000000-0000-4000-8000-000000000000'
const NOBODYS_TOKEN = 'A'.repeat(43)

type Credentials = { cookie: string; token: string }

/** What each command is asked with; the others are asked with nothing. */
const BODIES: Record<string, unknown> = {
  'POST /api/sessions/{sessionId}/tag': { kind: 'test' },
  // Nothing of the run has failed: 409, past the door.
  'POST /api/sessions/{sessionId}/acknowledge': { keys: [null], reason: 'on it' },
  'DELETE /api/sessions/{sessionId}/acknowledge': { keys: [null] },
  'POST /api/sessions/{sessionId}/notes': { text: 'Matrix' },
  'POST /api/sessions/{sessionId}/finalisation': { outcome: null },
  'POST /api/filters': { name: 'Matrix', query: 'result=failed', pinned: false },
  'PATCH /api/filters/{filterId}': { pinned: true },
  'POST /api/sessions/{sessionId}/attempts': { with: ['00000000-0000-4000-8000-000000000001'] },
  'POST /api/sessions/{sessionId}/attempts/decline': { with: ['00000000-0000-4000-8000-000000000001'] },
  'PUT /api/plan-targets/{planId}': { rtoMs: 3_600_000, rpoMs: null },
  'POST /api/share-links': { sessionId: NOBODYS_ID, label: 'Matrix' },
  'POST /api/share-links/state': { tenantId: NOBODYS_ID, state: 'paused' },
  'PATCH /api/share-links/{linkId}': { label: 'Matrix' },
  'POST /api/share-links/{linkId}/runs': { sessionId: NOBODYS_ID },
  'POST /api/share-links/{linkId}/updates': { text: 'News' },
  'PUT /api/provider': { name: 'Nordwind', tagline: null, contact: null, accent: null },
  'POST /api/share/{token}/unlock': { passcode: 'any' },
  'POST /api/screens/{screen}/approve': { name: 'NOC', scope: { kind: 'all' } },
  'PATCH /api/screens/{screen}': { name: 'NOC' },
  'POST /api/screens/{screen}/commands': { kind: 'identify' },
  'PATCH /api/people/{personId}': { setRole: 'viewer' },
}
const QUERIES: Record<string, string> = { 'GET /api/sessions/{sessionId}/report': '?format=json' }

const request = (url: string, method: string, path: string, cookie: string, body?: unknown) =>
  fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      Origin: url,
      Cookie: cookie,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const cookieOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

async function signIn(url: string, role: keyof typeof STAFF): Promise<string> {
  const reply = await request(url, 'POST', '/api/auth/sign-in/enterprise-manager', '', STAFF[role])
  expect(reply.status).toBe(204)
  return cookieOf(reply)
}

async function makeLink(url: string, cookie: string, sessionId: string) {
  const reply = await request(url, 'POST', '/api/share-links', cookie, { sessionId, label: 'Matrix' })
  expect(reply.status).toBe(201)
  const made = (await reply.json()) as { id: string; url: string } // safe: its form has a test of its own
  return { id: made.id, token: new URL(made.url).pathname.split('/').at(-1) ?? '' }
}

async function makeScreen(url: string, cookie: string) {
  const paired = await request(url, 'POST', '/api/screens/pairing', '', {})
  const { code } = (await paired.json()) as { code: string } // safe: as above
  const approved = await request(url, 'POST', `/api/screens/${code}/approve`, cookie, {
    name: 'NOC',
    scope: { kind: 'all' },
  })
  expect(approved.status).toBe(201)
  return { cookie: cookieOf(paired), id: ((await approved.json()) as { id: string }).id } // safe: as above
}

/** Everybody there is, made as they would come to be. */
async function createAskers({ url, simulator }: Stack): Promise<Record<Asker, Credentials>> {
  const admin = await signIn(url, 'admin')
  const link = await makeLink(url, admin, simulator.sessionIds.failures)
  const ended = await makeLink(url, admin, simulator.sessionIds.failures)
  const soon = new Date(Date.now() + 5_000).toISOString()
  expect(
    (await request(url, 'PATCH', `/api/share-links/${ended.id}`, admin, { expiresAtUtc: soon })).status,
  ).toBe(200)
  const screen = await makeScreen(url, admin)
  const withdrawn = await makeScreen(url, admin)
  expect((await request(url, 'DELETE', `/api/screens/${withdrawn.id}`, admin)).status).toBe(204)
  await expect
    .poll(async () => (await request(url, 'GET', `/api/share/${ended.token}`, '')).status, {
      timeout: 30_000,
    })
    .toBe(410)
  const staff = async (role: keyof typeof STAFF) => ({
    cookie: await signIn(url, role),
    token: NOBODYS_TOKEN,
  })
  return {
    nobody: { cookie: '', token: NOBODYS_TOKEN },
    viewer: await staff('viewer'),
    operator: await staff('operator'),
    admin: { cookie: admin, token: NOBODYS_TOKEN },
    link: { cookie: '', token: link.token },
    'ended link': { cookie: '', token: ended.token },
    screen: { cookie: screen.cookie, token: NOBODYS_TOKEN },
    withdrawn: { cookie: withdrawn.cookie, token: NOBODYS_TOKEN },
  }
}

/** An answer in the words of the table. */
async function toAnswer(reply: Response): Promise<string> {
  if (reply.status === 307 && reply.headers.get('location')?.includes('/sign-in?from=')) return 'to sign-in'
  const isPage = reply.headers.get('content-type')?.includes('text/html') === true
  const text = await reply.text()
  return isPage && text.includes('data-testid="not-allowed"') ? 'not for role' : String(reply.status)
}

async function askRow(
  { url, simulator }: Stack,
  row: Row,
  who: Asker,
  credentials: Credentials,
  pointId: string,
): Promise<string> {
  const name = `${row.method} ${row.route}`
  const values: Record<string, string> = {
    // The run that the link does not show.
    sessionId: simulator.sessionIds.clean,
    pointId,
    token: credentials.token,
    screen: row.route.endsWith('/approve') ? 'ZZZZZZ' : NOBODYS_ID,
    nowhere: 'nowhere',
    nothing: 'nothing/at/all',
  }
  const path = row.route.replaceAll(/\{(\w+)\}/g, (_all, key: string) => values[key] ?? NOBODYS_ID)
  // Five wrong passwords for one name would pause it; the address's own limit of twenty is not reached.
  const isSignIn = row.method === 'POST' && row.route.includes('/sign-in/')
  const body = isSignIn ? { username: `nobody ${who}`, password: 'wrong' } : BODIES[name]
  const isSignOut = row.route.endsWith('/sign-out')
  // Signing out must not end the sign-in that the other rows use.
  const cookie =
    isSignOut && (who === 'viewer' || who === 'operator' || who === 'admin')
      ? await signIn(url, who)
      : credentials.cookie
  return toAnswer(await request(url, row.method, `${path}${QUERIES[name] ?? ''}`, cookie, body))
}

test('every route has a line in docs/access.md', () => {
  const written = readAccessTable().map(({ method, route }) => `${method} ${route}`)
  expect(written.toSorted()).toEqual(findRoutes().toSorted())
  expect(new Set(written).size).toBe(written.length)
})

test('every route answers everybody exactly as docs/access.md says', async ({ startStack }) => {
  test.setTimeout(300_000)
  const stack = await startStack({
    simulator: { scenarios: ['clean', 'failures'], speed: 20 },
    signedIn: null,
  })
  const askers = await createAskers(stack)
  const known = await request(
    stack.url,
    'GET',
    `/api/sessions/${stack.simulator.sessionIds.clean}`,
    askers.admin.cookie,
  )
  const { session } = (await known.json()) as { session: { tasks: { vmReplicaPoint: { id: string } }[] } } // safe: its form has a test of its own
  const pointId = session.tasks[0]?.vmReplicaPoint.id ?? NOBODYS_ID
  const wrong: string[] = []
  for (const row of readAccessTable()) {
    for (const who of ASKERS) {
      const found = await askRow(stack, row, who, askers[who], pointId)
      if (found !== row.answers[who])
        wrong.push(`${row.method} ${row.route} for ${who}: ${found}, not ${row.answers[who]}`)
    }
  }
  expect(wrong).toEqual([])
})
