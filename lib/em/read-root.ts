import 'server-only'
import type { WireNode } from './wire-node'
import { childOf, hasName, listOf, wordOf } from './wire-node'
import { badReply } from './parse-reply'

export const ROOT_WHAT = 'API root'

/** @throws {ReadError} `bad_reply` if the document is not EM's root: another server answers under EM_URL */
export function toSupportedVersions(document: WireNode): string[] {
  const isRoot =
    document.form === 'element'
      ? hasName(document, 'EnterpriseManager')
      : childOf(document, 'SupportedVersions') !== null
  if (!isRoot) throw badReply(ROOT_WHAT, 'is not that of an Enterprise Manager')
  return listOf(document, 'SupportedVersions', ['SupportedVersion']).flatMap(
    (node) => wordOf(node, 'Name') ?? [],
  )
}
