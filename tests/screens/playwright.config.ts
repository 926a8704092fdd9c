import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import base from '../../playwright.config'

/** The pictures: no test looks at them, people do. */
export default defineConfig({
  ...base,
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: '*.screens.ts',
  // Their own, so that a run of the journeys does not sweep them away.
  outputDir: fileURLToPath(new URL('../../test-results/screens', import.meta.url)),
  use: { ...base.use, trace: 'off' },
})
