import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { readClient, type Client } from './client'
import { getRuntime } from './runtime'
import { pages } from '@/lib/api/paths'
import type { Permission } from '@/lib/auth/permissions'
import type { Nobody, StaffPrincipal } from '@/lib/auth/principal'

/** The request header in which proxy.ts tells a page its own address. */
export const PAGE_PATH = 'x-page-path'

// Once per request: the frame and the page ask the same.
const whoAsks = cache(async (): Promise<StaffPrincipal | Nobody> =>
  getRuntime().access.staffOf(await headers()),
)

/** Where the page is looked at from. */
export async function clientOfPage(): Promise<Client> {
  return readClient(await headers(), getRuntime().config.access.clientAddresses)
}

/**
 * Who looks at a page of the console. Whoever is signed out goes to the sign-in, and comes back to this page.
 * @returns null if the role does not allow the page
 */
export async function staffFor(allow: Permission): Promise<StaffPrincipal | null> {
  const principal = await whoAsks()
  if (principal.kind === 'nobody') redirect(pages.signIn((await headers()).get(PAGE_PATH) ?? undefined))
  return allow(principal) ? principal : null
}
