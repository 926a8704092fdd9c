import { toHref } from '../wire/em-address'
import { type WireDocument, attribute, links, own } from '../wire/wire-node'

/** Versions that a client may log on with (api.md §2.2). */
export const SUPPORTED_VERSIONS = ['v1_5', 'v1_6', 'v1_7'] as const

const toLogonLink = (version: string) => ({
  rel: 'Create',
  href: toHref(`/sessionMngr/?v=${version}`),
  type: 'LogonSession',
})

/** `GET /api/`: needs no credentials (api.md §2.1). */
export function toRootDocument(): WireDocument {
  return {
    node: {
      tag: 'EnterpriseManager',
      members: [
        own('SupportedVersions', {
          itemTag: 'SupportedVersion',
          items: SUPPORTED_VERSIONS.map((version) => ({
            tag: 'SupportedVersion',
            members: [links([toLogonLink(version)]), attribute('Name', version)],
          })),
        }),
        links([
          { rel: 'Down', href: toHref('/logonSessions'), type: 'LogonSessionList' },
          toLogonLink('latest'),
        ]),
      ],
    },
  }
}
