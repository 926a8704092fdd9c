'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { Board } from './board'
import { createScreenSelf } from './care/screen-self'
import { useBeat } from './care/use-beat'
import { useNewBuild } from './care/use-new-build'
import { useShown } from './care/use-shown'
import { useWakeLock } from './care/use-wake-lock'
import { CodeView } from './code-view'
import { NothingView } from './nothing-view'
import { createWallReader, nextReadMs } from './wall-reader'
import { useResumed } from './use-resumed'
import { useTexts, WallTextsProvider } from './wall-texts'

type Props = {
  texts: WallTexts
  /** Where staff find the monitor; null: at the address that this screen uses. */
  publicOrigin: string | null
  /** Of this page; the server's may be newer one day. */
  build: string
}

/** A display on a wall. It never asks anybody to sign in, and never stops asking its server. */
export function WallScreen({ texts, publicOrigin, build }: Props): ReactNode {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <WallTextsProvider value={texts}>
        <Wall publicOrigin={publicOrigin} build={build} />
      </WallTextsProvider>
    </QueryClientProvider>
  )
}

function Wall({ publicOrigin, build }: Omit<Props, 'texts'>): ReactNode {
  const texts = useTexts()
  const [self] = useState(() => createScreenSelf(build, Date.now()))
  const [read] = useState(() => createWallReader(Date.now, self.headers))
  const { data: state, refetch } = useQuery({
    queryKey: ['wall'],
    queryFn: ({ signal }) => read(signal),
    refetchInterval: (query) => nextReadMs(query.state.data),
    // Nobody looks into this window with a mouse: it goes on in the background, and whatever the browser thinks of the
    // network.
    refetchIntervalInBackground: true,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
    // What it holds is no plain data only.
    structuralSharing: false,
  })
  useResumed(() => void refetch())
  useWakeLock()
  useBeat()
  useShown(state)
  useNewBuild(build, state !== undefined && state.kind !== 'board')
  switch (state?.kind) {
    case undefined:
      return <p className="grid min-h-dvh place-items-center p-8 text-2xl text-muted">{texts.starting}</p>
    case 'board':
      return <Board polled={state.polled} error={state.error} self={self} />
    case 'code':
      return <CodeView state={state} publicOrigin={publicOrigin} />
    case 'nothing':
      return <NothingView error={state.error} sinceMs={state.sinceMs} />
    default:
      return state satisfies never
  }
}
