import { describe, expect, it } from 'vitest'
import { CommandLineError, parseCommandLine } from '@/lib/cli/command-line'

describe('the command line of the admin program', () => {
  it.each([
    [[], { kind: 'help' }],
    [['--help'], { kind: 'help' }],
    [['backup', 'a.db'], { kind: 'backup', file: 'a.db' }],
    [['check'], { kind: 'check' }],
    [['target'], { kind: 'list_targets' }],
    [['target', 'p', '--rto', '60m'], { kind: 'set_target', planId: 'p', change: { rtoMs: 3_600_000 } }],
    [
      ['target', 'p', '--rto', '90s', '--rpo', '1d'],
      { kind: 'set_target', planId: 'p', change: { rtoMs: 90_000, rpoMs: 86_400_000 } },
    ],
    [['screens'], { kind: 'list_screens' }],
    [['screens', '--revoke', 'x'], { kind: 'revoke_screen', id: 'x' }],
    [['links'], { kind: 'list_links' }],
    [['links', '--revoke', 'an-id'], { kind: 'revoke_link', id: 'an-id' }],
    [['target', 'p', '--rpo', 'none'], { kind: 'set_target', planId: 'p', change: { rpoMs: null } }],
  ])('%j', (argv, command) => {
    expect(parseCommandLine(argv)).toEqual(command)
  })

  it.each([
    [['restore']],
    [['backup']],
    [['backup', 'a', 'b']],
    [['check', 'it']],
    [['check', '--rto', '1m']],
    [['target', 'p']],
    [['target', '--rto', '1m']],
    [['target', 'p', '--rto', '1 week']],
    [['target', 'p', '--rto', '0m']],
    [['target', 'p', '--rto', '-5m']],
    [['screens', 'x']],
    [['screens', '--revoke']],
    [['screens', '--rto', '1m']],
    [['check', '--revoke', 'x']],
    [['links', 'an-id']],
    [['links', '--revoke']],
    [['--force']],
  ])('refuses %j in words', (argv) => {
    expect(() => parseCommandLine(argv)).toThrow(CommandLineError)
  })
})
