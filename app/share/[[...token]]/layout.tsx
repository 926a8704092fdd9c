import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { LeanDocument } from '@/components/lean-document'
import { openShare } from '@/lib/server/open-share'
import { toPathToken } from '@/lib/share/path-token'
import '../../globals.css'

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
  // A hostile name must not become a link to dial or to mail.
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f7f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1220' },
  ],
}

type Props = { params: Promise<{ token?: string[] }>; children: ReactNode }

/** A root of its own: the link's language is the document's, and nothing of the staff's pages is loaded. */
export default async function ShareLayout({ params, children }: Props) {
  // Prerendered pages would get no nonce.
  await connection()
  const { language } = await openShare(toPathToken((await params).token))
  return (
    <LeanDocument lang={language} theme="device">
      {children}
    </LeanDocument>
  )
}
