import { HELP, parseCommandLine } from './command-line'
import type { Simulator } from './simulator'
import { startSimulator } from './start-simulator'
import type { SimulatorOptions } from './simulator-options'

/** The simulator as a program; see `--help`. */
async function main(): Promise<void> {
  const { help, json, options } = parseCommandLine(process.argv.slice(2))
  if (help) {
    process.stdout.write(HELP)
    return
  }
  const simulator = await startSimulator(options)
  process.stdout.write(json ? toJsonLine(simulator) : toSummary(simulator, options))
  const stop = (): void => void simulator.close()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function toJsonLine(simulator: Simulator): string {
  const { url, httpsUrl, sessionIds, certificate } = simulator
  return `${JSON.stringify({ url, httpsUrl, certificateSha256: certificate?.sha256 ?? null, sessionIds })}\n`
}

function toSummary(simulator: Simulator, options: SimulatorOptions): string {
  const lines = [
    `Pretend Enterprise Manager on ${simulator.url}/api/`,
    ...(simulator.httpsUrl === null ? [] : [`                          and ${simulator.httpsUrl}/api/`]),
    ...(simulator.certificate === null ? [] : [`Certificate SHA-256: ${simulator.certificate.sha256}`]),
    `Control: ${simulator.url}/simulator/state`,
    '',
    'Accounts:',
    ...(options.accounts ?? []).map(
      ({ username, password, role }) => `  ${username.padEnd(12)} ${password.padEnd(20)} ${role}`,
    ),
    '',
    'Failover sessions:',
    ...simulator
      .state()
      .scenarios.map(
        ({ name, sessionId, session }) =>
          `  ${name.padEnd(14)} ${sessionId}  ${session?.name ?? 'not collected yet'}`,
      ),
    '',
    'Ctrl-C stops it.',
  ]
  return `${lines.join('\n')}\n`
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nTry --help.\n`)
  process.exitCode = 1
})
