import 'server-only'
import type { Kysely } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

export type ProviderLogo = { type: string; base64: string }

export type ProviderProfile = {
  name: string
  tagline: string | null
  contact: string | null
  accent: string | null
  logo: ProviderLogo | null
  setMs: number
  setBy: string
}

/** How the provider shows itself to tenants; null if nobody has said. */
export async function readProviderProfile(db: Kysely<Tables>, emId: number): Promise<ProviderProfile | null> {
  const row = await db
    .selectFrom('provider_profiles')
    .selectAll()
    .where('em_id', '=', emId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { logo_type: type, logo_base64: base64 } = row
  return {
    name: row.name,
    tagline: row.tagline,
    contact: row.contact,
    accent: row.accent,
    logo: type === null || base64 === null ? null : { type, base64 },
    setMs: row.set_ms,
    setBy: row.set_by,
  }
}

/** @param profile `logo` undefined leaves it as it is */
export async function setProviderProfile(
  db: Kysely<Tables>,
  emId: number,
  profile: Omit<ProviderProfile, 'logo'> & { logo: ProviderLogo | null | undefined },
): Promise<void> {
  const columns = {
    name: toText(profile.name) ?? '',
    tagline: toText(profile.tagline),
    contact: toText(profile.contact),
    accent: profile.accent,
    set_ms: profile.setMs,
    set_by: profile.setBy,
    ...(profile.logo !== undefined && {
      logo_type: profile.logo?.type ?? null,
      logo_base64: profile.logo?.base64 ?? null,
    }),
  }
  await db
    .insertInto('provider_profiles')
    .values({ em_id: emId, ...columns })
    .onConflict((conflict) => conflict.column('em_id').doUpdateSet(columns))
    .execute()
}
