import { Button, Collapse, Group, Stepper } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCode } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { DraftContext, errorsBeside, useDraftState } from './draft';
import classes from './Guide.module.css';
import { GuideSide } from './GuideSide';
import { stepOf, steps } from './steps';
import { useDeploy } from './useDeploy';
import { fieldErrors, useVerdict } from './verdict';

/** How long one may type before the server is asked, in milliseconds. */
const patience = 350;

/** Five steps, the verdict beside them, and the YAML that all of it is. */
export function Guide({ initial }: { initial: string }) {
  const state = useDraftState(initial);
  const [settled] = useDebouncedValue(state, patience);
  const verdict = useVerdict(settled, settled.problem === undefined);
  const deploy = useDeploy();
  const navigate = useNavigate();
  const search = useSearch({ from: '/deploy' });
  const [yaml, setYaml] = useState(false);
  const [reached, setReached] = useState(0);
  const form = useRef<HTMLDivElement>(null);

  const current = Math.max(
    0,
    steps.findIndex((s) => s.id === search.step),
  );
  const { component: Content, id } = steps[current]!;
  const go = (index: number) => {
    setReached((before) => Math.max(before, index));
    void navigate({ to: '/deploy', search: (before) => ({ ...before, step: steps[index]!.id }) });
    form.current?.focus({ preventScroll: true });
  };
  // What was refused is about what was sent, not about what was made of it since.
  const refusal = deploy.variables === state.objects ? deploy.error : null;
  const errors = [...fieldErrors(refusal), ...verdict.fields];
  const draft = { ...state, errorAt: errorsBeside(errors, state.touched, reached === steps.length - 1) };
  const last = current === steps.length - 1;
  return (
    <DraftContext value={draft}>
      <Page
        title="Deploy a model"
        description="From a model to an answer. Nothing changes before the last step."
        parent={{ to: '/deployments', label: 'Deployments' }}
        actions={
          <Button
            variant="default"
            leftSection={<IconCode size={16} />}
            aria-expanded={yaml}
            aria-controls="deployment-yaml"
            onClick={() => setYaml(!yaml)}
          >
            {yaml ? 'Hide YAML' : 'YAML'}
          </Button>
        }
      >
        <Stepper
          active={current}
          onStepClick={go}
          size="xs"
          iconSize={26}
          wrap={false}
          classNames={{ step: classes.step, stepBody: classes.stepBody }}
        >
          {steps.map((step, i) => (
            <Stepper.Step
              key={step.id}
              label={step.label}
              aria-current={i === current ? 'step' : undefined}
              color={i < current && errors.some((e) => stepOf(e.field).id === step.id) ? 'yellow' : undefined}
            />
          ))}
        </Stepper>
        <div className={classes.columns} data-yaml={yaml || undefined}>
          <div ref={form} tabIndex={-1} className={classes.form}>
            <Collapse expanded={state.problem !== undefined}>
              <ErrorNotice error={state.problem} title="The YAML cannot be read; the form goes on when it can" />
            </Collapse>
            <fieldset key={id} disabled={state.problem !== undefined || deploy.isPending} className={classes.fields}>
              <legend className={classes.legend}>{steps[current]!.label}</legend>
              <Content />
            </fieldset>
            {last && <ErrorNotice error={refusal} title="It could not be created" />}
            <Group justify="space-between" mt="lg">
              <Button variant="default" disabled={current === 0} onClick={() => go(current - 1)}>
                Back
              </Button>
              {last ? (
                <Button
                  loading={deploy.isPending}
                  disabled={state.problem !== undefined}
                  onClick={() => deploy.mutate(state.objects)}
                >
                  Deploy
                </Button>
              ) : (
                <Button onClick={() => go(current + 1)}>Next: {steps[current + 1]!.label.toLowerCase()}</Button>
              )}
            </Group>
          </div>
          <GuideSide verdict={verdict} yaml={yaml} onGoTo={(field) => go(steps.indexOf(stepOf(field)))} />
        </div>
      </Page>
    </DraftContext>
  );
}
