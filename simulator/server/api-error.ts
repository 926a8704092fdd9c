/** A refusal that EM answers with its own error body (api.md §5.6). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const accessDenied = (): ApiError => new ApiError(403, 'Access denied')

export const methodNotAllowed = (method: string): ApiError =>
  new ApiError(405, `Method ${method} is not allowed for this resource`)

export const noSuchResource = (): ApiError => new ApiError(404, 'Cannot find the requested resource')
