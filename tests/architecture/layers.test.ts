import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDERS = ['app', 'components', 'lib', 'simulator']
const CONFIG = '.dependency-cruiser.mjs'

type Report = { summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] } }

/** Cruises a tree by the project's own rules. */
function cruise(root: string): Report['summary'] {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const args = [program, '--config', CONFIG, '--output-type', 'json', ...FOLDERS]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  })
  if (!stdout) throw new Error(stderr)
  return (JSON.parse(stdout) as Report).summary // safe: the tool's own JSON
}

describe('layer rules', () => {
  // One copy of the tree, so that violations can be planted without touching the real one.
  const copy = mkdtempSync(join(tmpdir(), 'failover-layers-'))
  for (const name of [...FOLDERS, CONFIG, 'tsconfig.json', 'package.json']) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  afterAll(() => rmSync(copy, { recursive: true }))

  it('see the modules of every layer and hold', () => {
    const { totalCruised, violations } = cruise(ROOT)
    expect(totalCruised).toBeGreaterThan(50)
    expect(violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([])
  })

  it('catch planted violations, one per rule', () => {
    const planted: Record<string, { file: string; imports: string }> = {
      'domain-imports-nothing': { file: 'lib/failover/planted.ts', imports: '@/lib/api/paths' },
      'contract-imports-domain-only': { file: 'lib/api/planted.ts', imports: '@/lib/em/create-em-client' },
      'files-imports-nothing': { file: 'lib/files/planted.ts', imports: '@/lib/failover/outcome' },
      'em-knows-domain-and-files': { file: 'lib/em/planted.ts', imports: '@/lib/poller/poller' },
      'poller-imports-domain-only': { file: 'lib/poller/planted.ts', imports: '@/lib/em/create-em-client' },
      'store-knows-domain-and-files': { file: 'lib/store/planted.ts', imports: '@/lib/poller/poller' },
      'recorder-knows-poller-and-store': {
        file: 'lib/recorder/planted.ts',
        imports: '@/lib/em/create-em-client',
      },
      'auth-knows-contract-and-store': {
        file: 'lib/auth/planted.ts',
        imports: '@/lib/em/create-em-client',
      },
      'share-knows-contract-and-store': {
        file: 'lib/share/planted.ts',
        imports: '@/lib/poller/poller',
      },
      'cli-imports-lib': { file: 'lib/cli/planted.ts', imports: '@/components/planted' },
      'i18n-imports-nothing': { file: 'lib/i18n/planted.ts', imports: '@/lib/failover/outcome' },
      'server-imports-lib': { file: 'lib/server/planted.ts', imports: '@/components/planted' },
      'components-know-contract-and-domain': {
        file: 'components/planted.tsx',
        imports: '@/lib/server/config',
      },
      'app-goes-through-the-runtime': { file: 'app/planted.tsx', imports: '@/lib/em/create-em-client' },
      'simulator-stands-alone': { file: 'simulator/planted.ts', imports: '@/lib/failover/em-time' },
      'nobody-imports-the-simulator': { file: 'lib/server/planted2.ts', imports: '@/simulator/planted' },
      'browser-safe-layers-use-no-node': { file: 'lib/failover/planted2.ts', imports: 'node:fs' },
      'inner-layers-know-no-framework': { file: 'lib/em/planted2.ts', imports: 'next/server' },
      'no-cycles': { file: 'lib/failover/planted3.ts', imports: './planted4' },
      'only-known-folders-in-lib': { file: 'lib/server/planted3.ts', imports: '@/lib/elsewhere/planted' },
      resolves: { file: 'lib/server/planted4.ts', imports: '@/lib/server/not-there' },
    }
    const plant = (file: string, imports: string): void => {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      // A type says as much about a layer as a value does, and JSX must not hide a file from the rules.
      const text = file.endsWith('.tsx')
        ? `import type * as It from '${imports}'\nexport const Planted = (it: typeof It) => <p>{String(it)}</p>\n`
        : `import * as it from '${imports}'\nexport const planted: unknown = it\n`
      writeFileSync(join(copy, file), text)
    }
    for (const { file, imports } of Object.values(planted)) plant(file, imports)
    plant('lib/failover/planted4.ts', './planted3')
    plant('lib/elsewhere/planted.ts', '@/lib/failover/outcome')

    const caught = new Set(cruise(copy).violations.map(({ rule }) => rule.name))
    expect([...caught].toSorted()).toEqual(Object.keys(planted).toSorted())
  })
})
