import 'server-only'
import { LRUCache } from 'lru-cache'
import * as openid from 'openid-client'
import { z } from 'zod'
import { groupsOf, nameOf, roleOfGroups, type Claims } from './oidc-role'
import { createSealer } from './sealer'
import type { SignInError } from '@/lib/api/sign-in-error'
import type { Role } from '@/lib/failover/role'

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string | null
  roleClaim: string
  roleMap: ReadonlyMap<string, Role>
}

/** A person as the provider tells of them; `role` is null without a group that has one. */
export type OidcPerson = { subject: string; name: string; role: Role | null }

/** Why a single sign-on came to nothing. `message` is for the log of staff and holds no token and no code. */
export class OidcError extends Error {
  override readonly name = 'OidcError'
  readonly reason: Extract<SignInError, 'unreachable' | 'refused' | 'expired' | 'invalid'>

  constructor(reason: OidcError['reason'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}

export type Oidc = {
  /** @returns where the browser goes, and what it carries meanwhile @throws {OidcError} */
  begin: (input: { redirectUri: string; from: string }) => Promise<{ url: string; sealed: string }>
  /** @param query of the address to which the provider sent the browser back */
  finish: (input: { redirectUri: string; query: URLSearchParams; sealed: string | null }) => Promise<{
    /** The page that was asked for, where the browser still knew it. */
    from: string | null
    outcome: OidcPerson | OidcError
  }>
}

/** So long may a person take at the provider. */
export const LOGIN_MS = 10 * 60_000
const DEADLINE_SECONDS = 10
/** Addresses and keys of the provider are asked for anew after this long. */
const DISCOVERY_MS = 60 * 60_000
const MOST_LOGINS = 10_000

const pendingSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  from: z.string(),
})

/**
 * Single sign-on by the authorisation code flow with PKCE, state and nonce. What a sign-in under way needs travels sealed
 * in a cookie of its browser: the address of one browser is no use to another, and the server keeps nothing.
 */
export function createOidc(settings: OidcSettings, secret: string, now: () => number): Oidc {
  const sealer = createSealer(secret, 'single sign-on', pendingSchema, { lifeMs: LOGIN_MS, now })
  const used = new LRUCache<string, true>({ max: MOST_LOGINS, ttl: LOGIN_MS })
  let known: { atMs: number; provider: Promise<openid.Configuration> } | null = null

  function discover(): Promise<openid.Configuration> {
    if (known !== null && Math.abs(now() - known.atMs) < DISCOVERY_MS) return known.provider
    const found = { atMs: now(), provider: discoverProvider(settings) }
    known = found
    found.provider.catch(() => {
      // The next sign-in asks again.
      if (known === found) known = null
    })
    return found.provider
  }

  return {
    async begin({ redirectUri, from }) {
      const provider = await discover().catch(orThrow)
      const pending = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
        from,
      }
      const url = openid.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: scopeOf(provider),
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, sealed: await sealer.seal(pending) }
    },
    async finish({ redirectUri, query, sealed }) {
      const pending = sealed === null ? null : await sealer.open(sealed)
      if (pending === null || query.get('state') !== pending.state || used.has(pending.state)) {
        const fault = 'the browser brings no sign-in under way that belongs to this answer'
        return { from: pending?.from ?? null, outcome: new OidcError('expired', fault) }
      }
      // Even an answer that is refused is used up.
      used.set(pending.state, true)
      const read = discover().then((provider) =>
        readPerson(provider, new URL(`${redirectUri}?${query}`), pending),
      )
      return { from: pending.from, outcome: await read.catch(toOidcError) }
    },
  }

  async function readPerson(
    provider: openid.Configuration,
    answer: URL,
    { state, nonce, verifier }: z.infer<typeof pendingSchema>,
  ): Promise<OidcPerson> {
    const tokens = await openid.authorizationCodeGrant(provider, answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new OidcError('invalid', 'the provider sent no ID token')
    return toPerson(claims, await withUserInfo(provider, tokens.access_token, claims))
  }

  /** Many providers put groups, or the name, only there. */
  async function withUserInfo(
    provider: openid.Configuration,
    accessToken: string,
    claims: openid.IDToken,
  ): Promise<Claims> {
    const isComplete = groupsOf(claims, settings.roleClaim) !== null && nameOf(claims, '') !== ''
    if (isComplete || provider.serverMetadata().userinfo_endpoint === undefined) return claims
    return { ...(await openid.fetchUserInfo(provider, accessToken, claims.sub)), ...claims }
  }

  function toPerson({ iss, sub }: openid.IDToken, claims: Claims): OidcPerson {
    return {
      subject: `${iss}|${sub}`,
      name: nameOf(claims, sub),
      role: roleOfGroups(groupsOf(claims, settings.roleClaim) ?? [], settings.roleMap),
    }
  }
}

function discoverProvider({ issuer, clientId, clientSecret }: OidcSettings): Promise<openid.Configuration> {
  const server = new URL(issuer)
  // The settings let plain http pass for this machine only.
  const isPlain = server.protocol === 'http:'
  return openid.discovery(
    server,
    clientId,
    clientSecret ?? undefined,
    clientSecret === null ? openid.None() : bySecret(clientSecret),
    {
      timeout: DEADLINE_SECONDS,
      // TLS alone would do for what comes from the token endpoint; the signature is looked at all the same.
      execute: [openid.enableNonRepudiationChecks, ...(isPlain ? [openid.allowInsecureRequests] : [])],
    },
  )
}

/** As clients are registered unless somebody says otherwise (OpenID Connect Discovery §3); in the body only where that must be. */
function bySecret(secret: string): openid.ClientAuth {
  const [basic, post] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = methods.includes('client_secret_basic') ? basic : post
    return way(server, ...rest)
  }
}

/** What this provider knows of it: some refuse a scope that they do not have. */
function scopeOf(provider: openid.Configuration): string {
  const offered = provider.serverMetadata().scopes_supported
  const wanted = ['profile', 'email', 'groups'].filter((scope) =>
    offered === undefined ? scope !== 'groups' : offered.includes(scope),
  )
  return ['openid', ...wanted].join(' ')
}

const orThrow = (error: unknown): never => {
  throw toOidcError(error)
}

/** The provider's own words are not passed on: they may hold anything. */
function toOidcError(error: unknown): OidcError {
  if (error instanceof OidcError) return error
  if (error instanceof openid.AuthorizationResponseError)
    return new OidcError('refused', `the provider refused the sign-in (${toWord(error.error)})`, error)
  if (error instanceof openid.ResponseBodyError)
    return new OidcError('invalid', `the provider refused our request (${toWord(error.error)})`, error)
  const text = error instanceof Error ? error.message : String(error)
  if (isSilence(error)) return new OidcError('unreachable', `the provider does not answer (${text})`, error)
  return new OidcError('invalid', `the provider's answer cannot be used (${text})`, error)
}

const toWord = (word: string): string => (/^[\w.-]{1,60}$/.test(word) ? word : 'no readable reason')

/** Codes with which openid-client tells of an answer that never came, or came as an error of the server. */
const SILENT_CODES: ReadonlySet<unknown> = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT'])

function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && SILENT_CODES.has(error.code)) return true
  // fetch rejects with a TypeError of its own whose cause is the fault of the connection.
  if (error.message === 'fetch failed') return true
  return isServerError(error.cause) || isSilence(error.cause)
}

const isServerError = (cause: unknown): boolean => cause instanceof Response && cause.status >= 500
