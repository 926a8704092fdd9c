/**
 * How a person signs to a tenant, as a first proposal: an account's name without the machine or the domain that stands
 * around it (`SRV-EM06\maria`, `maria@corp.local`), which are not for the tenant.
 */
export function toSignature(name: string): string {
  const account = name.slice(name.lastIndexOf('\\') + 1)
  const at = account.indexOf('@')
  return at > 0 ? account.slice(0, at) : account
}
