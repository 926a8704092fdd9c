import { polledJson } from '@/lib/server/reply'
import { openRoute } from '@/lib/server/route'

/** Open to all: the screen's own cookie says which it is. Nothing here ever leads to a sign-in. */
export const GET = openRoute({}, async ({ request, runtime, client }) => {
  const { principal, setCookie } = await runtime.screenAccess.screenOf(request.headers, client)
  const response = polledJson(request, await runtime.wall.read(principal), Date.now())
  if (setCookie !== null) response.headers.append('Set-Cookie', setCookie)
  return response
})
