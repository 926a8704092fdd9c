'use client'

import { shell } from '@/lib/i18n/messages/en/shell'
import './globals.css'

// The layout itself has failed, and with it the provider of texts: they are taken directly.
const text = shell.error

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{text.title}</title>
        <main className="mx-auto grid max-w-[680px] gap-4 px-4 py-16">
          <h1 className="heading-1">{text.title}</h1>
          <p>{text.explain}</p>
          <p>
            <button type="button" onClick={retry} className="button">
              {text.retry}
            </button>
          </p>
        </main>
      </body>
    </html>
  )
}
