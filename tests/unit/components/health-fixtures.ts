import type { HealthReply } from '@/lib/api/replies'
import type { Problem } from '@/lib/failover/freshness'
import { ago, makeProblem, NOW_MS, utc } from './fixtures'

export function makeRecording(
  spec: Partial<HealthReply['recording']> = {},
  nowMs = NOW_MS,
): HealthReply['recording'] {
  return {
    state: 'recording',
    engine: 'sqlite',
    location: '/var/lib/failover-monitor/record.sqlite',
    lastWrittenAtUtc: utc(nowMs - 2000),
    waiting: 0,
    setAside: 0,
    sessions: 1284,
    sizeBytes: 41_260_000,
    problem: null,
    ...spec,
  }
}

export function makeHealthReply(nowMs = NOW_MS, problem: Problem | null = null): HealthReply {
  const features = [
    'sessions',
    'query',
    'plans',
    'replica_points',
    'replicas',
    'tenants',
    'backup_servers',
    'collections',
  ] as const
  return {
    connection: {
      url: 'https://em.example:9398',
      userName: 'EXAMPLE\\failover-monitor',
      loggedOnSinceUtc: ago(95, nowMs),
      logonPausedUntilUtc: problem?.code === 'logon_refused' ? problem.nextTryAtUtc : null,
      lastAnswerMs: 41.7,
      lastAnswerAtUtc: utc(nowMs),
      supportedVersions: ['v1_6', 'v1_7'],
      cloudConnect: true,
      role: 'administrator',
      emClockAheadMs: 0,
      problem,
    },
    features: features.map((feature) => ({
      feature,
      state: feature === 'collections' ? 'forbidden' : 'allowed',
      problem:
        feature === 'collections'
          ? makeProblem({ code: 'forbidden', message: '403', nextTryAtUtc: null }, nowMs)
          : null,
    })),
    certificate: {
      subject: 'CN=em.example',
      issuer: 'CN=Example Issuing CA 2, O=Example',
      validFromUtc: ago(60 * 24 * 200, nowMs),
      validToUtc: ago(-60 * 24 * 165, nowMs),
      sha256: Array.from({ length: 32 }, (_, n) => (n * 7 + 16).toString(16).padStart(2, '0').slice(-2))
        .join(':')
        .toUpperCase(),
    },
    collection: {
      collectedAtUtc: ago(1, nowMs),
      newestHadWarnings: false,
      runningSinceUtc: null,
      failedAtUtc: null,
    },
    watching: { sessions: 3 },
    recording: makeRecording({}, nowMs),
    build: '0.1.0',
    checkedAtUtc: utc(nowMs),
  }
}
