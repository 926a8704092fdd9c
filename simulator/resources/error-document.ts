import { type WireDocument, attribute, own } from '../wire/wire-node'

/** EM's own form of an error (api.md §5.6). */
export function toErrorDocument(statusCode: number, message: string): WireDocument {
  return {
    node: {
      tag: 'Error',
      members: [
        own('FirstChanceExceptionMessage', statusCode === 500 ? message : null),
        attribute('Message', message),
        own('StackTrace', null),
        attribute('Status', null),
        attribute('StatusCode', statusCode),
      ],
    },
  }
}
