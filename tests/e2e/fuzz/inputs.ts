/** What a hostile or broken client might send, the same for the same seed. */
export type FuzzInput = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  /** As it goes over the wire; encoded where a client library would have to. */
  path: string
  headers: Record<string, string>
  body: string | null
  /** A share address that nobody has: its answer must be the one for every such address. */
  unknownToken: boolean
}

export type Known = {
  /** Good ones, to mutate: nearly right is the hardest wrong. */
  tokens: readonly string[]
  sessionIds: readonly string[]
  codes: readonly string[]
  origin: string
}

export type Random = () => number

/** Mulberry32: small, fast, and the same everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const below = (random: Random, most: number): number => Math.floor(random() * most)

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[below(random, items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NASTY = [
  '',
  '.',
  '..',
  '../..',
  '\0',
  '\u202E',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '"; drop table people; --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '%s%s%n',
  '\r\nSet-Cookie: a=b',
  '😀'.repeat(20),
  'é'.normalize('NFD'),
  'A'.repeat(3_000),
  '-1',
  '9'.repeat(40),
  '0x41',
  'true',
  '[]',
  '{}',
  'https://evil.example/',
  '//evil.example',
  'file:///etc/passwd',
]

const word = (random: Random, length: number, letters = BASE64URL): string =>
  Array.from({ length }, () => letters[below(random, letters.length)]).join('')

/** One small wrong in something that was right. */
function mutate(random: Random, good: string): string {
  const at = below(random, Math.max(1, good.length))
  switch (below(random, 7)) {
    case 0:
      return good.slice(0, at) + word(random, 1) + good.slice(at + 1)
    case 1:
      return good.slice(0, at) + good.slice(at + 1)
    case 2:
      return good.slice(0, at) + word(random, 1) + good.slice(at)
    case 3:
      return good.toUpperCase() === good ? good.toLowerCase() : good.toUpperCase()
    case 4:
      return good + pick(random, NASTY)
    case 5:
      return Array.from(good).reverse().join('')
    default:
      return pick(random, NASTY) + good
  }
}

function someText(random: Random): string {
  switch (below(random, 4)) {
    case 0:
      return pick(random, NASTY)
    case 1:
      return word(random, below(random, 80))
    case 2:
      return String.fromCodePoint(...Array.from({ length: 8 }, () => 32 + below(random, 0xd000)))
    default:
      return word(random, 43)
  }
}

function someValue(random: Random, depth = 0): unknown {
  switch (below(random, depth > 2 ? 4 : 6)) {
    case 0:
      return someText(random)
    case 1:
      return pick(random, [0, -1, 1e308, 0.1, Number.MAX_SAFE_INTEGER])
    case 2:
      return pick(random, [null, true, false])
    case 3:
      return ''
    case 4:
      return Array.from({ length: below(random, 4) }, () => someValue(random, depth + 1))
    default:
      return Object.fromEntries(
        Array.from({ length: below(random, 4) }, () => [someText(random), someValue(random, depth + 1)]),
      )
  }
}

const FIELDS = ['username', 'password', 'passcode', 'name', 'scope', 'kind', 'role', 'label', 'sessionId']

function someBody(random: Random): { body: string; type: string } {
  const json = 'application/json'
  switch (below(random, 6)) {
    case 0:
      return { body: someText(random), type: json }
    case 1:
      return { body: '['.repeat(below(random, 20_000)), type: json }
    case 2:
      return {
        body: JSON.stringify(someValue(random)),
        type: pick(random, ['text/plain', json, 'multipart/form-data']),
      }
    case 3:
      return {
        body: `{"__proto__":{"role":"admin"},"${pick(random, FIELDS)}":${JSON.stringify(someText(random))}}`,
        type: json,
      }
    default:
      return {
        body: JSON.stringify(
          Object.fromEntries(
            Array.from({ length: 1 + below(random, 3) }, () => [pick(random, FIELDS), someValue(random)]),
          ),
        ),
        type: json,
      }
  }
}

