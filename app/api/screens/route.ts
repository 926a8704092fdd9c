import { canManageScreens } from '@/lib/auth/permissions'
import { inRecord } from '@/lib/server/record-errors'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route({ allow: canManageScreens }, async ({ runtime }) => {
  const screens = await inRecord(runtime.door.use((store) => store.listScreens()))
  return json(await runtime.screenList.of(screens))
})
