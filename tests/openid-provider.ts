import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

/** Whom the provider knows, by the name that they type. */
export type Account = Record<string, unknown>

/** A real OpenID provider on loopback, with a log-in page of its own. */
export type OpenIdProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Makes the client known; before that every request is answered 503, as by a provider that starts. */
  register: (redirectUri: string, configuration?: Record<string, unknown>) => Promise<void>
  /** Tokens are refused from now on. */
  failTokens: (failing: boolean) => void
  /** The keys that it tells are not those that it signs with. */
  tellOtherKeys: () => void
  close: () => Promise<void>
}

/** What it would otherwise choose a life for by itself, and say so at length. */
const LASTING = ['Interaction', 'Grant', 'Session', 'AccessToken', 'IdToken', 'AuthorizationCode']
const LOGIN = /^\/login\/([\w-]+)(\/abort)?$/

export async function startOpenIdProvider(accounts: Record<string, Account>): Promise<OpenIdProvider> {
  let provider: Provider | null = null
  let tokensFail = false
  let otherKeys: string | null = null
  const server = createServer((request, response) => {
    if (provider === null || (tokensFail && request.url === '/token')) {
      response.writeHead(503).end('starting')
      return
    }
    if (otherKeys !== null && request.url === '/jwks') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(otherKeys)
      return
    }
    const [path = ''] = (request.url ?? '').split('?')
    void (LOGIN.test(path)
      ? answerLogin(provider, path, request, response)
      : provider.callback()(request, response))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // safe: it listens on TCP
  const issuer = `http://127.0.0.1:${port}`
  const [clientId, clientSecret] = ['failover-monitor', 'client-secret: + & %']
  const [own, other] = [
    await generateKeyPair('RS256', { extractable: true }),
    await generateKeyPair('RS256', { extractable: true }),
  ]
  const about = { kid: 'the only one', use: 'sig', alg: 'RS256' }
  const key = { ...(await exportJWK(own.privateKey)), ...about }
  const otherKey = { ...(await exportJWK(other.publicKey)), ...about }

  return {
    issuer,
    clientId,
    clientSecret,
    register(redirectUri, configuration = {}) {
      provider = new Provider(issuer, {
        clients: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [redirectUri],
            response_types: ['code'],
            grant_types: ['authorization_code'],
          },
        ],
        claims: {
          openid: ['sub'],
          profile: ['name', 'preferred_username', 'realm_access'],
          email: ['email'],
          groups: ['groups'],
        },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/login/${uid}` },
        findAccount: (_context: unknown, accountId: string) => ({
          accountId,
          claims: () => ({ sub: accountId, ...accounts[accountId] }),
        }),
        pkce: { required: () => true },
        cookies: { keys: ['only for tests'] },
        jwks: { keys: [key] },
        ttl: Object.fromEntries(LASTING.map((name) => [name, 600])),
        ...configuration,
      })
      return Promise.resolve()
    },
    failTokens(failing) {
      tokensFail = failing
    },
    tellOtherKeys() {
      otherKeys = JSON.stringify({ keys: [otherKey] })
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerLogin(
  provider: Provider,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
      `<!doctype html><html lang="en"><title>Provider</title><h1>Log in at the provider</h1>
       <form method="post" action="${path}"><label>Account <input name="account"></label><button>Log in</button></form>
       <form method="post" action="${path}/abort"><button>Turn back</button></form></html>`,
    )
    return
  }
  const options = { mergeWithLastSubmission: false }
  if (path.endsWith('/abort')) {
    // The library finds the interaction by the cookie, whose path is that of the log-in page.
    await provider.interactionFinished(request, response, { error: 'access_denied' }, options)
    return
  }
  const accountId = new URLSearchParams(await text(request)).get('account') ?? ''
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId, clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  const result = { login: { accountId }, consent: { grantId: await grant.save() } }
  await provider.interactionFinished(request, response, result, options)
}
