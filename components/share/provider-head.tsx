import type { ReactNode } from 'react'
import type { ShareReply } from '@/lib/api/share-replies'

type Props = {
  provider: Pick<ShareReply['provider'], 'name' | 'tagline' | 'accent'>
  /** Address of the provider's logo; null: its first letter stands for it. */
  logo: string | null
  children?: ReactNode
}

/** Whose letter this is. */
export function ProviderHead({ provider, logo, children }: Props): ReactNode {
  const [initial = ''] = provider.name
  return (
    <header className="flex items-center gap-3">
      {logo === null ? (
        <span
          aria-hidden
          className="grid size-9 shrink-0 place-items-center rounded-[9px] bg-ink font-bold text-on-ink"
        >
          {initial.toUpperCase()}
        </span>
      ) : (
        // Already small, and the image service would be one more door.
        // oxlint-disable-next-line nextjs/no-img-element
        <img
          src={logo}
          alt=""
          className="h-9 max-w-[140px] shrink-0 rounded-[6px] bg-[#fff] object-contain p-0.5"
        />
      )}
      <div className="min-w-0 foreign-text leading-snug">
        <p className="font-semibold">{provider.name}</p>
        {provider.tagline !== null && (
          <p className="text-[13.5px] hyphens-auto text-muted">{provider.tagline}</p>
        )}
      </div>
      {children}
    </header>
  )
}
