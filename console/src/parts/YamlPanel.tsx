import { lazy, Suspense } from 'react';
import type { ApiObject, Kind, Served } from '../api/kinds';
import { Loading } from './Loading';

// The reader of YAML weighs as much as the rest of a page: it comes with the first look at one.
const YamlForm = lazy(() => import('./YamlForm'));

export interface YamlPanelProps {
  kind: Kind;
  object: Served<ApiObject>;
  editable: boolean;
}

/** The whole object as YAML, to be read, changed, tried and saved. */
export function YamlPanel(props: YamlPanelProps) {
  return (
    <Suspense fallback={<Loading />}>
      <YamlForm {...props} />
    </Suspense>
  );
}