/** Header values carry bytes; what a library would refuse to send is left out. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7E\x80-\xFF]/g, '?')

function someHeaders(random: Random, known: Known): Record<string, string> {
  const headers: Record<string, string> = {}
  if (random() < 0.7) headers['origin'] = random() < 0.8 ? known.origin : headerText(someText(random))
  if (random() < 0.3) {
    const name = pick(random, [
      'failover-staff',
      'failover-screen',
      '__Host-failover-staff',
      'failover-oidc',
      'failover-unlock-x',
    ])
    headers['cookie'] = headerText(`${name}=${someText(random)}; ${someText(random)}`)
  }
  if (random() < 0.2)
    headers[
      pick(random, [
        'x-forwarded-for',
        'x-real-ip',
        'forwarded',
        'x-middleware-subrequest',
        'x-client-address',
        'x-nonce',
        'next-action',
        'rsc',
        'accept-language',
        'if-none-match',
        'range',
      ])
    ] = headerText(someText(random)).slice(0, 2_000)
  return headers
}

/** Encoded as a client would, with a raw one now and then. Half of a pair of letters has no encoding. */
function segment(random: Random, text: string): string {
  return random() < 0.95
    ? encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?'))
    : text.replaceAll(/[^\x21-\x7E]|[?#]/g, '_')
}

/** What is sent raw can lead to another address altogether. */
const isOneSegment = (shown: string): boolean => !/[/\\]/.test(shown)

/** One input to one of the public routes. */
export function makeInput(random: Random, known: Known): FuzzInput {
  const headers = someHeaders(random, known)
  const mutated = random() < 0.5 ? mutate(random, pick(random, known.tokens)) : someText(random)
  // A mutation can leave the good token as it was; that one is for the test's last question.
  const token = known.tokens.includes(mutated) ? `${mutated}x` : mutated
  const shown = segment(random, token)
  const id = segment(
    random,
    random() < 0.5 ? mutate(random, pick(random, known.sessionIds)) : someText(random),
  )
  const code = segment(random, random() < 0.5 ? mutate(random, pick(random, known.codes)) : word(random, 6))
  const query = random() < 0.2 ? `?run=${encodeURIComponent(pick(random, NASTY))}` : ''
  const plain = { headers, body: null, unknownToken: false }
  const withBody = () => {
    const { body, type } = someBody(random)
    return { headers: { ...headers, 'content-type': type }, body, unknownToken: false }
  }
  switch (below(random, 12)) {
    case 0:
    case 1:
    case 2:
      return {
        ...plain,
        method: 'GET',
        path: `/api/share/${shown}${query}`,
        unknownToken: isOneSegment(shown),
      }
    case 3:
      return { ...plain, method: 'GET', path: `/api/share/${shown}/logo` }
    case 4:
      return { ...withBody(), method: 'POST', path: `/api/share/${shown}/unlock` }
    case 5:
      return { ...withBody(), method: 'POST', path: `/api/screens/${code}/approve` }
    case 6:
      return {
        ...withBody(),
        method: 'POST',
        path: pick(random, ['/api/screens/pairing', '/api/auth/sign-out']),
      }
    case 7:
      return {
        ...withBody(),
        method: 'POST',
        path: pick(random, ['/api/auth/sign-in/local', '/api/auth/sign-in/enterprise-manager']),
      }
    case 8:
      return {
        ...plain,
        method: 'GET',
        path: pick(random, [
          '/api/wall',
          '/api/auth/me',
          '/api/auth/callback/oidc?code=a&state=b',
          '/api/auth/sign-in/oidc?from=//evil.example',
          '/api/health/live',
        ]),
      }
    case 9:
      return {
        ...plain,
        method: 'GET',
        path: pick(random, [
          `/api/sessions/${id}`,
          `/api/replica-points/${id}`,
          `/api/${id}`,
          `/api/sessions?q=${id}`,
        ]),
      }
    case 10:
      return {
        ...withBody(),
        method: pick(random, ['POST', 'PUT', 'PATCH', 'DELETE'] as const),
        path: pick(random, [
          `/api/share/${shown}`,
          `/api/share-links/${id}`,
          '/api/share-links',
          '/api/provider',
          `/api/sessions/${id}/tag`,
          `/api/people/${id}`,
        ]),
      }
    default:
      return { ...plain, method: pick(random, ['OPTIONS', 'HEAD'] as const), path: `/api/share/${shown}` }
  }
}
