import { unlockBody } from '@/lib/api/share-replies'
import { done, RequestError } from '@/lib/server/reply'
import { refusalError, shareRoute } from '@/lib/server/share-route'

export const POST = shareRoute({ body: unlockBody }, async ({ runtime, token, body, client }) => {
  const result = await runtime.shares.unlock(token, body.passcode, client)
  switch (result.kind) {
    case 'unlocked':
      return done(result.cookie === null ? {} : { 'Set-Cookie': result.cookie })
    case 'wrong':
      throw new RequestError(
        'passcode_wrong',
        'This is not the passcode of the link.',
        'Check it, or ask your provider. After five wrong ones there is a pause of 15 minutes.',
      )
    default:
      throw await refusalError(runtime, result, client)
  }
})
