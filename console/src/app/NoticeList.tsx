import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

/** To be loaded lazily. */
export default function NoticeList() {
  return <Notifications position="bottom-right" limit={4} />;
}
