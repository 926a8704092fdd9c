import { canViewHealth } from '@/lib/auth/permissions'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ allow: canViewHealth }, async ({ runtime }) => json(await runtime.health.read()))
