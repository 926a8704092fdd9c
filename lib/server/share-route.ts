import 'server-only'
import { z } from 'zod'
import type { Client } from './client'
import { RequestError } from './reply'
import { openRoute } from './route'
import type { Runtime } from './runtime'
import type { ProblemCode } from '@/lib/api/problem'
import type { ShareRefusal } from '@/lib/share/share-page'

const params = z.object({ token: z.string() })
/** A number that is none, or of no run, means the newest: an address that was cut must still show something. */
const query = z.object({ run: z.coerce.number().int().min(1).max(1_000).optional().catch(undefined) })

const HEADERS = {
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cache-Control': 'no-store',
} as const

type ShareInput<Body> = {
  request: Request
  runtime: Runtime
  token: string
  run: number | undefined
  body: Body
  client: Client
}

/**
 * Frames a route handler for tenants. Whatever goes wrong behind it, they read words of ours that name nothing of the
 * provider's: an error of a read or of the record tells of hosts and paths.
 */
export function shareRoute<Body extends z.ZodType = z.ZodUndefined>(
  settings: { body?: Body },
  handler: (input: ShareInput<z.infer<Body>>) => Promise<Response>,
): ReturnType<typeof openRoute> {
  const framed = openRoute({ params, query, ...settings }, async (input) => {
    const { request, runtime, body, client } = input
    try {
      return await handler({
        request,
        runtime,
        token: input.params.token,
        run: input.query.run,
        body,
        client,
      })
    } catch (error) {
      if (error instanceof RequestError) throw error
      runtime.log({
        level: 'error',
        event: 'share_failed',
        message: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? error.stack : undefined,
      })
      throw toShareError('unavailable')
    }
  })
  return async (request, context) => {
    const response = await framed(request, context)
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value)
    return response
  }
}

type Words = { code: ProblemCode; detail: string; hint: string; retryAfterMs?: number }

const REFUSALS: Record<ShareRefusal['kind'], Words> = {
  unknown: {
    code: 'link_unknown',
    detail: 'Nobody has made a link with this address.',
    hint: 'Check that the address is complete, or ask whoever sent it to you.',
  },
  expired: {
    code: 'link_expired',
    detail: 'The time of this link is over.',
    hint: 'Ask your provider to extend it.',
  },
  revoked: {
    code: 'link_revoked',
    detail: 'Your provider has withdrawn this link.',
    hint: 'Ask your provider whether there is another one.',
  },
  paused: {
    code: 'link_paused',
    detail: 'Your provider has paused this link.',
    hint: 'Your provider sends a new address when it goes on.',
  },
  replaced: {
    code: 'link_replaced',
    detail: 'Your provider has replaced this address by a new one.',
    hint: 'Use the newer address, or ask your provider for it.',
  },
  locked: {
    code: 'passcode_required',
    detail: 'This link opens with a passcode.',
    hint: 'Enter the passcode that your provider gave you.',
  },
  unavailable: {
    code: 'share_unavailable',
    detail: 'The status cannot be read at present.',
    hint: 'The page tries again by itself. If it lasts, ask your provider.',
    retryAfterMs: 15_000,
  },
  gone: {
    code: 'run_gone',
    detail: 'What this link showed is kept no longer.',
    hint: 'Ask your provider for the report.',
  },
}

export function toShareError(kind: ShareRefusal['kind']): RequestError {
  const { code, detail, hint, retryAfterMs = null } = REFUSALS[kind]
  return new RequestError(code, detail, hint, retryAfterMs)
}

/**
 * Why a link shows nothing, as an error. Whoever tries many addresses that nobody made has to wait.
 * @throws {RequestError} `too_many_requests`
 */
export async function refusalError(
  runtime: Runtime,
  { kind }: ShareRefusal,
  client: Client,
): Promise<RequestError> {
  if (kind === 'unknown') await runtime.limits.check('token', client.address)
  return toShareError(kind)
}
