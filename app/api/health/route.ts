import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({}, async ({ runtime }) => json(await runtime.health.read()))
