import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { matchesFingerprint, toFingerprint } from '@/lib/em/logon-fingerprint'
import { createLogonPauseFile } from '@/lib/em/logon-pause-file'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'em-pause-'))
  onTestFinished(async () => {
    await chmod(path, 0o700)
    await rm(path, { recursive: true })
  })
  return path
}

describe('createLogonPauseFile', () => {
  const record = { untilMs: 1_800_000_000_000, fingerprint: 'scrypt$00$00' }

  it('keeps a record for the next start, readable by its owner alone, with nothing left beside it', async () => {
    const dir = await folder()
    const path = join(dir, 'data', 'logon-pause.json')
    await createLogonPauseFile(path).save(record)
    expect(await createLogonPauseFile(path).load()).toEqual(record)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(dir, 'data'))).toEqual(['logon-pause.json'])
  })

  it('has nothing before the first record and after the last', async () => {
    const store = createLogonPauseFile(join(await folder(), 'pause.json'))
    expect(await store.load()).toBeNull()
    await store.clear()
    await store.save(record)
    await store.clear()
    expect(await store.load()).toBeNull()
  })

  it.each(['', '{', 'null', '[]', '{"untilMs":"soon","fingerprint":"x"}', '{"untilMs":1}'])(
    'takes %j for no record',
    async (text) => {
      const path = join(await folder(), 'pause.json')
      await writeFile(path, text)
      expect(await createLogonPauseFile(path).load()).toBeNull()
    },
  )

  it('says so when it cannot be written', async () => {
    const path = join(await folder(), 'file')
    await writeFile(path, '')
    await expect(createLogonPauseFile(join(path, 'pause.json')).save(record)).rejects.toThrow(
      /ENOTDIR|EEXIST/,
    )
    expect(await readFile(path, 'utf8')).toBe('')
  })

  // Node's own recursive mkdir never returns there, and the refusal of the password would never be reported.
  it.runIf(process.platform === 'linux')('says so where no folder can be made, and soon', async () => {
    const saving = createLogonPauseFile('/proc/failover-monitor/data/pause.json').save(record)
    await expect(saving).rejects.toThrow(/ENOENT|EACCES|EPERM/)
  })
})

describe('toFingerprint', () => {
  const credentials = { url: 'https://em.test', username: 'monitor', password: 'correct horse' }

  it('is salted: two of the same differ, and both match', async () => {
    const [one, two] = [await toFingerprint(credentials), await toFingerprint(credentials)]
    expect(one).not.toBe(two)
    expect(await matchesFingerprint(credentials, one)).toBe(true)
    expect(await matchesFingerprint(credentials, two)).toBe(true)
    expect(one).toMatch(/^scrypt\$/)
    expect(one).not.toContain('correct')
  })

  it.each([{ url: 'https://em2.test' }, { username: 'other' }, { password: 'Correct horse' }])(
    'does not match after a change of %j',
    async (change) => {
      expect(await matchesFingerprint({ ...credentials, ...change }, await toFingerprint(credentials))).toBe(
        false,
      )
    },
  )

  it.each(['', 'scrypt$$', 'md5$00$00'])('does not match %j', async (text) => {
    expect(await matchesFingerprint(credentials, text)).toBe(false)
  })
})
