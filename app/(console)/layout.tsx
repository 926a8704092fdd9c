import type { ReactNode } from 'react'
import { TopBar } from '@/components/shell/top-bar'

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  )
}
