import 'server-only'

/** All that is wrong with the settings, each with its fix. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `${faults.length} setting${faults.length === 1 ? ' is' : 's are'} missing or wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
    this.faults = faults
  }
}
