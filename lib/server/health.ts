import 'server-only'
import type { Config } from './config'
import type { Features } from './features'
import { ACTIVE_SESSIONS } from './session-source'
import type { SurroundingsSource } from './surroundings'
import type { HealthReply } from '@/lib/api/replies'
import type { EmClient } from '@/lib/em/em-client'
import type { CollectionStatus } from '@/lib/failover/failover-session'
import { createPoller } from '@/lib/poller/poller'

const PROBE_INTERVAL_MS = 60_000
const FIRST_RETRY_MS = 10_000

type Probe = { supportedVersions: string[]; cloudConnect: boolean; userName: string | null }

export type Health = { read: () => Promise<HealthReply>; dispose: () => void }

/** The state of the connection, for the health page. Looking causes at most one round of small reads a minute. */
export function createHealth(
  em: EmClient,
  features: Features,
  surroundings: SurroundingsSource,
  config: Config,
  about: {
    build: string
    now: () => number
    watchedSessions: () => number
    recording: () => Promise<HealthReply['recording']>
  },
): Health {
  const probe = createPoller<'em', Probe>({
    async read(_key, signal) {
      const supportedVersions = await em.readSupportedVersions(signal)
      const capability = await em.readCapability(signal)
      // Each refusal is noted by the feature it belongs to, and that is all that is wanted here.
      await Promise.allSettled([
        ...(features.usable('query')
          ? [features.track('query', em.queryFailoverSessions(ACTIVE_SESSIONS, signal))]
          : []),
        features.track('tenants', em.readTenants(signal)),
        features.track('backup_servers', em.readBackupServers(signal)),
        surroundings.settle(),
      ])
      return { value: { supportedVersions, ...capability } }
    },
    intervalMs: () => PROBE_INTERVAL_MS,
    firstRetryMs: FIRST_RETRY_MS,
    now: about.now,
  })

  // A fault of the connection says nothing about the role: what was proved before stays until something else is.
  let provedRole: HealthReply['connection']['role'] = null

  return {
    async read() {
      const { snapshot, problem } = await probe.read('em').then(
        (good) => ({ snapshot: good, problem: good.problem }),
        () => probe.glance('em'),
      )
      provedRole = roleOf(features) ?? provedRole
      const status = em.status()
      const collection = toCollectionFacts(surroundings.collection().snapshot?.value ?? null)
      return {
        connection: {
          url: config.em.url,
          userName: snapshot?.value.userName ?? status.userName,
          loggedOnSinceUtc: status.loggedOnSinceUtc,
          logonPausedUntilUtc: status.logonPausedUntilUtc,
          lastAnswerMs: status.lastAnswerMs,
          lastAnswerAtUtc: status.lastAnswerAtUtc,
          supportedVersions: snapshot?.value.supportedVersions ?? null,
          cloudConnect: snapshot?.value.cloudConnect ?? null,
          role: provedRole,
          emClockAheadMs: status.clockAheadMs,
          problem,
        },
        features: features.all(),
        certificate: status.certificate,
        collection,
        watching: { sessions: about.watchedSessions() },
        recording: await about.recording(),
        build: about.build,
        checkedAtUtc: new Date(about.now()).toISOString(),
      }
    },
    dispose: probe.dispose,
  }
}

function toCollectionFacts(status: CollectionStatus | null): HealthReply['collection'] {
  if (status === null) return null
  const { newest: _newest, ...facts } = status
  return facts
}

/** The account's role by what it may read; null while too little has been tried. @see EM wire reference §4 */
function roleOf(features: Features): HealthReply['connection']['role'] {
  const may = (feature: Parameters<Features['status']>[0]) => features.status(feature).state
  if (may('sessions') === 'forbidden') return 'no_failover_right'
  if (may('collections') === 'allowed') return 'administrator'
  if (may('plans') === 'forbidden' && may('tenants') === 'allowed') return 'portal_user'
  if (may('plans') === 'allowed' && may('tenants') === 'forbidden') return 'restore_operator'
  return null
}
