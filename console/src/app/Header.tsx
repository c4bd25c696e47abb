import { ActionIcon, Burger, Group, Kbd, Text, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './Header.module.css';
import { ProjectSwitch } from './ProjectSwitch';
import { SchemeToggle } from './SchemeToggle';
import { UserMenu } from './UserMenu';

export function Header({ menuOpened, onMenu, onSearch }: { menuOpened: boolean; onMenu: () => void; onSearch: () => void }) {
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap">
      <Burger opened={menuOpened} onClick={onMenu} hiddenFrom="md" size="sm" aria-label="Navigation" />
      <ProjectSwitch />
      <UnstyledButton className={classes.search} onClick={onSearch} visibleFrom="sm">
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <Text size="sm" span flex={1}>
          Search or jump to…
        </Text>
        <Kbd size="xs">/</Kbd>
      </UnstyledButton>
      <Group gap={4} ml="auto" wrap="nowrap">
        <ActionIcon variant="subtle" color="gray" hiddenFrom="sm" onClick={onSearch} aria-label="Search and commands">
          <IconSearch size={17} stroke={1.7} />
        </ActionIcon>
        <SchemeToggle />
        <UserMenu />
      </Group>
    </Group>
  );
}
