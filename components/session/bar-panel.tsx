'use client'

import {
  Check,
  FileText,
  GitCompareArrows,
  History,
  Link2,
  type LucideIcon,
  RefreshCw,
  Tag,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { isEnded } from '@/lib/failover/words'
import { Age } from '../elapsed'
import { toHash } from '../history/history-tab'
import { fill, withInstant } from '../rich-tags'
import { toOpenFailures } from '../teamwork/open-failures'
import { usePageFreshness } from '../use-freshness'
import { useTargetText } from '../use-target-text'
import { BarTime } from './bar-facts'
import { BarRpo } from './bar-rpo'
import { useEtaText } from './eta-note'
import { type HeaderAction, pressInHeader } from './header-action'
import { toNoTarget } from './no-target'
import { RtoAgainstTarget } from './rto-value'

type Props = { reply: SessionReply; onDone: () => void }

/** Facts and actions of the header, all of them, whatever the width of the window leaves of them in the bar. */
export function BarPanel({ reply, onDone }: Props): ReactNode {
  return (
    <>
      <Facts reply={reply} />
      <Actions reply={reply} onDone={onDone} />
    </>
  )
}

function Facts({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations()
  const printTarget = useTargetText()
  const eta = useEtaText(reply)
  const { observedAtUtc, collectedAtUtc, problem } = usePageFreshness()
  const { session, recovery, outcome, unreadable } = reply
  const rtoMs = recovery.target?.rtoMs ?? null
  const rpoMs = recovery.target?.rpoMs ?? null
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-b border-line pb-3">
      <Fact label={t(isEnded(session) ? 'session.facts.took' : 'session.facts.elapsed')}>
        <BarTime session={session} />
      </Fact>
      <Fact
        label={
          rtoMs === null ? t('session.rto.label') : t('session.rto.target', { target: printTarget(rtoMs) })
        }
      >
        {rtoMs === null ? (
          t(`session.rto.${toNoTarget(reply)}`)
        ) : (
          <RtoAgainstTarget reply={reply} targetMs={rtoMs} />
        )}
        {eta !== '' && <span className="block text-muted">{eta}</span>}
      </Fact>
      <Fact
        label={
          rpoMs === null ? t('session.bar.rpo') : t('session.bar.rpoTarget', { target: printTarget(rpoMs) })
        }
      >
        <BarRpo reply={reply} />
      </Fact>
      <Fact label={t('freshness.label')}>
        {t.rich(problem === null ? 'freshness.read' : 'freshness.lastRead', withInstant(observedAtUtc))}
        {problem !== null && (
          <span className="block text-muted">{t(`freshness.reason.${problem.code}`)}</span>
        )}
        {outcome.kind === 'running' && (
          <span className="block text-muted">
            {collectedAtUtc === null
              ? unreadable.collection && t(`freshness.collectionUnknown.${unreadable.collection}`)
              : t.rich('freshness.collected', {
                  ...withInstant(collectedAtUtc),
                  age: fill(<Age sinceUtc={collectedAtUtc} />),
                })}
          </span>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 font-[560]">{children}</dd>
    </>
  )
}

const item = 'flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2 py-1.5 text-start hover:bg-sunken'

function Actions({ reply, onDone }: Props): ReactNode {
  const t = useTranslations()
  const { session, may, tag, collection } = reply
  const pressable: [HeaderAction, LucideIcon, string, boolean][] = [
    ['tag', Tag, t('session.bar.tag'), may.tag || tag !== null],
    [
      'acknowledge',
      Check,
      t('teamwork.acknowledge.action'),
      may.acknowledge && toOpenFailures(reply).length > 0,
    ],
    ['share', Link2, t('shareLinks.action'), may.share],
    ['collect', RefreshCw, t('collection.ask'), may.collect && collection.mode !== 'off'],
  ]
  const links: [string, LucideIcon, string][] = [
    [toHash('progress'), History, t('session.actions.history')],
    [toHash('compare'), GitCompareArrows, t('session.actions.compare')],
  ]
  return (
    <ul aria-label={t('session.actions.label')} className="-mx-1 mt-2 grid gap-0.5">
      {pressable
        .filter(([, , , isThere]) => isThere)
        .map(([action, Icon, label]) => (
          <li key={action}>
            <button
              type="button"
              className={item}
              onClick={() => {
                onDone()
                pressInHeader(action)
              }}
            >
              <Icon aria-hidden className="size-4 shrink-0 text-muted" />
              {label}
            </button>
          </li>
        ))}
      <li>
        <Link href={pages.report(session.id)} prefetch={false} className={item}>
          <FileText aria-hidden className="size-4 shrink-0 text-muted" />
          {t('session.actions.report')}
        </Link>
      </li>
      {/* Plain links: the router would change the hash without telling anyone. */}
      {links.map(([hash, Icon, label]) => (
        <li key={hash}>
          <a href={hash} className={item} onClick={onDone}>
            <Icon aria-hidden className="size-4 shrink-0 text-muted" />
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
