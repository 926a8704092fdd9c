import type { ReactNode } from 'react'
import { TopBar } from '@/components/shell/top-bar'
import { canViewSessions } from '@/lib/auth/permissions'
import { toMe } from '@/lib/server/me'
import { staffFor } from '@/lib/server/page-access'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const principal = await staffFor(canViewSessions)
  return (
    <>
      {principal && <TopBar me={toMe(principal)} />}
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  )
}
