'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MeReply } from '@/lib/api/access-replies'
import { useSignOut } from './use-sign-out'

/** Who is signed in, with what role, and the way out. */
export function PersonMenu({ me }: { me: MeReply }): ReactNode {
  const t = useTranslations('shell.person')
  const { state, signOut } = useSignOut()
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="grid min-w-0 text-right leading-tight max-lg:sr-only">
        <span className="truncate font-[550]" title={me.person.name}>
          <bdi>{me.person.name}</bdi>
        </span>
        <span className="text-[12px] text-muted">{t(`role.${me.role}`)}</span>
      </span>
      <button
        type="button"
        onClick={() => void signOut()}
        disabled={state === 'busy'}
        className="button"
        title={t('signOut')}
      >
        <LogOut aria-hidden className="size-4" />
        <span className="max-2xl:sr-only">{t('signOut')}</span>
      </button>
      <output className="sr-only">{state === 'failed' ? t('failed') : ''}</output>
    </div>
  )
}
