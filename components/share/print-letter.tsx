'use client'

import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useHydrated } from '../use-hydrated'

/** There only where it works: without scripts, the browser's own menu prints. */
export function PrintLetter({ label }: { label: string }): ReactNode {
  const hydrated = useHydrated()
  return (
    <button
      type="button"
      className={`letter-screen-only button ml-auto min-h-9 shrink-0 text-[14px] ${hydrated ? '' : 'invisible'}`}
      disabled={!hydrated}
      onClick={() => window.print()}
    >
      <Printer aria-hidden className="size-4" />
      <span className="max-sm:sr-only">{label}</span>
    </button>
  )
}
