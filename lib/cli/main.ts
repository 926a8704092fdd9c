import 'server-only'
import { CommandLineError, HELP, parseCommandLine, type Command } from './command-line'
import { describeScreens, withdrawScreen } from './screens'
import { listLinks, revokeLink } from './links'
import { listTargets, setTarget } from './targets'
import { ConfigError } from '@/lib/server/config-error'
import { loadStoreConfig } from '@/lib/server/store-config'
import { BackupError, backUp } from '@/lib/store/backup'
import { checkRecord } from '@/lib/store/check-record'
import { toLocation } from '@/lib/store/open-database'
import { openRecord } from '@/lib/store/open-record'
import { StoreError } from '@/lib/store/store-error'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** @returns the exit code */
async function run(command: Command): Promise<number> {
  if (command.kind === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  const { store: address } = loadStoreConfig(process.env)
  const open = await openRecord(address)
  try {
    switch (command.kind) {
      case 'backup': {
        await backUp(address, open, command.file)
        say(`The record ${toLocation(address)} is in ${command.file}, whole and checked.`)
        return 0
      }
      case 'check': {
        const faults = await checkRecord(open.db, open.engine)
        if (faults.length === 0) say(`The record ${toLocation(address)} is whole.`)
        else
          say(
            `The record ${toLocation(address)} is not whole:\n${faults.map((it) => `  - ${it}`).join('\n')}`,
          )
        return faults.length === 0 ? 0 : 1
      }
      case 'list_targets':
        say(await listTargets(open.db))
        return 0
      case 'set_target':
        say(await setTarget(open.db, command, Date.now()))
        return 0
      case 'list_screens':
        say(await describeScreens(open.db))
        return 0
      case 'revoke_screen':
        say(await withdrawScreen(open.db, command.id, Date.now()))
        return 0
      case 'list_links':
        say(await listLinks(open.db, Date.now()))
        return 0
      case 'revoke_link':
        say(await revokeLink(open.db, command.id, Date.now()))
        return 0
      default:
        return command satisfies never
    }
  } finally {
    await open.close()
  }
}

try {
  process.exitCode = await run(parseCommandLine(process.argv.slice(2)))
} catch (error) {
  const isKnown = [CommandLineError, ConfigError, StoreError, BackupError].some(
    (kind) => error instanceof kind,
  )
  const text =
    isKnown && error instanceof Error ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n${error instanceof CommandLineError ? 'See npm run admin -- --help\n' : ''}`)
  process.exitCode = 1
}
