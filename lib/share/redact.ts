import 'server-only'
import { cleanName } from './clean-name'
import { toFailureClass } from './failure-class'
import { someProvider, toShareLanguage, unnamedServer } from './share-words'
import type { ShareContact } from './share-page'
import type { SessionReply } from '@/lib/api/replies'
import type { ShareLanguage, ShareReply } from '@/lib/api/share-replies'
import {
  countStandings,
  isOver,
  type TaskStanding,
  toShownCounts,
  toShownStanding,
} from '@/lib/failover/outcome'
import { parseSessionState } from '@/lib/failover/words'
import type { StoredShareLink } from '@/lib/store/load-share-links'
import type { ProviderProfile } from '@/lib/store/provider-profiles'

type Task = SessionReply['session']['tasks'][number]

/** Whom a tenant can ask: the link's own words before the provider's. */
export function toContact(link: StoredShareLink, profile: ProviderProfile | null): ShareContact {
  return {
    providerName: link.providerName ?? profile?.name ?? someProvider(toShareLanguage(link.language)),
    contact: link.contact ?? profile?.contact ?? null,
  }
}

/** What rows are called where a link shows the names of VMs. */
export function toShownNames(tasks: readonly Pick<Task, 'vmName'>[], language: ShareLanguage): string[] {
  let unnamed = 0
  return tasks.map(({ vmName }) => {
    const name = cleanName(vmName)
    if (name !== null) return name
    unnamed += 1
    return unnamedServer(language, unnamed)
  })
}

/**
 * The tenant's view of a run: a new object, built of named fields. What is not named here does not leave the server.
 * Nothing of Enterprise Manager's texts passes but `names`, which the caller has chosen.
 * @param names what each row is called, in the order of the rows; unused where the link shows totals only
 */
export function redact(shown: {
  reply: SessionReply
  link: StoredShareLink
  profile: ProviderProfile | null
  names: readonly string[]
  expiresMs: number
}): ShareReply {
  const { reply, link, profile, names } = shown
  const { session, freshness } = reply
  // A row that kept the word of an earlier moment must not tell a tenant that their server is being started.
  const over = isOver(reply.outcome)
  // Nor one that Enterprise Manager no longer lists, though its run goes on.
  const standings = session.tasks.map((task) => toShownStanding(task, over || task.lastSeenAtUtc !== null))
  const isListed = session.tasks.every((task) => task.lastSeenAtUtc === null)
  const counts = over || isListed ? toShownCounts(reply.counts, over) : countStandings(standings)
  const { providerName, contact } = toContact(link, profile)
  return {
    provider: {
      name: providerName,
      tagline: profile?.tagline ?? null,
      accent: link.accent ?? profile?.accent ?? null,
      logo: profile?.logo != null,
    },
    label: link.label,
    state: parseSessionState(session.state),
    outcome: toShareOutcome(reply.outcome, reply.tag?.kind ?? null),
    counts: {
      total: counts.total,
      waiting: counts.waiting,
      working: counts.working,
      succeeded: counts.succeeded,
      warning: counts.warning,
      failed: counts.failed,
      unknown: counts.unknown,
    },
    progress: session.progress,
    startedAtUtc: session.creationTimeUtc,
    endedAtUtc: session.endTimeUtc,
    servers:
      link.showVms === 'none'
        ? []
        : session.tasks.map((task, index) =>
            toServer(task, standings[index] ?? 'unknown', { name: names[index], link, index }),
          ),
    updates: toUpdates(link, counts.failed > 0 || isFailed(reply.outcome)),
    next: link.next,
    contact,
    expiresAtUtc: utc(shown.expiresMs),
    freshness: {
      level: freshness.level,
      observedAtUtc: freshness.observedAtUtc,
      collectedAtUtc: freshness.collectedAtUtc,
    },
    pollAfterMs: reply.pollAfterMs,
  }
}

const utc = (ms: number): string => new Date(ms).toISOString()

const isFailed = (outcome: SessionReply['outcome']): boolean =>
  outcome.kind === 'ended' && outcome.result === 'failed'

function toShareOutcome(
  outcome: SessionReply['outcome'],
  tag: ShareReply['outcome']['tag'],
): ShareReply['outcome'] {
  switch (outcome.kind) {
    case 'running':
      return { kind: 'running', failedSoFar: outcome.failedSoFar, warningSoFar: outcome.warningSoFar, tag }
    case 'ended':
      return { kind: 'ended', result: outcome.result, tag }
    case 'unknown':
      return { kind: 'unknown', tag }
    default:
      return outcome satisfies never
  }
}

function toServer(
  task: Task,
  outcome: TaskStanding,
  { name, link, index }: { name: string | undefined; link: StoredShareLink; index: number },
): ShareReply['servers'][number] {
  return {
    name: name ?? unnamedServer(toShareLanguage(link.language), index + 1),
    outcome,
    progress: task.progress,
    startedAtUtc: task.creationTimeUtc,
    endedAtUtc: task.endTimeUtc,
    failureClass:
      outcome === 'failed' && link.showFailures === 'classified' ? toFailureClass(task.failureMessage) : null,
  }
}

function toUpdates(link: StoredShareLink, hasFailed: boolean): ShareReply['updates'] {
  const pinned: ShareReply['updates'] = []
  if (link.message !== null) {
    const atUtc = utc(link.messageMs ?? link.createdMs)
    pinned.push({ atUtc, author: null, text: link.message, about: 'message' })
  }
  if (link.failureNote !== null && hasFailed) {
    const atUtc = utc(link.failureNoteMs ?? link.createdMs)
    pinned.push({ atUtc, author: null, text: link.failureNote, about: 'failures' })
  }
  const dated = link.updates.map(
    ({ atMs, author, text }) =>
      ({ atUtc: utc(atMs), author: author === '' ? null : author, text, about: 'update' }) as const,
  )
  return [...pinned, ...dated]
}
