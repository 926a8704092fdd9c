/** Names in plan order, each once; those that only have an alias come last: the run may have lost its rows. */
export function toVmNames(
  runs: readonly (readonly { vmName: string | null }[])[],
  aliases: Readonly<Record<string, string>>,
): string[] {
  const named = runs.flatMap((tasks) => tasks.flatMap(({ vmName }) => (vmName === null ? [] : [vmName])))
  return [...new Set([...named, ...Object.keys(aliases)])]
}

/** What was typed and differs. An alias cannot be taken away, since tenants have read it: an emptied one stays. */
export function changedAliases(
  aliases: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  const changed = Object.entries(typed)
    .map(([name, alias]) => [name, alias.trim()] as const)
    .filter(([name, alias]) => alias !== '' && alias !== aliasOf(aliases, name))
  return Object.fromEntries(changed)
}

/** A VM may be called `constructor`. */
export const aliasOf = (aliases: Readonly<Record<string, string>>, name: string): string | null =>
  Object.hasOwn(aliases, name) ? (aliases[name] ?? null) : null
