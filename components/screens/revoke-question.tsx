'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { paths } from '@/lib/api/paths'
import { screensQuery } from '@/lib/api/screen-queries'
import type { ScreenView } from '@/lib/api/screen-replies'
import { sendJson } from '@/lib/api/send-json'
import { CommandFailure } from '../command-failure'

type Props = { screen: ScreenView; onClose: (words?: string) => void }

/** It cannot be taken back, so it is asked once more; the focus begins at the way out. */
export function RevokeQuestion({ screen, onClose }: Props): ReactNode {
  const t = useTranslations('screens.revoke')
  const queries = useQueryClient()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])

  const revoke = useMutation({
    mutationFn: () => sendJson('DELETE', paths.screen(screen.id)),
    networkMode: 'always',
    async onSuccess() {
      onClose(t('done', { name: screen.name }))
      await queries.invalidateQueries({ queryKey: screensQuery().queryKey })
    },
  })

  return (
    <div className="grid gap-3 border-t border-line pt-3">
      <p className="max-w-[64ch] foreign-text">{t('question', { name: screen.name })}</p>
      <CommandFailure error={revoke.error} />
      <div className="flex flex-wrap gap-2">
        <button
          ref={first}
          type="button"
          className="button"
          disabled={revoke.isPending}
          onClick={() => onClose()}
        >
          {t('keep')}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {t(revoke.isPending ? 'busy' : 'do')}
        </button>
      </div>
    </div>
  )
}
