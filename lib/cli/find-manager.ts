import 'server-only'
import type { Kysely } from 'kysely'
import { CommandLineError } from './command-line'
import { listManagers, type KnownManager } from '@/lib/store/managers'
import type { Tables } from '@/lib/store/tables'

/**
 * Whose record a command is about: one record may hold several Enterprise Managers, and what belongs to one of them is
 * nothing to the others.
 * @param url as `--em` gives it; null takes the only one
 * @throws {CommandLineError}
 */
export async function findManager(db: Kysely<Tables>, url: string | null): Promise<KnownManager> {
  const managers = await listManagers(db)
  const known = managers.map((one) => `  ${one.url}`).join('\n')
  if (managers.length === 0)
    throw new CommandLineError('The record knows no Enterprise Manager yet: start the server once')
  if (url !== null) {
    const found = managers.find((one) => one.url === withoutEnd(url))
    if (found) return found
    throw new CommandLineError(`The record knows no Enterprise Manager ${url}, but:\n${known}`)
  }
  const [only, ...others] = managers
  if (only && others.length === 0) return only
  throw new CommandLineError(
    `The record holds several Enterprise Managers: say which one by --em, one of\n${known}`,
  )
}

/** As the server writes its EM_URL down. */
const withoutEnd = (url: string): string => (URL.parse(url)?.href ?? url).replace(/\/+$/, '')
