import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { readClient } from './client'
import { PAGE_PATH } from './page-access'
import { getRuntime } from './runtime'
import type { ShareLanguage } from '@/lib/api/share-replies'
import type { SharePageResult } from '@/lib/share/share-page'
import { toAcceptedLanguage } from '@/lib/share/accepted-language'

export type OpenedShare = {
  result: SharePageResult
  /** The link's; the browser's where nobody knows the link. */
  language: ShareLanguage
  /** The run that the address names; undefined: the newest. */
  askedRun: number | undefined
}

/** What the link's page shows. Once per request: the document and the page ask the same, and a look counts once. */
export const openShare = cache(async (token: string): Promise<OpenedShare> => {
  const runtime = getRuntime()
  const requestHeaders = await headers()
  const askedRun = toRun(requestHeaders.get(PAGE_PATH))
  const result = await runtime.shares.open(token, {
    run: askedRun,
    headers: requestHeaders,
    client: readClient(requestHeaders, runtime.config.access.clientAddresses),
    countsAs: 'opening',
  })
  const language =
    result.kind === 'unknown'
      ? toAcceptedLanguage(requestHeaders.get('accept-language'))
      : result.kind === 'open'
        ? result.page.language
        : result.language
  return { result, language, askedRun }
})

function toRun(path: string | null): number | undefined {
  const asked = /[?&]run=(\d{1,4})(?:&|$)/.exec(path ?? '')?.[1]
  return asked === undefined ? undefined : Number(asked)
}
