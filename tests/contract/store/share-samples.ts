import { sessionId, TENANT } from './samples'
import type { NewShareLink } from '@/lib/store/share-links'

/** An invented link; the same number gives the same link. */
export const makeShareLink = (n: number, over: Partial<NewShareLink> = {}): NewShareLink => ({
  label: `Failover ${n}`,
  language: 'de',
  timeZone: 'Europe/Berlin',
  afterEndHours: 72,
  showVms: 'names',
  showFailures: 'classified',
  tenant: TENANT,
  sessionId: sessionId(n),
  tokenHash: `token ${n}`,
  aliases: new Map([['vm01', 'Accounting']]),
  ...over,
})
