'use client'

import { ErrorPage } from '@/components/error-page'

/** Within the console the top bar stays. */
export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorPage error={error} retry={retry} />
}
