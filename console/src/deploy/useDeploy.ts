import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiError } from '../api/errors';
import { type ApiObject, kindOf } from '../api/kinds';
import { create } from '../api/resources';

/** Creates what the YAML says, exactly that; tries all of it before any of it. */
export function useDeploy() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (objects: ApiObject[]) => {
      const known = objects.map((object) => {
        const kind = kindOf(object);
        if (!kind) throw new ApiError(0, `The console cannot create ${object.kind} of ${object.apiVersion}: leave it out here.`);
        return { kind, object };
      });
      for (const { kind, object } of known) await create(kind, object, { dryRun: true });
      // What a deployment refers to comes before it.
      known.sort((a, b) => Number(a.object.kind === 'ModelDeployment') - Number(b.object.kind === 'ModelDeployment'));
      for (const { kind, object } of known) await create(kind, object);
      return objects.find((o) => o.kind === 'ModelDeployment')!;
    },
    onSuccess: ({ metadata }) =>
      navigate({
        to: '/deployments/$namespace/$name/progress',
        params: { namespace: metadata!.namespace!, name: metadata!.name! },
        search: { first: true },
      }),
  });
}
