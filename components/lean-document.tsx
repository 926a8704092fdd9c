import { GeistSans } from 'geist/font/sans'
import type { ReactNode } from 'react'

type Props = {
  lang: string
  /** `device`: light or dark as the device says, by CSS alone. */
  theme: 'device' | 'dark'
  /** More fonts, where a page needs them. */
  className?: string
  children: ReactNode
}

/** The document of pages that load no theme script, no query client and no i18n runtime: share page and wall. */
export function LeanDocument({ lang, theme, className = '', children }: Props): ReactNode {
  return (
    <html lang={lang} data-theme={theme} className={`${GeistSans.variable} ${className}`}>
      <body>{children}</body>
    </html>
  )
}
