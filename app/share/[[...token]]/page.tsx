import type { Metadata } from 'next'
import { RefusalPage } from '@/components/share/refusal-page'
import { ShareLetter } from '@/components/share/share-letter'
import { say, type Speech } from '@/components/share/speech'
import { shareTexts } from '@/lib/i18n/share/share-texts'
import { openShare } from '@/lib/server/open-share'
import { toPathToken } from '@/lib/share/path-token'

type Props = { params: Promise<{ token?: string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { result, language } = await openShare(toPathToken((await params).token))
  const texts = shareTexts(language)
  if (result.kind !== 'open') return { title: texts.refusal[result.kind].title }
  const { label, provider } = result.page.reply
  const speech = { texts, language, timeZone: result.page.timeZone }
  return { title: say(speech, texts.title, { label, provider: provider.name }) }
}

/** What a tenant sees. The status is set by proxy.ts, which asks the same runtime. */
export default async function SharePage({ params }: Props) {
  const token = toPathToken((await params).token)
  const { result, language, askedRun } = await openShare(token)
  const speech: Speech = { texts: shareTexts(language), language, timeZone: 'UTC' }
  if (result.kind !== 'open') {
    const contact = result.kind === 'unknown' ? null : result.contact
    return <RefusalPage speech={speech} kind={result.kind} contact={contact} token={token} />
  }
  const { reply, ageMs, timeZone, run, runs, expiresAfterEndHours } = result.page
  return (
    <ShareLetter
      token={token}
      speech={{ texts: shareTexts(language, reply.outcome.tag), language, timeZone }}
      reply={reply}
      ageMs={ageMs}
      run={run}
      runs={runs}
      isRunAsked={askedRun === run}
      expiresAfterEndHours={expiresAfterEndHours}
    />
  )
}
