import { openRoute } from '@/lib/server/route'

export const GET = openRoute({}, ({ request, runtime, client }) =>
  runtime.singleSignOn.finish({
    headers: request.headers,
    client,
    query: new URL(request.url).searchParams,
  }),
)
