import { WallScreen } from '@/components/wall/wall-screen'
import { wall } from '@/lib/i18n/messages/en/wall'
import { getRuntime } from '@/lib/server/runtime'

/** Open to all: what the screen may show, its own cookie decides, request by request. */
export default function WallPage() {
  return (
    <>
      <noscript>
        <p className="p-8 text-2xl">{wall.noScript}</p>
      </noscript>
      <WallScreen texts={wall} publicOrigin={getRuntime().config.publicUrl} />
    </>
  )
}
