import { done } from '@/lib/server/reply'
import { openRoute } from '@/lib/server/route'
import { signInBody } from '@/lib/server/sign-in-body'

export const POST = openRoute({ body: signInBody }, async ({ request, runtime, body, client }) =>
  done({
    'Set-Cookie': await runtime.access.signIn('enterprise-manager', body, {
      client,
      headers: request.headers,
    }),
  }),
)
