import { money, number, short } from '../parts/format';
import { Stat } from '../parts/Stat';
import { type DayUsage, useDayUsage } from './useDayUsage';

/** Requests, tokens and cost of today, beside those of yesterday. */
export function UsageStats({ project }: { project: string | undefined }) {
  const { today, yesterday } = useDayUsage(project);
  return (
    <>
      <Stat
        label="Requests today"
        value={short(today?.requests)}
        detail={
          today &&
          `${today.errors > 0 ? `${number(today.errors)} with an error, ` : ''}${short(yesterday?.requests)} yesterday (UTC)`
        }
      />
      <Stat label="Tokens today" value={short(today?.tokens)} detail={today && `${short(yesterday?.tokens)} yesterday`} />
      <Stat label="Cost today" value={costOf(today)} detail={today && `${costOf(yesterday)} yesterday`} />
    </>
  );
}

const costOf = (usage: DayUsage | undefined): string =>
  usage === undefined
    ? '–'
    : usage.costs.length === 0
      ? 'None'
      : usage.costs.map(({ amount, currency }) => money(amount, currency)).join(' + ');
