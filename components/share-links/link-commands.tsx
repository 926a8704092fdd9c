'use client'

import { Ban, CalendarClock, CirclePause, CirclePlay, Pencil, RefreshCw, Tags } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { pauseShareLink, resumeShareLink, revokeShareLink, rotateShareLink } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { AliasDialog } from './alias-dialog'
import { CommandDialog } from './command-dialog'
import { EditDialog } from './edit-dialog'
import { EndDialog } from './end-dialog'
import type { LinkState } from './link-look'

type Command = 'edit' | 'end' | 'aliases' | 'rotate' | 'pause' | 'resume' | 'revoke'

const COMMANDS = {
  active: ['edit', 'end', 'aliases', 'rotate', 'pause', 'revoke'],
  paused: ['resume', 'edit', 'end', 'aliases', 'revoke'],
  expired: ['end', 'edit', 'aliases', 'revoke'],
  revoked: [],
} as const satisfies Record<LinkState, readonly Command[]>

const ICONS = {
  edit: Pencil,
  end: CalendarClock,
  aliases: Tags,
  rotate: RefreshCw,
  pause: CirclePause,
  resume: CirclePlay,
  revoke: Ban,
} as const satisfies Record<Command, unknown>

export function LinkCommands({ link }: { link: ShareLink }): ReactNode {
  const t = useTranslations('shareLinks.commands')
  const [open, setOpen] = useState<Command | null>(null)
  const commands: readonly Command[] = COMMANDS[link.state]
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {commands.map((command) => {
          const Icon = ICONS[command]
          return (
            <button
              key={command}
              type="button"
              className="button"
              aria-haspopup="dialog"
              onClick={() => setOpen(command)}
            >
              <Icon aria-hidden className="size-3.5" />
              {t(command)}
            </button>
          )
        })}
      </div>
      {open !== null && <CommandOf command={open} link={link} onClose={() => setOpen(null)} />}
    </>
  )
}

type OfProps = { command: Command; link: ShareLink; onClose: () => void }

function CommandOf({ command, link, onClose }: OfProps): ReactNode {
  const t = useTranslations('shareLinks.ask')
  switch (command) {
    case 'edit':
      return <EditDialog link={link} onClose={onClose} />
    case 'end':
      return <EndDialog link={link} onClose={onClose} />
    case 'aliases':
      return <AliasDialog link={link} onClose={onClose} />
    case 'rotate':
    case 'resume':
    case 'pause':
    case 'revoke':
      return (
        <CommandDialog
          title={t(`${command}.title`, { label: link.label })}
          consequence={t(`${command}.consequence`)}
          action={t(`${command}.do`)}
          run={() => RUN[command](link.id)}
          onClose={onClose}
        />
      )
    default:
      return command satisfies never
  }
}

const RUN = {
  rotate: rotateShareLink,
  resume: resumeShareLink,
  pause: (id: string) => pauseShareLink(id).then(() => undefined),
  revoke: (id: string) => revokeShareLink(id).then(() => undefined),
} as const
