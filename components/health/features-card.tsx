'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { StatusWord } from '../status-word'
import { withInstant } from '../rich-tags'

type Feature = HealthReply['features'][number]

const LOOK = {
  allowed: 'succeeded',
  forbidden: 'warning',
  failing: 'failed',
  unknown: 'waiting',
} as const satisfies Record<Feature['state'], TaskStanding>

const cell = 'px-4 py-2.5 text-start align-top sm:px-5'

/** What the account's role allows, and what the pages lack without it. */
export function FeaturesCard({ features }: { features: readonly Feature[] }): ReactNode {
  const t = useTranslations('health.features')
  return (
    <section aria-labelledby="features-title" className="card overflow-hidden">
      <h2 id="features-title" className="heading-2 border-b border-line px-4 py-3 sm:px-5">
        {t('title')}
      </h2>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-[12px] text-faint">
            <th scope="col" className={`${cell} font-[550]`}>
              {t('feature')}
            </th>
            <th scope="col" className={`${cell} font-[550]`}>
              {t('state')}
            </th>
            <th scope="col" className={`${cell} font-[550] max-md:hidden`}>
              {t('means')}
            </th>
          </tr>
        </thead>
        <tbody>
          {features.map((it) => (
            <FeatureRow key={it.feature} feature={it} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FeatureRow({ feature: { feature, state, problem } }: { feature: Feature }): ReactNode {
  const t = useTranslations()
  const works = state === 'allowed' || state === 'unknown'
  const meaning = t(`health.features.meanings.${feature}.${works ? 'allowed' : 'missing'}`)
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className={`${cell} font-[560]`}>
        {t(`health.features.names.${feature}`)}
        <span className="block font-normal text-muted md:hidden">{meaning}</span>
      </th>
      <td className={cell}>
        <StatusWord standing={LOOK[state]}>{t(`health.features.states.${state}`)}</StatusWord>
        {problem !== null && (
          <span className="block text-[12.5px] text-muted">
            {t(`freshness.reason.${problem.code}`)}, {t.rich('health.since', withInstant(problem.sinceUtc))}
          </span>
        )}
      </td>
      <td className={`${cell} text-muted max-md:hidden`}>{meaning}</td>
    </tr>
  )
}
