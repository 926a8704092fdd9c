import { done } from '@/lib/server/reply'
import { openRoute } from '@/lib/server/route'

/** Open to all: a sign-in that has ended meanwhile is signed out too. */
export const POST = openRoute({}, async ({ request, runtime, client }) => {
  const principal = await runtime.access.staffOf(request.headers)
  return done({ 'Set-Cookie': await runtime.access.signOut(principal, client) })
})
