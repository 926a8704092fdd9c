import 'server-only'
import type { Client } from './client'
import type { StaffPrincipal } from '@/lib/auth/principal'

/** Who of the staff does something, and from where. */
export type By = { principal: StaffPrincipal; client: Client }
