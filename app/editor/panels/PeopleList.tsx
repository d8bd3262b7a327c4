import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { withPersonToggled } from '../../state/selection.ts';
import { handFocusOn, type Heirs, othersByNearness } from '../../ui/hand-focus-on.ts';
import { figureName } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { usePanelPose } from './panel-pose.ts';
import { rangeOf, rowsOf } from './people-order.ts';
import { PersonRow } from './PersonRow.tsx';

/**
 * The rows of the people. One row is in the tab order: arrows go on from there, with Shift they select more, with Alt they
 * change the order; Space adds and takes away, F2 renames, Delete removes.
 */
export function PeopleList(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { figure } = actions;
  const pose = usePanelPose();
  const selection = useStore(stores.figure, (state) => state.selection);
  const rows = useRef(new Map<number, HTMLElement>());
  const anchor = useRef(0);
  const [focused, setFocused] = useState<number>();
  const [renaming, setRenaming] = useState<number>();
  const [dropAt, setDropAt] = useState<number>();
  const order = rowsOf(pose.people.length);
  const tabStop =
    focused !== undefined && order.includes(focused) ? focused : (selection.people.at(-1) ?? order[0]);

  function choose(person: number, how: 'alone' | 'also' | 'through'): void {
    if (how === 'also') figure.select(withPersonToggled(selection, person));
    else if (how === 'through') figure.selectPeople(rangeOf(anchor.current, person));
    else figure.selectPeople([person]);
    if (how !== 'through') anchor.current = person;
  }

  function go(person: number, event: React.KeyboardEvent): void {
    const next = person + (event.key === 'ArrowUp' ? 1 : -1);
    if (!order.includes(next)) return;
    if (event.altKey) figure.reorder(person, next);
    else choose(next, event.shiftKey ? 'through' : 'alone');
    rows.current.get(next)?.focus();
  }

  function onKeyDown(person: number, event: React.KeyboardEvent): void {
    const { key } = event;
    if (key === 'ArrowUp' || key === 'ArrowDown') go(person, event);
    else if (key === 'Home' || key === 'End') {
      const next = key === 'Home' ? order[0] : order.at(-1);
      if (next === undefined) return;
      choose(next, event.shiftKey ? 'through' : 'alone');
      rows.current.get(next)?.focus();
    } else if (key === ' ') choose(person, 'also');
    else if (key === 'F2' || key === 'Enter') setRenaming(person);
    else if (key === 'Delete' || key === 'Backspace') remove(person);
    else if (key === 'a' && (event.ctrlKey || event.metaKey)) figure.selectPeople(order);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whoever has the focus is meant, and the others that are selected only together with them. */
  function remove(person: number): void {
    if (!selection.people.includes(person)) figure.selectPeople([person]);
    figure.removePerson();
  }

  function rename(person: number, name: string | undefined): void {
    setRenaming(undefined);
    rows.current.get(person)?.focus();
    if (name !== undefined)
      figure.changeDetails(person, { name }, say`Called ${name.trim() || say`nothing`}`);
  }

  return (
    <div role="grid" className="people-list" aria-label={say`People, the top one first`} aria-multiselectable>
      {order.map((index) => {
        const person = pose.people[index];
        if (!person) return null;
        return (
          <PersonRow
            key={index}
            ref={(element) => {
              if (!element) return undefined;
              rows.current.set(index, element);
              return () => {
                rows.current.delete(index);
                handFocusOn(element, () => heirsOf(element));
              };
            }}
            {...{ person, index, count: order.length, onKeyDown }}
            name={figureName(person, index)}
            selected={selection.people.includes(index)}
            inTabOrder={index === tabStop}
            renaming={renaming === index}
            dropAt={dropAt === index}
            onFocus={() => setFocused(index)}
            onChoose={(how) => choose(index, how)}
            onRename={() => setRenaming(index)}
            onRenamed={(given) => rename(index, given)}
            onDragOver={setDropAt}
          />
        );
      })}
    </div>
  );
}

/** After whoever is removed comes the nearest one, and after the last one the way to a new one. */
function heirsOf(row: HTMLElement): Heirs {
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>('.person-row') ?? [])];
  const add = row.closest('.panel-body')?.querySelector<HTMLElement>('.panel-commands button');
  return [...othersByNearness(rows, row), add];
}
