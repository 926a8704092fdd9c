import { BUILD_META } from '@/components/wall/care/build-meta'
import { WallScreen } from '@/components/wall/wall-screen'
import { wall } from '@/lib/i18n/messages/en/wall'
import { getRuntime } from '@/lib/server/runtime'

/** Open to all: what the screen may show, its own cookie decides, request by request. */
export default function WallPage() {
  const { config, build } = getRuntime()
  return (
    <>
      <meta name={BUILD_META} content={build} />
      <noscript>
        <p className="p-8 text-2xl">{wall.noScript}</p>
      </noscript>
      <WallScreen texts={wall} publicOrigin={config.publicUrl} build={build} />
    </>
  )
}
