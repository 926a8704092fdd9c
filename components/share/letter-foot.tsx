import type { ReactNode } from 'react'
import { ContactText } from './contact-text'
import { momentOf } from './share-times'
import { say, type Speech } from './speech'
import type { ShareReply } from '@/lib/api/share-replies'

type Props = {
  speech: Speech
  reply: Pick<ShareReply, 'contact' | 'expiresAtUtc' | 'outcome'>
  /** The link ends so long after its newest run; null where a moment was set. */
  expiresAfterEndHours: number | null
}

/** Whom to ask, and how long this can be read. */
export function LetterFoot({ speech, reply, expiresAfterEndHours }: Props): ReactNode {
  const { texts } = speech
  const isRule = expiresAfterEndHours !== null && reply.outcome.kind === 'running'
  return (
    <footer className="mt-9 grid gap-1 border-t border-line pt-4.5 text-[14px] text-muted">
      {reply.contact !== null && <Contact speech={speech} contact={reply.contact} />}
      <p>
        {isRule
          ? say(speech, texts.endsAfter, { hours: expiresAfterEndHours })
          : say(speech, texts.ends, momentOf(speech, reply.expiresAtUtc))}
      </p>
      <p>{texts.keep}</p>
    </footer>
  )
}

export function Contact({ speech, contact }: { speech: Speech; contact: string }): ReactNode {
  const [before = '', after = ''] = speech.texts.contact.split('{contact}')
  return (
    <p className="foreign-text whitespace-pre-line text-text">
      {before}
      <ContactText text={contact} />
      {after}
    </p>
  )
}
