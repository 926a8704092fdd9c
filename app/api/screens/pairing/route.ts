import { json } from '@/lib/server/reply'
import { openRoute } from '@/lib/server/route'

/** Open to all: a device that nobody knows asks for a code, which shows nothing until staff approve it. */
export const POST = openRoute({}, async ({ request, runtime, client }) => {
  const { reply, setCookie } = await runtime.screenAccess.pair(request.headers, client)
  return json(reply, { headers: { 'Set-Cookie': setCookie } })
})
