'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CollectionView } from '@/lib/api/replies'
import { withInstant } from '../rich-tags'
import { serverNowMs, useServerClock } from '../server-clock'
import { RefusedNote } from '../session/refused-note'
import { useDurationText } from '../use-duration-text'
import { useTick } from '../use-tick'
import { CollectProgress } from './collect-progress'
import { useCollect } from './use-collect'

type Props = {
  collection: CollectionView
  mayAsk: boolean
  /** The run whose page this is; null on a page of no single run. */
  sessionId?: string | null
}

/** Asks Enterprise Manager to read its backup servers, and tells everybody how far that is; nothing where it is off. */
export function CollectControl(props: Props): ReactNode {
  return props.collection.mode === 'off' ? null : <Control {...props} />
}

function Control({ collection, mayAsk, sessionId = null }: Props): ReactNode {
  const t = useTranslations('collection')
  const print = useDurationText()
  const { busy, refused, ask } = useCollect(sessionId)
  const tooSoon = useTooSoon(collection.nextAtUtc)
  const { everyMs, progress, nextAtUtc } = collection
  const underWay = progress.state === 'asked' || progress.state === 'running'
  const resting = busy || underWay || tooSoon
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 text-[12.5px] text-muted">
      {mayAsk && (
        <button
          type="button"
          className="button aria-disabled:opacity-60"
          title={t('hint')}
          // Not `disabled`: the focus would be lost, and with it the place on the page.
          aria-disabled={resting}
          onClick={resting ? undefined : ask}
        >
          <RefreshCw aria-hidden className="size-3.5" />
          {t('ask')}
        </button>
      )}
      <CollectProgress progress={progress} />
      {mayAsk && !underWay && tooSoon && nextAtUtc !== null && (
        <span>{t.rich('again', withInstant(nextAtUtc))}</span>
      )}
      {progress.state === 'idle' && everyMs !== null && (
        <span>{t('auto', { duration: print(everyMs) })}</span>
      )}
      {mayAsk && <RefusedNote refused={refused} />}
    </div>
  )
}

/** Whether the monitor would still refuse, by its own clock. */
function useTooSoon(nextAtUtc: string | null): boolean {
  const clock = useServerClock()
  return useTick((tick) => nextAtUtc !== null && Date.parse(nextAtUtc) > serverNowMs(clock, tick))
}
