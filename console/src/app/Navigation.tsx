import { AppShell, Box, ScrollArea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Logo } from '../parts/Logo';
import classes from './Shell.module.css';
import { useNavigation } from './useNavigation';

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const sections = useNavigation();
  return (
    <>
      <Link to="/" className={classes.brand} aria-label="Modelyard, overview">
        <Logo size={22} />
        Modelyard
      </Link>
      <AppShell.Section grow component={ScrollArea} type="scroll">
        {sections.map(({ label, destinations }) => (
          <Box key={label} component="section" aria-label={label}>
            <div className={classes.section}>{label}</div>
            {destinations.map(({ to, label, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                className={classes.link}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ 'data-active': true }}
                onClick={onNavigate}
              >
                <Icon size={17} stroke={1.7} aria-hidden />
                {label}
              </Link>
            ))}
          </Box>
        ))}
      </AppShell.Section>
    </>
  );
}
