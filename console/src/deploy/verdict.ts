import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/errors';
import { type DeploymentReview, kinds } from '../api/kinds';
import { create } from '../api/resources';
import type { Manifest } from './manifest';

/** Something that is wrong with one field. `missing`: nothing is there yet. */
export interface FieldError {
  field: string;
  message: string;
  missing: boolean;
}

/** What the server says about a draft: whether it would run, and whether it could be created as it is. */
export interface Verdict {
  pending: boolean;
  review?: DeploymentReview['status'];
  fields: FieldError[];
  /** What is wrong with the whole. */
  problem?: Error;
}

/** Asks whether the deployment would run here, and tries whether it could be created; changes nothing. */
export function useVerdict({ deployment }: Manifest, enabled: boolean): Verdict {
  const namespace = deployment.metadata?.namespace;
  // What runs under the name already has its share of the project's quotas. One that is still being typed is none.
  const name = /^[a-z0-9.-]+$/.test(deployment.metadata?.name ?? '') ? deployment.metadata?.name : undefined;
  const review = useQuery({
    queryKey: ['deployment-review', namespace, name, deployment.spec],
    queryFn: ({ signal }) =>
      create(kinds.deploymentReviews, { metadata: { namespace, name }, spec: deployment.spec }, { signal }),
    enabled: enabled && Boolean(namespace),
    placeholderData: keepPreviousData,
    retry: false,
    // A manifest can hold what is nobody else's business: no answer about it is kept.
    gcTime: 0,
  });
  const trial = useQuery({
    queryKey: ['deployment-trial', deployment],
    queryFn: ({ signal }) => create(kinds.modelDeployments, deployment, { dryRun: true, signal }),
    enabled: enabled && Boolean(namespace && deployment.metadata?.name) && review.isSuccess && !review.isPlaceholderData,
    retry: false,
    gcTime: 0,
  });
  const fields = dedupe([...fieldErrors(review.error), ...fieldErrors(trial.error)]);
  const blocked = review.data?.status?.allowed === false;
  return {
    pending: review.isFetching || trial.isFetching,
    review: review.isError ? undefined : review.data?.status,
    fields,
    // Admission refuses for what the review has said already, in more words.
    problem: fieldErrors(review.error).length > 0 ? undefined : (review.error ?? rest(trial.error, blocked)),
  };
}

function rest(error: Error | null, blocked: boolean): Error | undefined {
  if (!error || fieldErrors(error).length > 0) return undefined;
  return blocked && error instanceof ApiError && error.code === 403 ? undefined : error;
}

/** What an answer says about single fields. That a name is taken is about the name. */
export function fieldErrors(error: unknown): FieldError[] {
  if (!(error instanceof ApiError)) return [];
  if (error.reason === 'AlreadyExists')
    return error.status?.details?.kind === kinds.endpoints.plural
      ? [
          {
            field: 'spec.endpoint',
            message: 'There is an endpoint of this name already: choose it, or another name.',
            missing: false,
          },
        ]
      : [{ field: 'metadata.name', message: 'There is a deployment of this name already.', missing: false }];
  return (error.status?.details?.causes ?? []).flatMap(({ field, message = '', reason }) =>
    field ? [{ field, message: plain(field, message), missing: reason === 'FieldValueRequired' }] : [],
  );
}

/** A cause beside its field: what everybody can see there is not said again. */
function plain(field: string, message: string): string {
  const rest = message
    .replace(/^(Invalid value: (".*?"|[^:]*)|Forbidden|Unsupported value: (".*?"|[^:]*)|Duplicate value): /, '')
    .replace(/^Required value(: )?/, '')
    .replace(`${field} in body `, '');
  // A pattern is for programs; the field's example says it to people.
  if (rest.startsWith('should match ')) return 'This is not how it is written; see the example.';
  if (rest === '') return 'Something has to be said here.';
  return rest[0]!.toUpperCase() + rest.slice(1);
}

const dedupe = (errors: FieldError[]): FieldError[] =>
  errors.filter((e, i) => errors.findIndex((o) => o.field === e.field) === i);
