'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { parseSheet, type SheetTarget } from './sheet-address'

/** The sheet that the address names; null for none. The same object while it names the same one. */
export function useOpenSheet(): SheetTarget | null {
  // Without the router there is no address to read.
  const search: ReturnType<typeof useSearchParams> | null = useSearchParams()
  return useMemo(() => (search === null ? null : parseSheet(search)), [search])
}
