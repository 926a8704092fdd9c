import type { ReactNode } from 'react'
import { TopBar } from '@/components/shell/top-bar'
import { DraftOwner } from '@/components/teamwork/draft-owner'
import { canViewSessions } from '@/lib/auth/permissions'
import { toMe } from '@/lib/server/me'
import { staffFor } from '@/lib/server/page-access'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const principal = await staffFor(canViewSessions)
  const page = (
    <main id="content" tabIndex={-1} className="outline-none">
      {children}
    </main>
  )
  if (principal === null) return page
  return (
    <DraftOwner personId={principal.personId}>
      <TopBar me={toMe(principal)} />
      {page}
    </DraftOwner>
  )
}
