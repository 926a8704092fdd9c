import type { ReactNode } from 'react'
import { Contact } from './letter-foot'
import { LetterFrame } from './letter-frame'
import { ProviderHead } from './provider-head'
import { RetryWhenBack } from './retry-when-back'
import { say, type Speech } from './speech'
import { UnlockForm } from './unlock-form'
import type { ClosedKind } from './use-share'

type Props = {
  speech: Speech
  kind: ClosedKind | 'unavailable'
  /** Null where nobody knows the address: then nothing is told about anybody. */
  contact: { providerName: string; contact: string | null } | null
  token: string
}

/** Why a link shows nothing, and the one thing to do next. */
export function RefusalPage({ speech, kind, contact, token }: Props): ReactNode {
  const { refusal } = speech.texts
  const values = { provider: contact?.providerName ?? '' }
  const words = refusal[kind]
  return (
    <LetterFrame accent={null}>
      {contact && (
        <ProviderHead provider={{ name: contact.providerName, tagline: null, accent: null }} logo={null} />
      )}
      <main data-testid={`share-${kind}`} className="mt-8">
        <h1 className="letter-heading">{words.title}</h1>
        <p className="mt-4 foreign-text">{say(speech, words.explain, values)}</p>
        <section aria-labelledby="next" className="card mt-6 px-4.5 py-4">
          <h2 id="next" className="text-[15px] font-[620]">
            {refusal.nextHeading}
          </h2>
          <p className="mt-1 foreign-text">{say(speech, words.next, values)}</p>
          {kind === 'locked' && <UnlockForm speech={speech} token={token} />}
          {kind === 'unavailable' && <RetryWhenBack speech={speech} token={token} />}
        </section>
      </main>
      {contact && contact.contact !== null && (
        <footer className="mt-9 border-t border-line pt-4.5 text-[14px]">
          <Contact speech={speech} contact={contact.contact} />
        </footer>
      )}
    </LetterFrame>
  )
}
