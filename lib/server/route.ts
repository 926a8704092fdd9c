import 'server-only'
import type { z } from 'zod'
import { problem, RequestError } from './reply'
import { getRuntime, type Runtime } from './runtime'
import { ReadError } from '@/lib/failover/read-error'

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> }

type RouteSettings<Params extends z.ZodType, Query extends z.ZodType> = {
  params?: Params
  query?: Query
}

type RouteInput<Params, Query> = { request: Request; runtime: Runtime; params: Params; query: Query }

/**
 * Frames a route handler: checks path and query, runs the body, turns every error into a problem reply and logs what
 * nobody expected. Handlers stay a sentence.
 */
export function route<Params extends z.ZodType, Query extends z.ZodType>(
  settings: RouteSettings<Params, Query>,
  body: (input: RouteInput<z.infer<Params>, z.infer<Query>>) => Promise<Response>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      const runtime = getRuntime()
      const params = checked(settings.params, await context.params, 'The address')
      const query = checked(
        settings.query,
        Object.fromEntries(new URL(request.url).searchParams),
        'The query',
      )
      return await body({ request, runtime, params, query })
    } catch (error) {
      if (!(error instanceof ReadError || error instanceof RequestError)) logFault(request, error)
      return problem(error, Date.now())
    }
  }
}

function checked<Schema extends z.ZodType>(
  schema: Schema | undefined,
  raw: unknown,
  what: string,
): z.infer<Schema> {
  const result = schema?.safeParse(raw)
  if (!result) return undefined as z.infer<Schema> // safe: without a schema the body's type has nothing to read here
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
      path: new URL(request.url).pathname,
      message: cause.message,
      stack: cause.stack,
    })
  } catch {
    // Without a runtime there is no log either; the start program has said why.
  }
}
