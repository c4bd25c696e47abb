import type { ComponentType } from 'react';
import { AccessStep } from './AccessStep';
import { EngineStep } from './EngineStep';
import { ModelStep } from './ModelStep';
import { ResourcesStep } from './ResourcesStep';
import { ReviewStep } from './ReviewStep';

export interface Step {
  id: string;
  label: string;
  /** What it decides: the fields whose errors belong here. */
  fields: string[];
  component: ComponentType;
}

export const steps: Step[] = [
  { id: 'model', label: 'Model', fields: ['metadata', 'spec.model', 'spec.description'], component: ModelStep },
  { id: 'engine', label: 'Engine', fields: ['spec.engine'], component: EngineStep },
  {
    id: 'resources',
    label: 'Resources and scaling',
    fields: ['spec.resources', 'spec.replicas', 'spec.scaling', 'spec.concurrency'],
    component: ResourcesStep,
  },
  {
    id: 'access',
    label: 'Endpoint and access',
    fields: ['spec.endpoint', 'spec.sharing', 'spec.rateLimits', 'spec.pricing'],
    component: AccessStep,
  },
  { id: 'review', label: 'Review', fields: [], component: ReviewStep },
];

/** The step in which a field is; the last one for what only the YAML has. */
export const stepOf = (field: string): Step =>
  steps.find((s) => s.fields.some((f) => field === f || field.startsWith(`${f}.`) || field.startsWith(`${f}[`))) ?? steps.at(-1)!;
