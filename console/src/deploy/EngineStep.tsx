import { Group, Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { Panel } from '../parts/Panel';
import { useDraft, useField } from './draft';
import { engineChoices, fieldsOf } from './engines';
import { LinesField, NumberField, TextField } from './fields';
import classes from './Guide.module.css';
import { withEngine } from './prefill';

/** What runs the model, and how that is set up. */
export function EngineStep() {
  const { deployment, text, setText, errorAt } = useDraft();
  const type = deployment.spec?.engine?.type;
  const change = (value: string) => {
    const choice = engineChoices.find((e) => e.type === value);
    if (choice) setText(withEngine(text, choice.type));
  };
  return (
    <Stack gap="lg">
      <Panel title="What runs the model">
        <Radio.Group aria-label="Engine" value={type ?? null} onChange={change} error={errorAt('spec.engine.type')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {engineChoices.map(({ type: value, label, about }) => (
              <Radio.Card key={value} value={value} className={classes.choice} aria-label={label}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator mt={2} />
                  <div>
                    <Text size="sm" fw={500}>
                      {label}
                    </Text>
                    <Text size="xs" c="var(--muted)">
                      {about}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
      </Panel>
      <Panel title="How it is set up">
        <EngineFields type={type} />
      </Panel>
    </Stack>
  );
}

function EngineFields({ type }: { type: string | undefined }) {
  const offers = fieldsOf(type);
  const has = (path: string) => offers.includes(path);
  if (has('spec.engine.external')) return <ExternalFields />;
  return (
    <Stack>
      {has('spec.engine.runtime') && (
        <TextField
          path="spec.engine.runtime"
          label="Runtime"
          description="Name of a ServingRuntime that exists. In place of an image."
        />
      )}
      {has('spec.engine.image') && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextField
            path="spec.engine.image"
            label="Image"
            mono
            required={type === 'NIM'}
            placeholder={type === 'vLLM' ? 'vllm/vllm-openai' : 'registry.example.com/team/server:1.0'}
          />
          <TextField path="spec.engine.imagePullSecret" label="Pull secret" placeholder="None" />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {has('spec.engine.contextLength') && (
          <NumberField
            path="spec.engine.contextLength"
            label="Context length"
            min={1}
            placeholder="The model’s own"
            suffix=" tokens"
          />
        )}
        {has('spec.model.servedName') && (
          <TextField path="spec.model.servedName" label="Name inside the engine" placeholder="The deployment’s" />
        )}
        {has('spec.engine.port') && (
          <NumberField path="spec.engine.port" label="Port" min={1} max={65535} placeholder="The engine’s" />
        )}
      </SimpleGrid>
      {has('spec.engine.promptCaching') && <PromptCaching />}
      {has('spec.engine.command') && (
        <LinesField path="spec.engine.command" label="Command" description="In place of the image’s own. One word to a line." />
      )}
      {has('spec.engine.args') && (
        <LinesField
          path="spec.engine.args"
          label="Arguments"
          description="After those that Modelyard gives. One to a line."
          placeholder="--parallel=4"
        />
      )}
      <Text size="xs" c="var(--muted)">
        Environment variables, labels and where replicas may run are said in the YAML.
      </Text>
    </Stack>
  );
}

function PromptCaching() {
  const { value, set, error } = useField('spec.engine.promptCaching');
  return (
    <Switch
      label="Prompt caching"
      description="Work on the beginning of a prompt is kept for the next prompt that begins alike."
      checked={value !== false}
      onChange={(e) => set(e.currentTarget.checked ? undefined : false)}
      error={error}
    />
  );
}

function ExternalFields() {
  return (
    <Stack>
      <TextField
        path="spec.engine.external.url"
        label="Base URL"
        mono
        required
        placeholder="https://models.example.com"
        description="Without /v1 at its end."
      />
      <TextField path="spec.engine.external.model" label="Model there" placeholder="The deployment’s name" />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextField path="spec.engine.external.secretRef.name" label="Secret with its key" placeholder="None" />
        <TextField path="spec.engine.external.secretRef.key" label="Entry of the Secret" placeholder="token" />
      </SimpleGrid>
    </Stack>
  );
}
