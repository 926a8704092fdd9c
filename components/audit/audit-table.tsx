import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AuditEventView } from '@/lib/api/audit-replies'
import { GridBody, GridCell, GridColumnHead, GridHead, GridRow, GridTable } from '../grid-table'
import { Instant } from '../instant'
import { EventDetails } from './event-details'
import { EventObject } from './event-object'

const COLUMNS = ['when', 'who', 'what', 'from'] as const
/** One below the other where the room is short, so that no line is cut off. */
const LINE =
  'grid gap-x-5 gap-y-0.5 px-4 py-2.5 sm:px-5 lg:grid-cols-[240px_minmax(120px,220px)_minmax(0,1fr)_minmax(110px,170px)]'

/** Events of the book, newest first. */
export function AuditTable({ events }: { events: readonly AuditEventView[] }): ReactNode {
  const t = useTranslations('audit')
  return (
    <div className="card overflow-hidden">
      <GridTable className="grid w-full">
        <caption className="sr-only">{t('caption')}</caption>
        <GridHead className="grid max-lg:sr-only">
          <GridRow className={`${LINE} border-b border-line text-[12px] text-faint`}>
            {COLUMNS.map((column) => (
              <GridColumnHead key={column} className="text-start font-[550]">
                {t(`column.${column}`)}
              </GridColumnHead>
            ))}
          </GridRow>
        </GridHead>
        <GridBody className="grid">
          {events.map((event) => (
            <GridRow
              key={event.no}
              data-event={event.word}
              className={`${LINE} border-b border-line last:border-b-0`}
            >
              <GridCell className="text-muted">
                <Instant at={event.atUtc} />
              </GridCell>
              <GridCell className="min-w-0">
                <Who actor={event.actor} />
              </GridCell>
              <GridCell className="grid min-w-0 gap-0.5">
                <span>
                  {event.action === null
                    ? t('unknownAction', { word: event.word })
                    : t(`action.${event.action}`)}
                  {event.object !== null && (
                    <>
                      {': '}
                      <EventObject object={event.object} />
                    </>
                  )}
                </span>
                <EventDetails event={event} />
              </GridCell>
              <GridCell className="min-w-0 text-muted">
                <span className="lg:hidden">{t('column.from')}: </span>
                <span className="font-mono text-[12.5px] foreign-text">{event.address ?? t('unkept')}</span>
              </GridCell>
            </GridRow>
          ))}
        </GridBody>
      </GridTable>
    </div>
  )
}

/** A person by name; all others by what they are, and by their name where they have one. */
function Who({ actor }: { actor: AuditEventView['actor'] }): ReactNode {
  const t = useTranslations('audit')
  if (actor.name === null) return <span className="text-muted">{t(`actor.${actor.kind}`)}</span>
  return (
    <>
      <bdi className="font-[560] foreign-text">{actor.name}</bdi>
      {actor.kind !== 'staff' && (
        <span className="block text-[12.5px] text-muted">{t(`actor.${actor.kind}`)}</span>
      )}
    </>
  )
}
