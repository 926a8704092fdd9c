import { RequestError } from '@/lib/server/reply'
import { refusalError, shareRoute } from '@/lib/server/share-route'

export const GET = shareRoute({}, async ({ request, runtime, token, client }) => {
  const result = await runtime.shares.logo(token, { headers: request.headers, client })
  if (result.kind !== 'logo') throw await refusalError(runtime, result, client)
  if (result.logo === null) throw new RequestError('not_there', 'There is no logo.')
  return new Response(Buffer.from(result.logo.base64, 'base64'), {
    headers: { 'Content-Type': result.logo.type, 'X-Content-Type-Options': 'nosniff' },
  })
})
