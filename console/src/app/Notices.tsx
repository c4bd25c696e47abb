import { notificationsStore, useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useState } from 'react';

const NoticeList = lazy(() => import('./NoticeList'));

/** What was done, in the corner: fetched with the first that there is to tell. */
export function Notices() {
  const { notifications } = useNotifications(notificationsStore);
  const [told, setTold] = useState(false);
  if (notifications.length > 0 && !told) setTold(true);
  return <Suspense>{told && <NoticeList />}</Suspense>;
}
