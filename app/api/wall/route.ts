import { polledJson } from '@/lib/server/reply'
import { openRoute } from '@/lib/server/route'

/** Open to all: the screen's own cookie says which it is. Nothing here ever leads to a sign-in. */
export const GET = openRoute({}, async ({ request, runtime, client }) => {
  const { principal, settings, setCookie } = await runtime.screenAccess.screenOf(request.headers, client)
  const commands = await runtime.screenFleet.toldTo(principal.screenId)
  const reply = await runtime.wall.read(principal, { settings, commands })
  const response = polledJson(request, reply, Date.now(), 'page_age_apart')
  if (setCookie !== null) response.headers.append('Set-Cookie', setCookie)
  return response
})
