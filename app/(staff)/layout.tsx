import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { cookies, headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { monoFont } from './mono-font'
import { Providers } from '@/components/providers'
import { readTimePreferences } from '@/lib/i18n/time/time-preferences'
import '../globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    title: { default: t('brand'), template: `%s · ${t('brand')}` },
    robots: { index: false, follow: false },
    // A hostile name must not become a link to dial or to mail.
    formatDetection: { telephone: false, email: false, address: false, date: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#111a2b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Prerendered pages would get no nonce.
  await connection()
  const [locale, requestHeaders, jar] = await Promise.all([getLocale(), headers(), cookies()])
  const time = readTimePreferences((name) => jar.get(name)?.value)
  return (
    // next-themes sets data-theme before React takes over.
    <html lang={locale} className={`${GeistSans.variable} ${monoFont.variable}`} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>
          <Providers nonce={requestHeaders.get('x-nonce') ?? undefined} time={time}>
            {children}
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
