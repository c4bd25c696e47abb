type Amount = string | number | null;

/** What each replica of something gets. */
export interface Resources {
  cpu?: Amount;
  memory?: Amount;
  gpus?: Amount;
}

const counted = (amount: Amount | undefined, one: string): string | undefined =>
  amount ? `${amount} ${one}${String(amount) === '1' ? '' : 's'}` : undefined;

/** `2 processors, 4Gi of memory, 1 GPU`; nothing when nothing is set aside. */
export const inWords = ({ cpu, memory, gpus }: Resources): string =>
  [counted(cpu, 'processor'), memory && `${memory} of memory`, counted(gpus, 'GPU')].filter(Boolean).join(', ');
