import 'server-only'

/**
 * Where tenants find us: PUBLIC_URL, else the address that the person who shares uses. Commands come with an Origin
 * that was found to be ours.
 */
export function publicOrigin(request: Request, publicUrl: string | null): string {
  return publicUrl ?? request.headers.get('origin') ?? new URL(request.url).origin
}
