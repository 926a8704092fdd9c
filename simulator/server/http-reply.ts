import { toErrorDocument } from '../resources/error-document'
import { type JsonKeyCase, writeJson } from '../wire/json-writer'
import type { WireDocument } from '../wire/wire-node'
import { writeXml } from '../wire/xml-writer'

export type HttpReply = {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

export type ReplyFormat = { json: boolean; keyCase: JsonKeyCase }

/** Reason phrases are .NET enum names (api.md §1). */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  302: 'Found',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  411: 'LengthRequired',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  500: 'InternalServerError',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
}

export function toReason(status: number): string {
  return REASONS[status] ?? 'Unknown'
}

export function toDocumentReply(
  status: number,
  document: WireDocument,
  format: ReplyFormat,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return {
    status,
    headers: {
      'Content-Type': format.json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8',
      ...headers,
    },
    body: format.json ? writeJson(document, format.keyCase) : writeXml(document),
  }
}

export function toErrorReply(status: number, message: string, format: ReplyFormat): HttpReply {
  return toDocumentReply(
    status,
    toErrorDocument(status, message),
    format,
    status === 401 ? { 'WWW-Authenticate': 'Basic Realm=RestSvc' } : {},
  )
}

/** What http.sys answers by itself, before EM sees the request: a body in HTML (api.md §5.6). */
export function toHttpSysReply(status: number): HttpReply {
  const reason = toReason(status)
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=us-ascii' },
    body: `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>${reason}</TITLE></HEAD>\r\n<BODY><h2>${reason}</h2>\r\n<hr><p>HTTP Error ${status}.</p>\r\n</BODY></HTML>\r\n`,
  }
}
