/** Starts the runtime with the server, so that a fault of the settings shows at the start and not at the first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { getRuntime } = await import('@/lib/server/runtime')
  getRuntime()
}
