import { canViewReplicaPoints } from '@/lib/auth/permissions'
import { replicaPointParams } from '@/lib/server/params'
import { polledJson } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route(
  { allow: canViewReplicaPoints, params: replicaPointParams },
  async ({ request, runtime, params }) =>
    polledJson(request, await runtime.replicaPoints.read(params.pointId), Date.now()),
)
