'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { AttemptsView, JoinAttemptsReply } from '@/lib/api/attempt-replies'
import { shareLinksQuery } from '@/lib/api/share-queries'
import { Modal, ModalCommands } from '../modal'
import { CommandFailure } from '../command-failure'
import { LinkChoice } from './link-choice'
import { LinksRefused } from './links-refused'
import { toLinksOfAttempts } from './links-of-attempts'
import { RunChoice } from './run-choice'
import { joinAttempts, useAttemptsCommand } from './use-attempts-command'

type Props = {
  sessionId: string
  /** What was offered when the dialog opened. */
  offer: AttemptsView
  onJoined: () => void
  onClose: () => void
}

/**
 * Names what joining means and which runs are joined, and shows the later attempts by the links of the earlier ones in the
 * same click.
 */
export function JoinDialog({ sessionId, offer, onJoined, onClose }: Props): ReactNode {
  const t = useTranslations('attempts.join')
  const links = useQuery(shareLinksQuery())
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<JoinAttemptsReply['links']['failed']>([])
  const runs = offer.runs.filter((run) => !apart.has(run.id))
  const others = runs.filter((run) => run.id !== sessionId).map((run) => run.id)
  // Links of what stays apart have nothing to do with this.
  const offered = links.data && toLinksOfAttempts({ ...offer, runs }, links.data.links)
  const isReady = !links.isPending && others.length > 0
  const chosen = (offered ?? []).filter((link) => !left.has(link.id)).map((link) => link.id)
  const join = useAttemptsCommand(
    () =>
      joinAttempts(sessionId, {
        with: others,
        // What a person leaves out must not be offered to the next one, on the page of that run.
        ...(apart.size === 0 ? {} : { apart: [...apart] }),
        ...(chosen.length === 0 ? {} : { addToLinks: chosen }),
      }),
    (reply) => {
      setRefused(reply.links.failed)
      onJoined()
      if (reply.links.failed.length === 0) onClose()
    },
  )
  if (refused.length > 0) {
    return <LinksRefused refused={refused} links={links.data?.links ?? []} onClose={onClose} />
  }
  return (
    <Modal title={t('title')} onClose={onClose} busy={join.isPending}>
      <div className="grid gap-4 px-4 py-4 sm:px-6">
        <p className="max-w-[64ch]">{t('explain')}</p>
        <RunChoice
          runs={offer.runs}
          ownId={sessionId}
          left={apart}
          disabled={join.isPending}
          onChange={(id, isChosen) => setApart(isChosen ? without(apart, id) : new Set([...apart, id]))}
        />
        {others.length === 0 && <p role="alert">{t('noOther')}</p>}
        {offered === undefined ? (
          <p className="text-muted">{links.error === null ? t('linksLoading') : t('linksUnread')}</p>
        ) : (
          <LinkChoice
            links={offered}
            left={left}
            disabled={join.isPending}
            onChange={(id, isChosen) => setLeft(isChosen ? without(left, id) : new Set([...left, id]))}
          />
        )}
      </div>
      <ModalCommands>
        <CommandFailure error={join.error} />
        <button type="button" className="button" onClick={onClose} disabled={join.isPending}>
          {t('cancel')}
        </button>
        <button
          type="button"
          data-first-focus
          className={`button button-main ${isReady ? '' : 'opacity-55'}`}
          disabled={join.isPending}
          // Whoever presses before the links are there would leave the tenants behind without knowing. It keeps the focus.
          aria-disabled={!isReady}
          onClick={() => {
            if (isReady) join.mutate()
          }}
        >
          {t(join.isPending ? 'doing' : 'do')}
        </button>
      </ModalCommands>
    </Modal>
  )
}

const without = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...ids].filter((one) => one !== id))
