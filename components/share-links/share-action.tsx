'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import type { SharedSession } from './link-offers'

// With its form and the QR code it comes when it is asked for and not with every failover.
const ShareDialog = dynamic(() => import('./share-dialog').then((it) => it.ShareDialog), { ssr: false })

export function ShareAction({ session }: { session: SharedSession }): ReactNode {
  const t = useTranslations('shareLinks')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button button-main"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Link2 aria-hidden className="size-3.5" />
        {t('action')}
      </button>
      {open && <ShareDialog session={session} onClose={() => setOpen(false)} />}
    </>
  )
}
