import 'server-only'
import { parseArgs } from 'node:util'
import { parseDurationOption } from './duration-option'
import { ROLES, type Role } from '@/lib/failover/role'

export const HELP = `Looks after the record of Failover Monitor. May run beside the server.

Usage: npm run admin -- COMMAND

  backup FILE              copies the record to a new file while the server goes on, and checks the copy
                           (PostgreSQL: by pg_dump, to be read by pg_restore)
  check                    checks that the record is whole; ends with 1 if it is not
  target                   lists the failover plans in the record with their targets
  target PLAN --rto 60m --rpo 4h
                           sets the targets of one plan by its id; what is left out stays, "none" takes it back
                           (s, m, h, d: seconds to days)
  account NAME --role admin|operator|viewer [--password-file FILE]
                           makes a local account, or gives it another password and role: the way in for the day
                           Enterprise Manager is down. The password is asked for, or read from the standard input
                           or FILE, and has 12 characters or more
  account NAME --remove    takes a local account away and ends its sign-ins
  accounts                 lists the local accounts
  --em URL                 with accounts: which Enterprise Manager's, if the record holds several
  links                    lists the share links in the record: id, state, end, tenant, label
  links --revoke ID        withdraws one for good; the next request for it is refused
  screens                  lists the wall screens in the record: id, last contact, what it shows, name
  screens --revoke ID      withdraws one; its display goes blank within half a minute
  --help                   this text

The record is found by the same settings as the server's: DATABASE_URL, or DATA_DIR (./data).
`

/** A target to set: undefined leaves it, null takes it back. */
export type TargetChange = { rtoMs?: number | null; rpoMs?: number | null }

export type Command =
  | { kind: 'help' }
  | { kind: 'backup'; file: string }
  | { kind: 'check' }
  | { kind: 'list_targets' }
  | { kind: 'set_target'; planId: string; change: TargetChange }
  | { kind: 'set_account'; name: string; role: Role; em: string | null; passwordFile: string | null }
  | { kind: 'remove_account'; name: string; em: string | null }
  | { kind: 'list_accounts'; em: string | null }
  | { kind: 'list_links' }
  | { kind: 'revoke_link'; id: string }
  | { kind: 'list_screens' }
  | { kind: 'revoke_screen'; id: string }

/** A command line that says nothing we can do, in words. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

const OPTIONS = {
  rto: { type: 'string' },
  rpo: { type: 'string' },
  role: { type: 'string' },
  remove: { type: 'boolean' },
  'password-file': { type: 'string' },
  em: { type: 'string' },
  revoke: { type: 'string' },
  help: { type: 'boolean' },
} as const

type Option = Exclude<keyof typeof OPTIONS, 'help'>
type Values = ReturnType<typeof read>['values']
type Reading = { options: readonly Option[]; read: (rest: readonly string[], values: Values) => Command }

/** Every command, the options that belong to it, and what it makes of what follows. */
const COMMANDS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ['backup', { options: [], read: readBackup }],
  ['check', { options: [], read: (rest) => (nothingMore('check', rest), { kind: 'check' }) }],
  ['target', { options: ['rto', 'rpo'], read: readTarget }],
  ['links', { options: ['revoke'], read: readLinks }],
  ['screens', { options: ['revoke'], read: readScreens }],
  ['account', { options: ['role', 'remove', 'password-file', 'em'], read: readAccount }],
  [
    'accounts',
    {
      options: ['em'],
      read: (rest, { em }) => (nothingMore('accounts', rest), { kind: 'list_accounts', em: em ?? null }),
    },
  ],
])

/** @throws {CommandLineError} */
export function parseCommandLine(argv: readonly string[]): Command {
  const { values, positionals } = read(argv)
  const [name, ...rest] = positionals
  if (values.help === true || name === undefined) return { kind: 'help' }
  const command = COMMANDS.get(name)
  if (command === undefined) throw new CommandLineError(`There is no command ${JSON.stringify(name)}`)
  for (const option of Object.keys(values)) {
    if (command.options.some((one) => one === option)) continue
    const owners = [...COMMANDS].flatMap(([other, { options }]) =>
      options.some((one) => one === option) ? JSON.stringify(other) : [],
    )
    throw new CommandLineError(`--${option} belongs to ${owners.join(' and ')}, not to "${name}"`)
  }
  return command.read(rest, values)
}

function readBackup([file, ...more]: readonly string[]): Command {
  if (file === undefined || more.length > 0) throw new CommandLineError('backup needs the name of one file')
  return { kind: 'backup', file }
}

function readTarget([planId, ...more]: readonly string[], { rto, rpo }: Values): Command {
  const hasTarget = rto !== undefined || rpo !== undefined
  if (planId === undefined && !hasTarget) return { kind: 'list_targets' }
  if (planId === undefined || more.length > 0 || !hasTarget)
    throw new CommandLineError('target needs the id of one plan, and --rto or --rpo')
  return { kind: 'set_target', planId, change: { ...toChange('rto', rto), ...toChange('rpo', rpo) } }
}

function readAccount([name, ...more]: readonly string[], values: Values): Command {
  const { role: word, remove = false, em = null, 'password-file': passwordFile = null } = values
  if (name === undefined || more.length > 0 || (word === undefined) !== remove)
    throw new CommandLineError('account needs one name, and either --role or --remove')
  if (word === undefined) {
    if (passwordFile !== null) throw new CommandLineError('--password-file does not go with --remove')
    return { kind: 'remove_account', name, em }
  }
  const role = ROLES.find((one) => one === word)
  if (role === undefined) {
    throw new CommandLineError(`--role is ${JSON.stringify(word)}: it is one of ${ROLES.join(', ')}`)
  }
  return { kind: 'set_account', name, role, em, passwordFile }
}

function readLinks(rest: readonly string[], { revoke }: Values): Command {
  nothingMore('links', rest)
  return revoke === undefined ? { kind: 'list_links' } : { kind: 'revoke_link', id: revoke }
}

function readScreens(rest: readonly string[], { revoke }: Values): Command {
  nothingMore('screens', rest)
  return revoke === undefined ? { kind: 'list_screens' } : { kind: 'revoke_screen', id: revoke }
}

function nothingMore(name: string, rest: readonly string[]): void {
  if (rest.length > 0) throw new CommandLineError(`${name} takes nothing more`)
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS })
  } catch (cause) {
    throw new CommandLineError(cause instanceof Error ? cause.message : String(cause))
  }
}

function toChange(name: 'rto' | 'rpo', text: string | undefined): TargetChange {
  if (text === undefined) return {}
  const ms = text === 'none' ? null : parseDurationOption(text)
  if (ms === null && text !== 'none')
    throw new CommandLineError(`--${name} is ${JSON.stringify(text)}: write it like 60m, 4h or none`)
  return name === 'rto' ? { rtoMs: ms } : { rpoMs: ms }
}
