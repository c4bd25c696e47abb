import { Loader } from '@mantine/core';
import { useConnection } from '../api/connection';
import classes from './Shell.module.css';

/** Says that what is shown may be old, as long as it is. */
export function ConnectionNotice() {
  const connection = useConnection();
  return (
    <div aria-live="polite">
      {connection === 'offline' && (
        <div className={classes.offline}>
          <Loader size={14} color="currentColor" />
          The connection to the server is lost. What you see may be out of date; trying again…
        </div>
      )}
    </div>
  );
}
