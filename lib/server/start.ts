import 'server-only'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import next from 'next'
import { createAddressLimit, REQUESTS_PER_SECOND } from './address-limit'
import { createClientAddress } from './client-address'
import { loadConfig, type Config } from './config'
import { ConfigError } from './config-error'
import { createFrontDoor } from './front-door'
import { createGatekeeper, hostsOf } from './gatekeeper'
import { disposeRuntime, getRuntime } from './runtime'
import { StoreError } from '@/lib/store/store-error'

/** Requests under way get so long to end before their connections are cut. */
const DRAIN_MS = 5_000
const SAME_SIGNAL_MS = 1_000
const MAX_HEADER_BYTES = 16 * 1024
/**
 * Longer than any reader polls apart, and than the minute that proxies keep theirs. Node's own five seconds are as long as
 * a poll's interval: a request that meets the close gets no answer, and a proxy makes 502 of it.
 */
const KEEP_ALIVE_MS = 75_000

/** The start program: Node's http server around Next, with the limits and the cleaning that Next leaves to others. */
async function main(): Promise<void> {
  const config = loadConfig(process.env)
  const isDevelopment = process.argv.includes('--dev')
  const app = next({ dev: isDevelopment, hostname: config.host, port: config.port })
  await app.prepare()
  // Two apps on one record, or one of a newer version: better not to start than to harm it.
  await getRuntime().opened
  const handle = app.getRequestHandler()

  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    keepAliveTimeout: KEEP_ALIVE_MS,
  })
  const port = await listen(server, config)
  const door = createFrontDoor({
    resolveClient: createClientAddress(config.trustProxy),
    refuse: createGatekeeper(hostsOf(port, config.publicUrl, config.host, ownAddresses())),
    limit: createAddressLimit(REQUESTS_PER_SECOND * config.limitFactor),
    isHttps: config.publicUrl?.startsWith('https:') === true,
  })
  server.on('request', (request, response) => {
    void door.admit(request, response).then((isIn) => (isIn ? handle(request, response) : undefined))
  })
  server.on('clientError', door.refuseUnreadable)
  if (isDevelopment) server.on('upgrade', app.getUpgradeHandler())

  const url =
    config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  process.stdout.write(`Failover Monitor is ready: ${url}\n`)
  stopOnSignals(server)
}

function listen(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE'
      reject(
        taken
          ? new ConfigError([
              `PORT ${config.port} is in use by another program: stop it, or set PORT to a free one`,
            ])
          : cause,
      )
    })
    server.listen(config.port, config.host, () => {
      resolve((server.address() as AddressInfo).port) // safe: a TCP server that listens has such an address
    })
  })
}

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))

/** First signal: take nothing new, let requests end, log off from Enterprise Manager. Second: stop at once. */
function stopOnSignals(server: Server): void {
  let stoppingSince: number | null = null
  const stop = (signal: NodeJS.Signals): void => {
    // One Ctrl-C can arrive several times: from the terminal and from each program in between.
    if (stoppingSince !== null && performance.now() - stoppingSince < SAME_SIGNAL_MS) return
    if (stoppingSince !== null) process.exit(1)
    stoppingSince = performance.now()
    process.stdout.write(`${signal}: stopping\n`)
    // Next keeps handles of its own open; once all is said and saved the process has to be ended.
    void drain(server)
      .then(disposeRuntime)
      .finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // The program that started us has ended without a word.
  process.on('disconnect', () => stop('SIGTERM'))
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => {
      server.closeAllConnections()
      resolve()
    }, DRAIN_MS).unref()
  })
}

try {
  await main()
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof StoreError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  )
  process.exit(1)
}
