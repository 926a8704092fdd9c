import 'server-only'
import type { Audit } from './audit'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { Who } from './share-links'
import type { ProviderChange, ProviderReply } from '@/lib/api/share-replies'
import type { ProviderLogo, ProviderProfile } from '@/lib/store/provider-profiles'
import type { StoreDoor } from '@/lib/store/store-door'

/** How the provider shows itself to its tenants. */
export type Provider = {
  /** An empty name and no moment where nobody has set it. @throws {RequestError} `record_unavailable` */
  read: () => Promise<ProviderReply>
  /** @throws {RequestError} `bad_request` for a logo that is none */
  set: (change: ProviderChange, who: Who) => Promise<ProviderReply>
}

const LARGEST_LOGO_BYTES = 40 * 1024

export function createProvider(parts: {
  door: Pick<StoreDoor, 'use'>
  audit: Audit
  now: () => number
}): Provider {
  const { door, audit, now } = parts
  const read = async (): Promise<ProviderReply> =>
    toReply(await inRecord(door.use((store) => store.readProviderProfile())))

  return {
    read,
    async set({ name, tagline, contact, accent, logo }, who) {
      if (logo) checkLogo(logo)
      const profile = {
        name,
        tagline: tagline === '' ? null : tagline,
        contact: contact === '' ? null : contact,
        accent,
        logo,
        setMs: now(),
        setBy: who.principal.name,
      }
      await inRecord(door.use((store) => store.setProviderProfile(profile)))
      await audit.note({
        action: 'provider_changed',
        by: who.principal,
        client: who.client,
        detail: { name, logo: logo === undefined ? 'kept' : logo === null ? 'removed' : 'set' },
      })
      return read()
    },
  }
}

const toReply = (profile: ProviderProfile | null): ProviderReply => ({
  name: profile?.name ?? '',
  tagline: profile?.tagline ?? null,
  contact: profile?.contact ?? null,
  accent: profile?.accent ?? null,
  logo: profile?.logo ?? null,
  setAtUtc: profile === null ? null : new Date(profile.setMs).toISOString(),
  setBy: profile?.setBy ?? null,
})

/** By its first bytes: tenants' browsers are told this type and no other. */
function checkLogo({ type, base64 }: ProviderLogo): void {
  const bytes = Buffer.from(base64, 'base64')
  const begin = bytes.subarray(0, 12).toString('latin1')
  const found = begin.startsWith('\x89PNG\r\n\x1A\n')
    ? 'image/png'
    : begin.startsWith('\xFF\xD8\xFF')
      ? 'image/jpeg'
      : begin.startsWith('RIFF') && begin.endsWith('WEBP')
        ? 'image/webp'
        : null
  if (found !== type) {
    throw new RequestError(
      'bad_request',
      `The request is not valid: logo: its contents are no ${type}`,
      'Choose a PNG, JPEG or WebP picture.',
    )
  }
  if (bytes.length > LARGEST_LOGO_BYTES) {
    throw new RequestError(
      'bad_request',
      `The request is not valid: logo: it has ${bytes.length} bytes, and may have ${LARGEST_LOGO_BYTES}`,
      'Make the picture smaller: 200 pixels in height are plenty.',
    )
  }
}
