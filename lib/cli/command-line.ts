import 'server-only'
import { parseArgs } from 'node:util'
import { parseDurationOption } from './duration-option'

export const HELP = `Looks after the record of Failover Monitor. May run beside the server.

Usage: npm run admin -- COMMAND

  backup FILE              copies the record to a new file while the server goes on, and checks the copy
                           (PostgreSQL: by pg_dump, to be read by pg_restore)
  check                    checks that the record is whole; ends with 1 if it is not
  target                   lists the failover plans in the record with their targets
  target PLAN --rto 60m --rpo 4h
                           sets the targets of one plan by its id; what is left out stays, "none" takes it back
                           (s, m, h, d: seconds to days)
  screens                  lists the wall screens in the record: id, last contact, what it shows, name
  screens --revoke ID      withdraws one; its display goes blank within half a minute
  links                    lists the share links in the record: id, state, end, tenant, label
  links --revoke ID        withdraws one for good; the next request for it is refused
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
  | { kind: 'list_screens' }
  | { kind: 'revoke_screen'; id: string }
  | { kind: 'list_links' }
  | { kind: 'revoke_link'; id: string }

/** A command line that says nothing we can do, in words. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

/** @throws {CommandLineError} */
export function parseCommandLine(argv: readonly string[]): Command {
  const { values, positionals } = read(argv)
  const [command, ...rest] = positionals
  if (values.help === true || command === undefined) return { kind: 'help' }
  const hasTarget = values.rto !== undefined || values.rpo !== undefined
  if (hasTarget && command !== 'target') throw new CommandLineError('--rto and --rpo belong to "target PLAN"')
  if (values.revoke !== undefined && command !== 'screens' && command !== 'links')
    throw new CommandLineError('--revoke belongs to "screens" or "links"')
  switch (command) {
    case 'backup': {
      const [file] = rest
      if (file === undefined || rest.length > 1)
        throw new CommandLineError('backup needs the name of one file')
      return { kind: 'backup', file }
    }
    case 'check':
      if (rest.length > 0) throw new CommandLineError('check takes nothing more')
      return { kind: 'check' }
    case 'links':
      if (rest.length > 0) throw new CommandLineError('links takes nothing more than --revoke ID')
      return values.revoke === undefined ? { kind: 'list_links' } : { kind: 'revoke_link', id: values.revoke }
    case 'target': {
      const [planId] = rest
      if (planId === undefined && !hasTarget) return { kind: 'list_targets' }
      if (planId === undefined || rest.length > 1 || !hasTarget)
        throw new CommandLineError('target needs the id of one plan, and --rto or --rpo')
      return {
        kind: 'set_target',
        planId,
        change: { ...toChange('rto', values.rto), ...toChange('rpo', values.rpo) },
      }
    }
    case 'screens':
      if (rest.length > 0) throw new CommandLineError('screens takes nothing more than --revoke ID')
      return values.revoke === undefined
        ? { kind: 'list_screens' }
        : { kind: 'revoke_screen', id: values.revoke }
    default:
      throw new CommandLineError(`There is no command ${JSON.stringify(command)}`)
  }
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        rto: { type: 'string' },
        rpo: { type: 'string' },
        revoke: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
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
