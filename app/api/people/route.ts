import { canManagePeople } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ allow: canManagePeople }, async ({ runtime, principal }) =>
  json(await runtime.people.list(principal)),
)
