'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReplicaPointReply } from '@/lib/api/replies'
import { CopyId } from '../copy-id'
import { Description } from '../description'
import { Instant } from '../instant'
import { withInstant } from '../rich-tags'
import { usePageFreshness } from '../use-freshness'
import { AgeThen } from './age-then'

type Point = ReplicaPointReply['replicaPoint']
type Use = ReplicaPointReply['usedBy'][number]

type Props = {
  point: Point
  from: ReplicaPointReply['pointFrom']
  inEnterpriseManager: boolean
  vm: string | null
  /** The failover sessions in question: the one that led here, else every known one. */
  uses: readonly Use[]
}

export function PointFacts({ point, from, inEnterpriseManager, vm, uses }: Props): ReactNode {
  const t = useTranslations()
  const notReported = <span className="text-muted">{t('common.notReported')}</span>
  const { observedAtUtc } = usePageFreshness()
  const { replica } = point
  const replicaWhy = replica?.unreadable ? (
    <span className="text-muted">{t(`common.pointUnreadable.${replica.unreadable}`)}</span>
  ) : from === 'record' ? (
    <span className="text-muted">{t('point.facts.notRecorded')}</span>
  ) : (
    notReported
  )
  return (
    <dl aria-label={t('point.facts.label')} className="ages-surface card overflow-hidden">
      <Description term={t('point.facts.vm')}>
        <strong className="font-[560]">{vm ?? t('common.unnamedVm')}</strong>
      </Description>
      <Description term={t('point.facts.type')}>{point.pointType ?? notReported}</Description>
      <Description term={t('point.facts.created')}>
        {point.creationTimeUtc === null ? notReported : <Instant at={point.creationTimeUtc} />}
      </Description>
      <Description term={t('point.facts.age')}>
        {uses.length === 0 ? (
          <span className="text-muted">{t('point.facts.ageNeedsSession')}</span>
        ) : (
          <ul>
            {uses.map((use) => (
              <li key={`${use.sessionId} ${use.vmName ?? ''}`}>
                <AgeThen pointCreatedAtUtc={point.creationTimeUtc} sessionStartUtc={use.creationTimeUtc} />
                {uses.length > 1 && (
                  <span className="text-muted"> · {use.sessionName ?? t('common.unnamedPlan')}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Description>
      <Description
        term={t(inEnterpriseManager ? 'point.facts.state' : 'point.facts.lastState')}
        note={t.rich('point.facts.read', withInstant(observedAtUtc))}
      >
        {point.state ?? notReported}
      </Description>
      <Description term={t('point.facts.replica')}>{replica?.name ?? replicaWhy}</Description>
      <Description term={t('point.facts.platform')}>{replica?.platform ?? replicaWhy}</Description>
      <Description term={t('point.facts.backupServer')}>
        {point.backupServer?.name ?? notReported}
      </Description>
      <Description
        term={t('point.facts.name')}
        note={point.name === null ? undefined : t('point.facts.nameNote')}
      >
        {point.name ?? notReported}
      </Description>
      <Description term={t('point.facts.id')}>
        <CopyId id={point.id} />
      </Description>
    </dl>
  )
}
