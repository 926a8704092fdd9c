import { FlaskConical, Siren, Undo2, type LucideIcon } from 'lucide-react'
import type { RunKind } from '@/lib/failover/role'

/** Shape of each tag. A tag is no state, so it has no hue. */
export const TAG_LOOK = {
  real: Siren,
  test: FlaskConical,
  undo: Undo2,
} as const satisfies Record<RunKind, LucideIcon>
