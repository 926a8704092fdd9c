import type { SessionReply } from '@/lib/api/replies'

/** Why a run has no target to be measured by: nobody has set one, or nobody can say. Keys of the texts of both goals. */
export function toNoTarget({ session, recovery }: SessionReply): 'noTarget' | 'planUnknown' | 'recordUnread' {
  if (session.plan === null) return 'planUnknown'
  return recovery.targetUnread ? 'recordUnread' : 'noTarget'
}
