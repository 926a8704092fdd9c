import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { wallGuard } from '@/lib/i18n/messages/en/wall-guard'
import { guardWall } from './guard'

/** Puts the guard into the document itself, with the nonce that the policy asks of every script. */
export async function GuardScript(): Promise<ReactNode> {
  const nonce = (await headers()).get('x-nonce') ?? ''
  const settings = JSON.stringify(wallGuard).replaceAll('<', String.raw`\u003c`)
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from scripts, so React finds another one.
      suppressHydrationWarning
      // Our own function and texts, nothing that anybody typed.
      // oxlint-disable-next-line react/no-danger
      dangerouslySetInnerHTML={{ __html: `(${guardWall.toString()})(${settings})` }}
    />
  )
}
