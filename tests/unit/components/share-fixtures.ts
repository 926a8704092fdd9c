import type { ProviderReply, ShareLink, ShareViewsReply } from '@/lib/api/share-replies'
import { NOW_MS, SESSION_ID, utc } from './fixtures'

/** Links with invented data, relative to {@link NOW_MS}. */
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const LINK_ID = 'c7a1f0de-6f4b-4b53-9a50-000000000001'
export const TENANT = { id: '00000000-0000-4000-8000-000000000902', name: 'ABC Company' }

export function makeLink(spec: Partial<ShareLink> = {}, nowMs = NOW_MS): ShareLink {
  return {
    id: LINK_ID,
    label: 'Failover of ABC Company',
    state: 'active',
    stateSinceUtc: utc(nowMs - 2 * HOUR_MS),
    stateBy: 'Maria Krüger',
    createdAtUtc: utc(nowMs - 2 * HOUR_MS),
    createdBy: 'Maria Krüger',
    runs: [
      {
        sessionId: SESSION_ID,
        name: 'ABC Company Failover Plan',
        addedAtUtc: utc(nowMs - 2 * HOUR_MS),
        addedBy: 'Maria Krüger',
      },
    ],
    tenant: TENANT,
    language: 'de',
    timeZone: 'Europe/Berlin',
    expiresAtUtc: utc(nowMs + 72 * HOUR_MS),
    expiresAfterEndHours: 72,
    hasPasscode: false,
    show: { vms: 'names', failures: 'classified' },
    failureNote: null,
    message: null,
    next: null,
    providerName: null,
    contact: null,
    accent: null,
    aliases: {},
    updates: [],
    views: {
      opened: 7,
      viewers: 3,
      firstUtc: utc(nowMs - 100 * MINUTE_MS),
      lastUtc: utc(nowMs - 4 * MINUTE_MS),
    },
    ...spec,
  }
}

export function makeViews(nowMs = NOW_MS): ShareViewsReply {
  return {
    views: [
      {
        client: 'Chrome on Windows',
        firstUtc: utc(nowMs - 100 * MINUTE_MS),
        lastUtc: utc(nowMs - 4 * MINUTE_MS),
        opened: 5,
      },
      {
        client: 'Safari on iPhone',
        firstUtc: utc(nowMs - 90 * MINUTE_MS),
        lastUtc: utc(nowMs - 30 * MINUTE_MS),
        opened: 2,
      },
    ],
  }
}

export function makeProvider(spec: Partial<ProviderReply> = {}, nowMs = NOW_MS): ProviderReply {
  return {
    name: 'Nordwind Cloud',
    tagline: 'Your provider for disaster recovery',
    contact: 'On call: +49 40 555 0199 · oncall@nordwind.example',
    accent: '#0f766e',
    logo: null,
    setAtUtc: utc(nowMs - 240 * HOUR_MS),
    setBy: 'Maria Krüger',
    ...spec,
  }
}
