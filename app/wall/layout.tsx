import { GeistMono } from 'geist/font/mono'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { GuardScript } from '@/components/wall/care/guard-script'
import { LeanDocument } from '@/components/lean-document'
import { wall } from '@/lib/i18n/messages/en/wall'
import '../globals.css'
import '@/components/wall/wall.css'
import '@/components/wall/code-view.css'
import '@/components/wall/tile.css'
import '@/components/wall/care/care.css'

export const metadata: Metadata = {
  title: `${wall.title} · ${wall.brand}`,
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#05080f' }

export default async function WallLayout({ children }: { children: ReactNode }) {
  // Prerendered pages would get no nonce.
  await connection()
  return (
    <LeanDocument lang="en" theme="dark" className={`wall-root ${GeistMono.variable}`}>
      <GuardScript />
      {children}
    </LeanDocument>
  )
}
