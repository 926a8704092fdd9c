import { RequestError } from '@/lib/server/reply'
import { openRoute } from '@/lib/server/route'

/** Whatever is no address of ours: the same words for everybody, in the form that programs read. */
const nothing = openRoute({}, () => {
  throw new RequestError('not_there', 'There is nothing at this address.')
})

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
