'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { AcknowledgeAction, AcknowledgeAll } from '../teamwork/acknowledge-action'
import { AcknowledgedLine } from '../teamwork/acknowledged-line'
import { toOpenFailures } from '../teamwork/open-failures'
import { type AttentionItem, isFailureItem, keyOfItem, taskOf, toAttentionItems } from './attention'
import { AttentionRow } from './attention-row'
import { CopyTicket } from './copy-ticket'
import { useTicketText } from './use-ticket-text'

const SHOWN_AT_FIRST = 5

/** Failures stand above everything, each with its whole text, ready for a ticket; those in hand after the others. */
export function AttentionList({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.attention')
  const [all, setAll] = useState(false)
  const toText = useTicketText(reply)
  const saidOf = (item: AttentionItem) =>
    isFailureItem(item) ? reply.acknowledgements.find(({ key }) => key === keyOfItem(item)) : undefined
  const found = toAttentionItems(reply.session, reply.outcome)
  const items = [
    ...found.filter((item) => saidOf(item) === undefined),
    ...found.filter((item) => saidOf(item) !== undefined),
  ]
  if (items.length === 0) return null
  const shown = all ? items : items.slice(0, SHOWN_AT_FIRST)
  const failures = items.filter(isFailureItem)
  return (
    <section
      aria-labelledby="attention-title"
      data-testid="attention"
      className={`ages card overflow-hidden ${failures.length > 0 ? 'border-status-failed/40' : 'border-status-warning/40'}`}
    >
      <h2 id="attention-title" className="sr-only">
        {t('title')}
      </h2>
      <AcknowledgeAll failures={toOpenFailures(reply)} />
      <ul>
        {shown.map((item) => {
          const said = saidOf(item)
          const key = keyOfItem(item)
          const task = taskOf(item)
          const vmName = task?.vmName ?? null
          return (
            <AttentionRow
              key={key ?? item.kind}
              item={item}
              inHand={said !== undefined}
              note={
                said && (
                  <AcknowledgedLine
                    sessionId={reply.session.id}
                    acknowledgement={said}
                    vmName={vmName}
                    mayWithdraw={reply.may.acknowledge}
                  />
                )
              }
            >
              <CopyTicket
                toText={() => toText([item])}
                count={1}
                name={task === null ? t('session') : (vmName ?? undefined)}
              />
              {isFailureItem(item) && said === undefined && <AcknowledgeAction failure={{ key, vmName }} />}
            </AttentionRow>
          )
        })}
      </ul>
      {(items.length > SHOWN_AT_FIRST || failures.length > 1) && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2">
          {items.length > SHOWN_AT_FIRST && (
            <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('fewer') : t('more', { count: items.length - SHOWN_AT_FIRST })}
            </button>
          )}
          {failures.length > 1 && <CopyTicket toText={() => toText(failures)} count={failures.length} />}
        </div>
      )}
    </section>
  )
}
