'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ScreenView } from '@/lib/api/screen-replies'
import { CommandFailure } from '../command-failure'
import { TextField } from './text-field'
import { useScreenCommand } from './use-screen-command'

type Props = { screen: ScreenView; onClose: (words?: string) => void }

const MINUTES = [5, 15, 60, 240] as const
const LONGEST = 200

/** A message over what the screen shows, for a while. */
export function MessageForm({ screen, onClose }: Props): ReactNode {
  const t = useTranslations('screens.message')
  const [text, setText] = useState('')
  const [minutes, setMinutes] = useState<number>(MINUTES[1])
  const [isAsked, setIsAsked] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const minutesId = useId()
  useEffect(() => first.current?.focus(), [])
  const send = useScreenCommand(screen, () => onClose(t('sent', { name: screen.name })))

  function submit(event: FormEvent): void {
    event.preventDefault()
    setIsAsked(true)
    if (text.trim() !== '') send.mutate({ kind: 'message', text: text.trim(), minutes })
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-label={t('label', { name: screen.name })}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 border-t border-line pt-4"
    >
      <TextField
        ref={first}
        label={t('text')}
        hint={t('hint')}
        fault={isAsked && text.trim() === '' ? t('fault') : null}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoComplete="off"
        maxLength={LONGEST}
      />
      <div className="grid gap-1 sm:max-w-[240px]">
        <label htmlFor={minutesId} className="font-[560]">
          {t('minutes')}
        </label>
        <select
          id={minutesId}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
          className="input"
        >
          {MINUTES.map((it) => (
            <option key={it} value={it}>
              {t('forMinutes', { minutes: it })}
            </option>
          ))}
        </select>
      </div>
      <CommandFailure error={send.error} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button button-main" disabled={send.isPending}>
          {t(send.isPending ? 'busy' : 'do')}
        </button>
        <button type="button" className="button" disabled={send.isPending} onClick={() => onClose()}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
