import 'server-only'
import { CommandLineError } from './command-line'
import { findManager } from './find-manager'
import { readPassword } from './read-password'
import { hashPassword } from '@/lib/auth/password'
import type { AuditAction } from '@/lib/failover/audit'
import type { Role } from '@/lib/failover/role'
import { appendAudit } from '@/lib/store/audit-events'
import { listLocalAccounts, removeLocalAccount, setLocalAccount } from '@/lib/store/local-accounts'
import type { OpenDatabase } from '@/lib/store/open-database'

type Record = Pick<OpenDatabase, 'db'>

/** Makes a local account, or changes its password and role. @throws {CommandLineError} */
export async function setAccount(
  { db }: Record,
  asked: { name: string; role: Role; em: string | null; passwordFile: string | null },
): Promise<string> {
  const manager = await findManager(db, asked.em)
  const name = toName(asked.name)
  const passwordHash = await hashPassword(await readPassword(asked.passwordFile))
  const atMs = Date.now()
  await setLocalAccount(db, manager.id, { subject: name, role: asked.role, passwordHash, atMs })
  await note({ db }, manager.id, 'local_account_set', { name, atMs, detail: { role: asked.role } })
  return `The local account ${name} may sign in to the monitor of ${manager.url} as ${asked.role}. Earlier sign-ins of it have ended.`
}

/** @throws {CommandLineError} */
export async function removeAccount(
  { db }: Record,
  asked: { name: string; em: string | null },
): Promise<string> {
  const manager = await findManager(db, asked.em)
  const name = toName(asked.name)
  if (!(await removeLocalAccount(db, manager.id, name))) {
    throw new CommandLineError(
      `There is no local account ${name}: "npm run admin -- accounts" lists those that there are`,
    )
  }
  await note({ db }, manager.id, 'local_account_removed', { name, atMs: Date.now(), detail: {} })
  return `The local account ${name} is gone, and its sign-ins have ended.`
}

export async function listAccounts({ db }: Record, em: string | null): Promise<string> {
  const manager = await findManager(db, em)
  const accounts = await listLocalAccounts(db, manager.id)
  if (accounts.length === 0) return 'There is no local account.'
  return accounts
    .map(({ person, role }) => {
      const seen = person.signedInAtMs === null ? 'never' : new Date(person.signedInAtMs).toISOString()
      const set = person.setRole === null ? '' : ` (set by ${person.setBy ?? 'an administrator'})`
      return `${person.subject}  ${role ?? 'no access'}${set}  last signed in: ${seen}`
    })
    .join('\n')
}

/** As the sign-in takes it: without regard to case. @throws {CommandLineError} */
function toName(raw: string): string {
  const name = raw.trim().toLowerCase()
  if (name === '' || name.length > 256 || /[\p{Cc}:]/u.test(name)) {
    throw new CommandLineError(
      `${JSON.stringify(raw)} cannot be an account's name: it has up to 256 characters, no colon and no control characters`,
    )
  }
  return name
}

const note = (
  { db }: Record,
  emId: number,
  action: AuditAction,
  { name, atMs, detail }: { name: string; atMs: number; detail: { role?: Role } },
): Promise<void> =>
  appendAudit(db, emId, {
    atMs,
    actor: { kind: 'command_line', id: null, name: null },
    address: null,
    action,
    object: { kind: 'local_account', id: name, name },
    detail,
  })
