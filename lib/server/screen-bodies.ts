import 'server-only'
import { z } from 'zod'
import { screenScopeSchema } from '@/lib/auth/screen-scope'

/** What staff may say of a screen. */

const name = z.string().trim().min(1).max(60)

export const screenParams = z.object({ screen: z.string().min(1).max(100) })
export const approvalBody = z.strictObject({ name, scope: screenScopeSchema })
export const screenChangeBody = z
  .strictObject({ name: name.optional(), scope: screenScopeSchema.optional() })
  .refine((change) => change.name !== undefined || change.scope !== undefined, {
    message: 'must name what is to change: name or scope',
  })
