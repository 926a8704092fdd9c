import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      // Outside Next `server-only` throws on import; its own empty module is what the React server condition resolves to.
      { find: /^server-only$/, replacement: here('./node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: here('./') },
    ],
  },
  test: {
    include: ['tests/{unit,contract,integration,architecture}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: './tests/postgres-global-setup.ts',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Two cores: more workers only make each other late.
    maxWorkers: 2,
  },
})
