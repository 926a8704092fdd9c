import { openRoute } from '@/lib/server/route'

export const GET = openRoute({}, ({ request, runtime, client }) =>
  runtime.singleSignOn.begin({
    headers: request.headers,
    client,
    from: new URL(request.url).searchParams.get('from'),
  }),
)
