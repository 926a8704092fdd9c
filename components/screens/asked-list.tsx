'use client'

import { Check, Hourglass } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ScreenView } from '@/lib/api/screen-replies'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import { useScreenCommand } from './use-screen-command'

type Command = ScreenView['commands'][number]

/** What is asked of a screen at present, and whether it has said that it did so. */
export function AskedList({
  screen,
  onDone,
}: {
  screen: ScreenView
  onDone: (words: string) => void
}): ReactNode {
  const t = useTranslations('screens.asked')
  const command = useScreenCommand(screen, () => onDone(t('withdrawn', { name: screen.name })))
  if (screen.commands.length === 0) return null
  return (
    <div className="grid gap-1.5 border-t border-line pt-3">
      <h4 className="text-[12px] text-faint">{t('title')}</h4>
      <ul className="grid gap-1.5">
        {screen.commands.map((it) => (
          <li key={it.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Words command={it} />
            {it.doneAtUtc === null || it.kind === 'message' ? (
              <button
                type="button"
                className="button"
                disabled={command.isPending}
                aria-label={t('withdrawLabel', { what: t(`what.${it.kind}`), name: screen.name })}
                onClick={() => command.mutate({ kind: 'withdraw', commandId: it.id })}
              >
                {t('withdraw')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <CommandFailure error={command.error} />
    </div>
  )
}

function Words({ command }: { command: Command }): ReactNode {
  const t = useTranslations('screens.asked')
  const { kind, text, untilUtc, askedBy, doneAtUtc } = command
  const Icon = doneAtUtc === null ? Hourglass : Check
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0 self-center text-muted" />
      <span className="min-w-0 foreign-text">
        {t(`what.${kind}`)}
        {text !== null && <> “{text}”</>}
        <span className="text-muted">
          {' · '}
          {t.rich(doneAtUtc === null ? 'waiting' : 'done', {
            by: askedBy,
            at: fill(<Instant at={doneAtUtc ?? untilUtc} />),
            until: fill(<Instant at={untilUtc} />),
          })}
        </span>
      </span>
    </span>
  )
}
