'use client'

import { useTranslations } from 'next-intl'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { failedOver } from '@/lib/failover/outcome'
import { emElapsedMs, serverElapsedMs, useServerClock } from '../server-clock'
import { useDurationText } from '../use-duration-text'
import { usePageFreshness } from '../use-freshness'
import { useOutcomeText } from '../use-outcome-text'
import { readTick } from '../use-tick'
import { type AttentionItem, taskOf } from './attention'
import { type Ticket, type TicketLine, toTicketText, toTicketTime } from './ticket-text'
import { useTicketVm } from './use-ticket-vm'

/** Writes failures down as plain text, complete enough for somebody who cannot open this page. Read at the call. */
export function useTicketText(reply: SessionReply): (items: readonly AttentionItem[]) => string {
  const t = useTranslations('ticket')
  const common = useTranslations('common')
  const attention = useTranslations('session.attention')
  const ofVm = useTicketVm(reply)
  const run = useRunLines(reply)
  const foot = useFootLines()
  const plan = reply.session.name ?? common('unnamedPlan')
  /** What the session itself says, with what is said of a VM. */
  const said: TicketLine = [t('run.message'), reply.session.failureMessage]

  const toTicket = (item: AttentionItem): Ticket => {
    const task = taskOf(item)
    return {
      heading: t(`heading.${item.kind}`, { plan, vm: task?.vmName ?? common('unnamedVm') }),
      blocks: task === null ? [run(null)] : [[...run(task.key), said], ofVm(task)],
      failure: {
        label: t(item.kind === 'message' ? 'message' : 'failure'),
        text: item.text ?? attention('noReason'),
      },
      foot: foot(),
    }
  }
  return (items) => toTicketText(items.map(toTicket))
}

function useRunLines(reply: SessionReply): (key: string | null) => TicketLine[] {
  const t = useTranslations('ticket.run')
  const common = useTranslations('common')
  const kind = useTranslations('session.tag.kind')
  const toOutcomeText = useOutcomeText()
  const { session, outcome, counts, tag, unreadable } = reply
  const { sentence } = toOutcomeText(outcome, session.state)
  const vms = common('vms', { done: failedOver(counts), total: counts.total })
  const time = (at: string | null): string => (at === null ? common('notReported') : toTicketTime(at))
  return (key) => [
    [t('plan'), session.name ?? common('unnamedPlan')],
    [t('tenant'), session.tenant?.name ?? common(`tenantUnknown.${unreadable.plan ?? 'none'}`)],
    [t('tag'), kind(tag?.kind ?? 'none')],
    [t('server'), session.backupServer?.name ?? common('notReported')],
    [t('session'), session.id],
    [t('urn'), session.uid],
    [t('page'), window.location.origin + pages.vm(session.id, key)],
    [t('state'), counts.total === 0 ? t('noRows', { sentence }) : t('counts', { sentence, vms })],
    [
      t('own'),
      t('ownWords', {
        state: session.state ?? common('notReported'),
        result: session.result ?? common('notReported'),
        progress:
          session.progress === null ? common('notKnown') : common('percent', { percent: session.progress }),
      }),
    ],
    [t('began'), time(session.creationTimeUtc)],
    [
      t('ended'),
      session.endTimeUtc === null && outcome.kind === 'running' ? t('notEnded') : time(session.endTimeUtc),
    ],
  ]
}

/** How old all of this was when it was copied, by both ages. */
function useFootLines(): () => TicketLine[] {
  const t = useTranslations('ticket')
  const word = useTranslations('freshness.level')
  const print = useDurationText()
  const clock = useServerClock()
  const { level, observedAtUtc, collectedAtUtc } = usePageFreshness()
  return () => {
    const tick = readTick()
    const age = print(serverElapsedMs(clock, tick, false, observedAtUtc))
    return [
      [t('read'), t('readAt', { at: toTicketTime(observedAtUtc), age, level: word(level) })],
      [
        t('collected'),
        collectedAtUtc === null
          ? null
          : t('collectedAt', {
              at: toTicketTime(collectedAtUtc),
              age: print(emElapsedMs(clock, tick, false, collectedAtUtc)),
            }),
      ],
    ]
  }
}
