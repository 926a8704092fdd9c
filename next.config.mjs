import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Nothing uses it, and what is not there cannot be asked for other addresses.
  images: { unoptimized: true },
  reactStrictMode: true,
  // `npm test` checks all types, the tests' too, before it builds; a build need not do it once more.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['undici', 'pino', 'kysely', 'libsql', 'pg'],
  // `next dev` would otherwise write an AGENTS.md into the tree.
  agentRules: false,
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
