import 'server-only'
import { z } from 'zod'
import { screenSettingsBody } from '@/lib/api/screen-settings'
import { screenScopeSchema } from '@/lib/auth/screen-scope'

/** What staff may say of a screen. */

const name = z.string().trim().min(1).max(60)

export const screenParams = z.object({ screen: z.string().min(1).max(100) })
export const approvalBody = z.strictObject({ name, scope: screenScopeSchema })
export const screenChangeBody = z
  .strictObject({
    name: name.optional(),
    scope: screenScopeSchema.optional(),
    settings: screenSettingsBody.optional(),
  })
  .refine((change) => Object.values(change).some((part) => part !== undefined), {
    message: 'must name what is to change: name, scope or settings',
  })

const LONGEST_MESSAGE_MINUTES = 12 * 60

export const screenCommandBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('identify') }),
  z.strictObject({ kind: z.literal('reload') }),
  z.strictObject({ kind: z.literal('sound') }),
  z.strictObject({
    kind: z.literal('message'),
    text: z.string().trim().min(1).max(200),
    minutes: z.int().min(1).max(LONGEST_MESSAGE_MINUTES),
  }),
])
export const screenCommandParams = screenParams.extend({ commandId: z.guid() })
