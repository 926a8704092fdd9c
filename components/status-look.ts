import {
  CircleCheck,
  CircleDashed,
  CirclePlay,
  CircleQuestionMark,
  type LucideIcon,
  OctagonX,
  TriangleAlert,
} from 'lucide-react'
import type { Outcome, TaskStanding } from '@/lib/failover/outcome'

export type Look = {
  Icon: LucideIcon
  /** Colour of text and icon. */
  text: string
  /** Colour of a bar or a segment. */
  fill: string
  /** Pale ground. */
  ground: string
}

/** One look per standing: shape, word (`common.standing`) and colour; none of them stands alone. */
export const STATUS_LOOK = {
  waiting: {
    Icon: CircleDashed,
    text: 'text-status-waiting',
    fill: 'bg-status-waiting opacity-40',
    ground: 'bg-status-waiting-bg',
  },
  working: {
    Icon: CirclePlay,
    text: 'text-status-working',
    fill: 'bg-status-working',
    ground: 'bg-status-working-bg',
  },
  succeeded: {
    Icon: CircleCheck,
    text: 'text-status-succeeded',
    fill: 'bg-status-succeeded',
    ground: 'bg-status-succeeded-bg',
  },
  warning: {
    Icon: TriangleAlert,
    text: 'text-status-warning',
    fill: 'bg-status-warning',
    ground: 'bg-status-warning-bg',
  },
  failed: {
    Icon: OctagonX,
    text: 'text-status-failed',
    fill: 'bg-status-failed',
    ground: 'bg-status-failed-bg',
  },
  unknown: {
    Icon: CircleQuestionMark,
    text: 'text-status-unknown',
    fill: 'bg-status-unknown opacity-70',
    ground: 'bg-status-unknown-bg',
  },
} as const satisfies Record<TaskStanding, Look>

/** Legend and stacked bars: what is done first, trouble last, so that the eye ends on it. */
export const STANDING_ORDER = [
  'succeeded',
  'warning',
  'working',
  'waiting',
  'unknown',
  'failed',
] as const satisfies readonly TaskStanding[]

/** The standing whose look a whole session takes; a run that goes on looks as it goes on, see {@link toWorstSoFar}. */
export function toOutcomeStanding(outcome: Outcome): TaskStanding {
  switch (outcome.kind) {
    case 'running':
      return 'working'
    case 'ended':
      return outcome.result === 'success' ? 'succeeded' : outcome.result
    case 'unknown':
      return 'unknown'
    default:
      return outcome satisfies never
  }
}

/** The worst that has happened in a run that still goes on; null if nothing has, or it is over. */
export function toWorstSoFar(outcome: Outcome): { standing: 'failed' | 'warning'; count: number } | null {
  if (outcome.kind !== 'running') return null
  if (outcome.failedSoFar > 0) return { standing: 'failed', count: outcome.failedSoFar }
  return outcome.warningSoFar > 0 ? { standing: 'warning', count: outcome.warningSoFar } : null
}
