'use client'

import { wallGuard } from '@/lib/i18n/messages/en/wall-guard'

/** The page has failed as a whole. Nobody is there to press a button: the guard beside it loads it anew. */
export default function WallError() {
  return (
    <main className="grid min-h-dvh place-content-center gap-6 p-8 text-center">
      <h1 className="text-4xl font-[650]">{wallGuard.title}</h1>
      <p className="text-2xl">{wallGuard.next}</p>
    </main>
  )
}
