import { canViewSessions } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'
import { toMe } from '@/lib/server/me'

export const GET = route({ allow: canViewSessions }, ({ principal }) =>
  Promise.resolve(json(toMe(principal))),
)
