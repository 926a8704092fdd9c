'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { say, type Speech } from './speech'
import { useHydrated } from '../use-hydrated'
import { ReplyError } from '@/lib/api/get-json'
import { openPaths } from '@/lib/api/open-paths'
import { sendJson } from '@/lib/api/send-json'

type Trouble = { kind: 'wrong' | 'noAnswer' } | { kind: 'wait'; minutes: number }

const MINUTE_MS = 60_000

/**
 * The passcode. The field has no name: a form sent by the browser itself, before or without scripts, must not put it into
 * an address.
 */
export function UnlockForm({ speech, token }: { speech: Speech; token: string }): ReactNode {
  const { unlock } = speech.texts
  const hydrated = useHydrated()
  const [isChecking, setIsChecking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [passcode, setPasscode] = useState('')

  async function open(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecking(true)
    try {
      await sendJson('POST', openPaths.shareUnlock(token), { passcode })
      location.reload()
    } catch (error) {
      setTrouble(toTrouble(error))
      setIsChecking(false)
    }
  }

  return (
    <form onSubmit={(event) => void open(event)} className="mt-4 grid gap-2">
      <label htmlFor="passcode" className="text-[14.5px] font-[560]">
        {unlock.label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id="passcode"
          type="password"
          required
          maxLength={100}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          disabled={!hydrated || isChecking}
          value={passcode}
          onChange={(event) => setPasscode(event.target.value)}
          aria-invalid={trouble?.kind === 'wrong'}
          aria-describedby="passcode-trouble"
          className="min-h-11 min-w-0 flex-1 basis-52 rounded-lg border border-line-strong bg-surface px-3"
        />
        <button
          type="submit"
          disabled={!hydrated || isChecking || passcode === ''}
          className="min-h-11 rounded-lg bg-ink px-5 font-[560] text-on-ink disabled:opacity-55"
        >
          {isChecking ? unlock.checking : unlock.submit}
        </button>
      </div>
      <p id="passcode-trouble" role="alert" className="text-[14.5px]">
        {trouble && (trouble.kind === 'wait' ? say(speech, unlock.wait, trouble) : unlock[trouble.kind])}
      </p>
      <noscript>
        <p className="text-[14.5px]">{unlock.needsScripts}</p>
      </noscript>
    </form>
  )
}

function toTrouble(error: unknown): Trouble {
  const problem = error instanceof ReplyError ? error.problem : null
  if (problem?.code === 'too_many_requests')
    return { kind: 'wait', minutes: Math.max(1, Math.ceil((problem.retryAfterMs ?? 0) / MINUTE_MS)) }
  if (problem?.code === 'passcode_wrong' || problem?.code === 'bad_request') return { kind: 'wrong' }
  // The link has been withdrawn in the meantime: its own page says so.
  if (problem && problem.status < 500) location.reload()
  return { kind: 'noAnswer' }
}
