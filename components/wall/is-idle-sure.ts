import type { WallReply } from '@/lib/api/screen-replies'
import { isLostRun } from '../is-lost-run'

/**
 * Whether that no failover is shown means that none is running. A screen that shows a tenant's leaves out a run whose VMs
 * do not prove whose it is; one that could not be read, or was lost sight of, may be running.
 */
export const isIdleSure = ({ screen, sessions, unreadable }: WallReply): boolean =>
  screen.scope.kind !== 'tenant' && unreadable === 0 && !sessions.some(isLostRun)
