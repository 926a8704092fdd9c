'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { ReplicaPointReply } from '@/lib/api/replies'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { useTimeText } from '../use-time-text'
import { AgeThen } from './age-then'

type Props = {
  uses: ReplicaPointReply['usedBy']
  /** The record could not be asked, so there may be more of them. */
  unread: boolean
  pointCreatedAtUtc: string | null
}

const cell = 'px-4 py-2 text-start sm:px-5'

export function UsedByTable({ uses, unread, pointCreatedAtUtc }: Props): ReactNode {
  const t = useTranslations()
  const { zone } = useTimeText()
  return (
    <section aria-labelledby="used-by-title" className="ages-surface @container card overflow-hidden">
      <h2 id="used-by-title" className="heading-2 border-b border-line px-4 py-3 sm:px-5">
        {t('point.usedBy.title')}
      </h2>
      {unread && (
        <p data-testid="used-by-unread" className="border-b border-line px-4 py-2.5 text-muted sm:px-5">
          {t('point.usedBy.recordUnread')}
        </p>
      )}
      {uses.length === 0 ? (
        <p className="px-4 py-5 text-muted sm:px-5">
          {t(unread ? 'point.usedBy.noneNow' : 'point.usedBy.none')}
        </p>
      ) : (
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-line text-[12px] text-faint">
              <th scope="col" className={`${cell} font-[550]`}>
                {t('point.usedBy.session')}
              </th>
              <th scope="col" className={`${cell} font-[550] @max-[520px]:hidden`}>
                {t('point.usedBy.vm')}
              </th>
              <th scope="col" className={`${cell} font-[550]`}>
                {t('point.usedBy.started', { zone })}
              </th>
              <th scope="col" className={`${cell} font-[550] @max-[520px]:hidden`}>
                {t('point.usedBy.age')}
              </th>
            </tr>
          </thead>
          <tbody>
            {uses.map((use) => (
              <tr
                key={`${use.sessionId} ${use.vmName ?? ''}`}
                className="border-b border-line last:border-b-0"
              >
                <th scope="row" className={`${cell} font-[560]`}>
                  <Link
                    href={pages.session(use.sessionId)}
                    dir="auto"
                    className="link inline-flex min-h-6 items-center foreign-text"
                  >
                    {use.sessionName ?? t('common.unnamedPlan')}
                  </Link>
                </th>
                <td dir="auto" className={`${cell} foreign-text @max-[520px]:hidden`}>
                  {use.vmName ?? t('common.unnamedVm')}
                </td>
                <td className={cell}>
                  {use.creationTimeUtc === null ? (
                    t('common.notReported')
                  ) : (
                    <Instant at={use.creationTimeUtc} bare />
                  )}
                  <span className="block text-[12.5px] text-muted @min-[520px]:hidden">
                    {t.rich('point.usedBy.ageThen', {
                      age: fill(
                        <AgeThen
                          pointCreatedAtUtc={pointCreatedAtUtc}
                          sessionStartUtc={use.creationTimeUtc}
                        />,
                      ),
                    })}
                  </span>
                </td>
                <td className={`${cell} @max-[520px]:hidden`}>
                  <AgeThen pointCreatedAtUtc={pointCreatedAtUtc} sessionStartUtc={use.creationTimeUtc} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
