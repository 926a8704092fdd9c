import { Ban, CircleCheck, CirclePause, type LucideIcon, TimerOff } from 'lucide-react'
import type { ShareLink } from '@/lib/api/share-replies'

export type LinkState = ShareLink['state']

/** Shape and tone of each state; its word stands in the texts. */
export const LINK_LOOK = {
  active: { Icon: CircleCheck, text: 'text-status-succeeded' },
  paused: { Icon: CirclePause, text: 'text-status-warning' },
  expired: { Icon: TimerOff, text: 'text-muted' },
  revoked: { Icon: Ban, text: 'text-muted' },
} as const satisfies Record<LinkState, { Icon: LucideIcon; text: string }>

export const LINK_STATES = ['active', 'paused', 'expired', 'revoked'] as const satisfies readonly LinkState[]
