import type { RunKind } from './role'

/**
 * Why a VM has not begun, as far as the engine's rules let it be inferred: Enterprise Manager itself gives no reason.
 * `all_starting`: as many VMs as may start at once are starting. `order_or_delay`: there is room for more, so it is the
 * plan that holds the VM back, by its order or by a delay.
 */
export type WaitingReason = 'all_starting' | 'order_or_delay'

/** A plan starts 10 VMs at once. @see EM wire reference §8.1 */
export const MOST_AT_ONCE = 10
/** An undo takes 5 at a time. @see EM wire reference §8.5 */
export const MOST_AT_ONCE_UNDO = 5

export const mostAtOnce = (kind: RunKind | null): number =>
  kind === 'undo' ? MOST_AT_ONCE_UNDO : MOST_AT_ONCE

/**
 * @param working VMs that are being started
 * @param begun VMs that have begun, whatever became of them; without any, the run itself may not have begun
 * @returns null where nothing can be inferred
 */
export function toWaitingReason(
  { working, begun }: { working: number; begun: number },
  most: number,
): WaitingReason | null {
  if (working >= most) return 'all_starting'
  return begun > 0 ? 'order_or_delay' : null
}
