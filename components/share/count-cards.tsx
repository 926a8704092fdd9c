import type { ReactNode } from 'react'
import { say, type Speech } from './speech'
import { STANDING_ORDER, STATUS_LOOK } from '../status-look'
import { VmBar } from '../vm-bar'
import type { ShareReply } from '@/lib/api/share-replies'

type Props = { speech: Speech; reply: Pick<ShareReply, 'counts' | 'servers'> }

/** How many servers stand where: a mark for each, and each number with its word. */
export function CountCards({ speech, reply }: Props): ReactNode {
  const { counts, servers } = reply
  if (counts.total === 0) return null
  const standings = servers.length === counts.total ? servers.map(({ outcome }) => outcome) : undefined
  const shown = STANDING_ORDER.filter((it) => it === 'succeeded' || counts[it] > 0)
  return (
    <>
      <VmBar counts={counts} {...(standings && { standings })} className="mt-6 h-4" />
      <ul className="mt-3 grid grid-cols-2 gap-2.5 sm:grid-cols-[repeat(auto-fit,minmax(140px,1fr))]">
        {shown.map((it) => {
          const { Icon, text } = STATUS_LOOK[it]
          return (
            <li key={it} data-count={it} className="card min-w-0 px-3.5 py-3 max-sm:odd:last:col-span-2">
              <span className="block text-[26px] leading-[1.15] font-[640] tracking-[-0.02em]">
                {say(speech, '{n}', { n: counts[it] })}
              </span>{' '}
              <span className="flex items-start gap-1.5 text-[13.5px] leading-snug text-muted">
                <Icon aria-hidden className={`ages mt-[0.12em] size-[1.1em] shrink-0 ${text}`} />
                <span className="min-w-0">{say(speech, speech.texts.count[it], counts)}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
