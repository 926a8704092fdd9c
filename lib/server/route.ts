import 'server-only'
import { z } from 'zod'
import { readClient, type Client } from './client'
import { problem, RequestError } from './reply'
import { getRuntime, type Runtime } from './runtime'
import { checkOrigin } from './same-origin'
import type { Permission } from '@/lib/auth/permissions'
import type { Principal, StaffPrincipal } from '@/lib/auth/principal'
import { ReadError } from '@/lib/failover/read-error'

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> }

type RouteSettings<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  params?: Params
  query?: Query
  /** JSON; without a schema no body is read. */
  body?: Body
}

type RouteInput<Params, Query, Body, Who> = {
  request: Request
  runtime: Runtime
  params: Params
  query: Query
  body: Body
  principal: Who
  client: Client
}

type Handler = (request: Request, context: RouteContext) => Promise<Response>

/**
 * Frames a route handler for staff: checks who asks, path, query and body, runs the handler, turns every error into a
 * problem reply and logs what nobody expected. Handlers stay a sentence.
 * @param settings `allow` says who may; nobody is signed in → 401, the role does not do → 403
 */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  settings: RouteSettings<Params, Query, Body> & { allow: Permission },
  handler: (
    input: RouteInput<z.infer<Params>, z.infer<Query>, z.infer<Body>, StaffPrincipal>,
  ) => Promise<Response>,
): Handler {
  const admit = async (runtime: Runtime, request: Request): Promise<StaffPrincipal> => {
    const principal = await runtime.access.staffOf(request.headers)
    if (principal.kind === 'nobody')
      throw new RequestError('signed_out', 'Nobody is signed in, or the sign-in has ended.', 'Sign in.')
    if (!settings.allow(principal)) {
      runtime.log({
        level: 'warn',
        event: 'not_allowed',
        person: principal.personId,
        role: principal.role,
        method: request.method,
        path: new URL(request.url).pathname,
      })
      throw new RequestError(
        'not_allowed',
        `The role ${principal.role} does not allow this.`,
        'Ask an administrator of this monitor for another role.',
      )
    }
    return principal
  }
  return frame(settings, admit, handler)
}

/**
 * The same for what anybody may ask: sign-in, and tenants and screens, which bring their own tokens. The handler checks
 * those itself; the signed-in person is told where there is one.
 */
export function openRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  settings: RouteSettings<Params, Query, Body>,
  handler: (input: RouteInput<z.infer<Params>, z.infer<Query>, z.infer<Body>, null>) => Promise<Response>,
): Handler {
  return frame(settings, () => Promise.resolve(null), handler)
}

function frame<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Who extends Principal | null,
>(
  settings: RouteSettings<Params, Query, Body>,
  admit: (runtime: Runtime, request: Request) => Promise<Who>,
  handler: (input: RouteInput<z.infer<Params>, z.infer<Query>, z.infer<Body>, Who>) => Promise<Response>,
): Handler {
  return async (request, context) => {
    try {
      const runtime = getRuntime()
      const client = readClient(request.headers, runtime.config.access.clientAddresses)
      if (request.method !== 'GET' && request.method !== 'HEAD')
        checkOrigin(request.headers, runtime.config.publicUrl)
      // Who asks comes first: a stranger learns nothing about what an address would have to look like.
      const principal = await admit(runtime, request)
      const params = checked(settings.params, await context.params, 'The address')
      const query = checked(
        settings.query,
        Object.fromEntries(new URL(request.url).searchParams),
        'The query',
      )
      const body = checked(settings.body, settings.body && (await readBody(request)), 'The request')
      return await handler({ request, runtime, params, query, body, principal, client })
    } catch (error) {
      if (!(error instanceof ReadError || error instanceof RequestError)) logFault(request, error)
      return problem(error, Date.now())
    }
  }
}

/** The gatekeeper has limited its size. @throws {RequestError} */
async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new RequestError('bad_request', 'The request must be JSON (Content-Type: application/json).')
  try {
    return await request.json()
  } catch {
    throw new RequestError('bad_request', 'The request is no valid JSON.')
  }
}

function checked<Schema extends z.ZodType>(
  schema: Schema | undefined,
  raw: unknown,
  what: string,
): z.infer<Schema> {
  const result = schema?.safeParse(raw)
  if (!result) return undefined as z.infer<Schema> // safe: without a schema the handler's type has nothing to read here
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`)
  throw new RequestError('bad_request', `${what} is not valid: ${faults.join('; ')}`)
}

function logFault(request: Request, error: unknown): void {
  const cause = error instanceof Error ? error : new Error(String(error))
  try {
    getRuntime().log({
      level: 'error',
      event: 'route_failed',
      path: withoutSecrets(new URL(request.url).pathname),
      message: cause.message,
      stack: cause.stack,
    })
  } catch {
    // Without a runtime there is no log either; the start program has said why.
  }
}

/** The token of a link stands in its address; the log must not become a list of keys. */
const withoutSecrets = (path: string): string => path.replace(/^(\/api\/share\/)[^/]+/, '$1…')
