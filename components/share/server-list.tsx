import type { ReactNode } from 'react'
import { ServerRow } from './server-row'
import { say, type Speech } from './speech'
import type { ShareReply } from '@/lib/api/share-replies'

type Props = { speech: Speech; reply: Pick<ShareReply, 'servers' | 'counts' | 'provider'> }

/** In a list longer than this, whoever needs attention is named above it. */
const SEEN_AT_A_GLANCE = 12
const MOST_NAMED = 20
/** Of a longer list, rows that are not seen are not laid out. */
const LAID_OUT_WHOLE = 60

const rowId = (index: number): string => `server-${index + 1}`

export function ServerList({ speech, reply }: Props): ReactNode {
  const { servers, counts, provider } = reply
  if (counts.total === 0) return null
  const { texts } = speech
  return (
    <section aria-labelledby="servers">
      <SectionHead
        id="servers"
        title={texts.server.heading}
        note={say(speech, texts.zone, { zone: speech.timeZone })}
      />
      {servers.length === 0 ? (
        <p>{say(speech, texts.server.totalsOnly, { provider: provider.name })}</p>
      ) : (
        <>
          <NeedAttention speech={speech} servers={servers} />
          <ul className={`card overflow-hidden ${servers.length > LAID_OUT_WHOLE ? 'letter-many' : ''}`}>
            {servers.map((server, index) => (
              // The plan's order is the row's identity; names need not be unique.
              // oxlint-disable-next-line react/no-array-index-key
              <ServerRow key={index} id={rowId(index)} speech={speech} server={server} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function NeedAttention({ speech, servers }: { speech: Speech; servers: ShareReply['servers'] }): ReactNode {
  const failed = servers.flatMap(({ name, outcome }, index) =>
    outcome === 'failed' ? [{ name, index }] : [],
  )
  if (servers.length <= SEEN_AT_A_GLANCE || failed.length === 0) return null
  return (
    <p className="mb-3 text-[14.5px]">
      {speech.texts.server.attention}{' '}
      {failed.slice(0, MOST_NAMED).map(({ name, index }, place) => (
        <span key={index}>
          {place > 0 && ', '}
          <a href={`#${rowId(index)}`} className="link foreign-text">
            {name}
          </a>
        </span>
      ))}
      {failed.length > MOST_NAMED && ' …'}
    </p>
  )
}

export function SectionHead({ id, title, note }: { id: string; title: string; note?: string }): ReactNode {
  return (
    <div className="mt-9 mb-2.5 flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 id={id} className="text-[17px] font-[620] tracking-[-0.01em]">
        {title}
      </h2>
      {note !== undefined && <p className="text-[13.5px] text-muted">{note}</p>}
    </div>
  )
}
