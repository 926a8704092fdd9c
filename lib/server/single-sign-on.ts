import 'server-only'
import type { Access } from './access'
import type { Audit } from './audit'
import type { Client } from './client'
import type { Cookies } from './cookies'
import type { Log } from './log'
import { RequestError } from './reply'
import { pages, paths } from '@/lib/api/paths'
import { toReturnPath } from '@/lib/api/return-path'
import type { SignInError } from '@/lib/api/sign-in-error'
import { LOGIN_MS, OidcError, type Oidc, type OidcPerson } from '@/lib/auth/oidc'
import type { SignInResult } from '@/lib/auth/sign-in'

type Asked = { headers: Headers; client: Client }

export type SingleSignOn = {
  isSetUp: boolean
  /** Sends the browser to the provider. Never throws: what goes wrong is told on the sign-in page. */
  begin: (asked: Asked & { from: string | null }) => Promise<Response>
  /** Takes the browser back from the provider, signs the person in, and leads to the page that was asked for. */
  finish: (asked: Asked & { query: URLSearchParams }) => Promise<Response>
}

/** @param oidc null where no provider is set up */
export function createSingleSignOn(parts: {
  oidc: Oidc | null
  admit: (person: OidcPerson) => Promise<SignInResult>
  access: Pick<Access, 'finish'>
  cookies: Cookies
  audit: Audit
  log: Log
  publicUrl: string | null
}): SingleSignOn {
  const { oidc, access, cookies, audit, log } = parts

  // The gatekeeper has found the host to be one of ours.
  const redirectUriOf = (headers: Headers): string =>
    (parts.publicUrl ?? `http://${headers.get('host') ?? ''}`) + paths.singleSignOnReturn()

  /** Back to the sign-in page, which has words for it. */
  async function fail(error: unknown, from: string | null, client: Client): Promise<Response> {
    const reason = toReason(error)
    if (error instanceof OidcError || !(error instanceof RequestError)) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error))
      log({
        level: reason === 'failed' ? 'error' : 'warn',
        event: 'single_sign_on_failed',
        reason,
        message,
        ...(reason === 'failed' && { stack }),
      })
      const by = { kind: 'visitor', name: null } as const
      await audit.note({ action: 'sign_in_refused', by, client, detail: { source: 'oidc', reason } })
    }
    return redirect(pages.signIn(from ?? undefined, reason), [cookies.clear('oidc')])
  }

  return {
    isSetUp: oidc !== null,
    async begin({ headers, client, from: asked }) {
      const from = toReturnPath(asked)
      if (oidc === null) return redirect(pages.signIn(from, 'not_set_up'), [])
      try {
        const { url, sealed } = await oidc.begin({ redirectUri: redirectUriOf(headers), from })
        return redirect(url, [cookies.write('oidc', sealed, LOGIN_MS / 1_000)])
      } catch (error) {
        return await fail(error, from, client)
      }
    },
    async finish({ headers, client, query }) {
      if (oidc === null) return redirect(pages.signIn(undefined, 'not_set_up'), [])
      let from: string | null = null
      try {
        const sealed = cookies.read(headers, 'oidc')
        const answer = await oidc.finish({ redirectUri: redirectUriOf(headers), query, sealed })
        from = answer.from
        if (answer.outcome instanceof OidcError) return await fail(answer.outcome, from, client)
        const { name } = answer.outcome
        const cookie = await access.finish(await parts.admit(answer.outcome), {
          source: 'oidc',
          name,
          client,
          headers,
        })
        return redirect(toReturnPath(from), [cookie, cookies.clear('oidc')])
      } catch (error) {
        return await fail(error, from, client)
      }
    },
  }
}

function toReason(error: unknown): SignInError {
  if (error instanceof OidcError) return error.reason
  if (!(error instanceof RequestError)) return 'failed'
  if (error.code === 'no_failover_right' || error.code === 'record_unavailable') return error.code
  return 'failed'
}

/** Relative where it is one of ours: behind a proxy the server does not know its own address. */
function redirect(location: string, setCookies: readonly string[]): Response {
  const headers = new Headers({ Location: location, 'Cache-Control': 'no-store' })
  for (const cookie of setCookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}
