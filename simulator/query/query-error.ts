/** A query that EM refuses with 400; the message becomes the error's. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
}
