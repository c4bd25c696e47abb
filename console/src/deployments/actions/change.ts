import { kinds, type ModelDeployment, type Served } from '../../api/kinds';
import { patch } from '../../api/resources';

export interface DialogProps {
  deployment: Served<ModelDeployment>;
  onClose: () => void;
}

/** Changes what is wanted of a deployment; null removes. */
export const change = ({ metadata }: Served<ModelDeployment>, spec: object, dryRun: boolean) =>
  patch(kinds.modelDeployments, metadata.namespace, metadata.name, { spec }, { dryRun });
