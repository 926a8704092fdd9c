import { polledJson } from '@/lib/server/reply'
import { refusalError, shareRoute } from '@/lib/server/share-route'

export const GET = shareRoute({}, async ({ request, runtime, token, run, client }) => {
  const visit = { run, headers: request.headers, client, countsAs: 'poll' } as const
  const result = await runtime.shares.open(token, visit)
  if (result.kind !== 'open') throw await refusalError(runtime, result, client)
  const { reply, ageMs } = result.page
  return polledJson(request, reply, Date.parse(reply.freshness.observedAtUtc) + ageMs)
})
