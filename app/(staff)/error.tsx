'use client'

import { ErrorPage } from '@/components/error-page'

export default function RouteError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <ErrorPage error={error} retry={retry} />
    </main>
  )
}
