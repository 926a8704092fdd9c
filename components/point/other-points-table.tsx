'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { ReplicaPointReply } from '@/lib/api/replies'
import { Instant } from '../instant'
import { withInstant } from '../rich-tags'

type Props = {
  reply: ReplicaPointReply
  renderLink: (pointId: string, children: ReactNode) => ReactNode
}

/** More than this is on demand: a replica seldom keeps more than 28. */
const SHOWN_AT_FIRST = 8

const cell = 'py-1.5 ps-4 text-start last:pe-4 sm:ps-5 sm:last:pe-5'
/** Breaks only what would not fit a line of its own: a column of words is as wide as its words. */
const word = `${cell} break-words [unicode-bidi:isolate]`

/** What else the replica could be started from, or why that is not known. */
export function OtherPointsTable({ reply, renderLink }: Props): ReactNode {
  const t = useTranslations('point.others')
  const { otherPoints, otherPointsLeftOut, otherPointsOfOtherVms, otherPointsReadAtUtc } = reply
  return (
    <section
      aria-labelledby="other-points-title"
      data-testid="other-points"
      className="ages-surface card overflow-hidden"
    >
      <h2 id="other-points-title" className="heading-2 border-b border-line px-4 py-3 sm:px-5">
        {t('title')}
      </h2>
      {otherPoints === null ? (
        <Missing reply={reply} />
      ) : otherPoints.length === 0 ? (
        <p className="px-4 py-4 text-muted sm:px-5">{t('none')}</p>
      ) : (
        <Points points={otherPoints} renderLink={renderLink} />
      )}
      {otherPoints !== null && otherPointsReadAtUtc !== null && (
        <p className="border-t border-line px-4 py-2 text-[12.5px] text-muted sm:px-5">
          {t.rich('read', withInstant(otherPointsReadAtUtc))}
          {otherPointsLeftOut > 0 && <> {t('leftOut', { count: otherPointsLeftOut })}</>}
          {otherPointsOfOtherVms > 0 && <> {t('otherVms', { count: otherPointsOfOtherVms })}</>}
        </p>
      )}
    </section>
  )
}

function Missing({
  reply: { otherPointsUnreadable: why, pointFrom },
}: {
  reply: ReplicaPointReply
}): ReactNode {
  const t = useTranslations('point.others')
  const words = (): string => {
    if (why !== null) return t(`unreadable.${why}`)
    return t(pointFrom === 'record' ? 'notRecorded' : 'noReplica')
  }
  return <p className="px-4 py-4 text-muted sm:px-5">{words()}</p>
}

type PointsProps = { points: NonNullable<ReplicaPointReply['otherPoints']>; renderLink: Props['renderLink'] }

function Points({ points, renderLink }: PointsProps): ReactNode {
  const t = useTranslations('point.others')
  const common = useTranslations('common')
  const [all, setAll] = useState(false)
  const left = points.length - SHOWN_AT_FIRST
  return (
    <>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-[12px] text-faint">
            {(['created', 'type', 'state'] as const).map((column) => (
              <th key={column} scope="col" className={`${cell} font-[550]`}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? points : points.slice(0, SHOWN_AT_FIRST)).map((point) => (
            <tr key={point.id} className="border-b border-line last:border-b-0">
              <th scope="row" className={`${cell} font-normal`}>
                {renderLink(
                  point.id,
                  point.creationTimeUtc === null ? (
                    (point.name ?? t('unnamed'))
                  ) : (
                    <Instant at={point.creationTimeUtc} />
                  ),
                )}
              </th>
              <td className={word}>{point.pointType ?? common('notReported')}</td>
              <td className={word}>{point.state ?? common('notReported')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <div className="border-t border-line px-4 py-2 sm:px-5">
          <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('more', { count: left })}
          </button>
        </div>
      )}
    </>
  )
}
