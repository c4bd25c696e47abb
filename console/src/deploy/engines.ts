import type { ModelDeployment } from '../api/kinds';

type EngineType = NonNullable<ModelDeployment['spec']>['engine']['type'];

export interface EngineChoice {
  type: EngineType;
  label: string;
  /** For whom it is, in a sentence. */
  about: string;
  /** What the form offers for it. The server has the rules, and refuses what an engine has no use for. */
  fields: string[];
}

const running = ['spec.replicas', 'spec.scaling', 'spec.resources'];
const image = ['spec.engine.image', 'spec.engine.imagePullSecret', 'spec.engine.command', 'spec.engine.port'];
const model = ['spec.model.uri', 'spec.model.version'];

export const engineChoices: EngineChoice[] = [
  {
    type: 'builtin-llama',
    label: 'Built-in, for GGUF',
    about: 'Modelyard’s own server. Runs on processors and GPUs, nothing to install.',
    fields: [...model, ...running, 'spec.engine.contextLength', 'spec.engine.promptCaching', 'spec.engine.args'],
  },
  {
    type: 'vLLM',
    label: 'vLLM',
    about: 'For safetensors on GPUs, with many calls at a time.',
    fields: [
      ...model,
      ...running,
      ...image,
      'spec.model.servedName',
      'spec.engine.contextLength',
      'spec.engine.promptCaching',
      'spec.engine.args',
    ],
  },
  {
    type: 'NIM',
    label: 'NVIDIA NIM',
    about: 'An image of NVIDIA’s that brings its model along.',
    fields: [
      ...model,
      ...running,
      ...image,
      'spec.model.servedName',
      'spec.engine.contextLength',
      'spec.engine.promptCaching',
      'spec.engine.args',
    ],
  },
  {
    type: 'external',
    label: 'A service elsewhere',
    about: 'Nothing runs here: the gateway calls it, with keys, limits and prices of yours.',
    fields: ['spec.engine.external'],
  },
  {
    type: 'builtin-onnx',
    label: 'Built-in, for ONNX',
    about: 'The runtime for ONNX models, where one is installed.',
    fields: [...model, ...running, 'spec.engine.args'],
  },
  {
    type: 'custom',
    label: 'Your own',
    about: 'An image with a command of your own, or a runtime that exists.',
    fields: [...model, ...running, ...image, 'spec.model.servedName', 'spec.engine.runtime', 'spec.engine.args'],
  },
];

/** The fields the form offers for an engine. */
export const fieldsOf = (type: string | undefined): string[] => engineChoices.find((e) => e.type === type)?.fields ?? [];
