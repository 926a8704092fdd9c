import { describe, expect, it } from 'vitest'
import { CommandLineError, HELP, parseCommandLine } from '@/lib/cli/command-line'

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
    [
      ['account', 'root', '--role', 'admin'],
      { kind: 'set_account', name: 'root', role: 'admin', em: null, passwordFile: null },
    ],
    [
      ['account', '--role', 'viewer', '--em', 'https://em', '--password-file', '/f', 'root'],
      { kind: 'set_account', name: 'root', role: 'viewer', em: 'https://em', passwordFile: '/f' },
    ],
    [['account', 'root', '--remove'], { kind: 'remove_account', name: 'root', em: null }],
    [['accounts'], { kind: 'list_accounts', em: null }],
    [['accounts', '--em', 'https://em'], { kind: 'list_accounts', em: 'https://em' }],
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
    [['check', '--revoke', 'an-id']],
    [['--force']],
    [['account']],
    [['account', 'root']],
    [['account', 'root', 'other', '--role', 'admin']],
    [['account', 'root', '--role', 'owner']],
    [['account', 'root', '--role', 'admin', '--remove']],
    [['account', 'root', '--remove', '--password-file', 'f']],
    [['account', 'root', '--role', 'admin', '--rto', '1m']],
    // A password on a command line is everybody's.
    [['account', 'root', '--role', 'admin', '--password', 'secret']],
    [['accounts', 'root']],
    [['accounts', '--role', 'admin']],
    [['backup', 'f', '--em', 'x']],
  ])('refuses %j in words', (argv) => {
    expect(() => parseCommandLine(argv)).toThrow(CommandLineError)
  })

  it('says where an option belongs, and tells of every command', () => {
    expect(() => parseCommandLine(['check', '--em', 'x'])).toThrow(
      '--em belongs to "account" and "accounts", not to "check"',
    )
    for (const command of ['backup', 'check', 'target', 'account', 'accounts', '--em'])
      expect(HELP).toMatch(new RegExp(`^  ${command} `, 'm'))
  })
})
