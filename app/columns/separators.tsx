import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { type ColumnWidths, FIRST_SETTINGS } from '../state/settings.ts';
import { say } from '../words/say.ts';
import './columns.css';
import { Separator } from './Separator.tsx';
import { WIDTH_RANGES } from './widths.ts';

/** What a key moves, in CSS px. */
const STEP_PX = 24;
/** The narrowest that the pose with its toolbar and the picture get, in CSS px; the style sheet has the same. */
const POSE_MIN_PX = 380;
const PICTURE_MIN_PX = 240;

/** The lines between pose, picture, and words with settings. */
export function ColumnSeparators(): React.JSX.Element {
  const { stores } = useServices();
  const panels = useStore(stores.embed, (embed) => embed.panels);
  const hasPicture = panels.includes('picture');
  const hasBoth = hasPicture && panels.includes('editor');
  const hasWords = panels.includes('prompt') || panels.includes('settings');
  return (
    <>
      {hasBoth && hasWords && <PoseSeparator />}
      {hasWords && (hasPicture || panels.includes('editor')) && <WordsSeparator />}
    </>
  );
}

function PoseSeparator(): React.JSX.Element | null {
  const [{ pose }, set] = useColumns();
  const shared = useSharedWidth();
  const min = (100 * POSE_MIN_PX) / shared;
  const max = 100 - (100 * PICTURE_MIN_PX) / shared;
  // There is no room to give.
  if (min >= max) return null;
  return (
    <Separator
      label={say`Width of the pose`}
      className="separator-pose"
      value={pose}
      {...{ min, max }}
      first={FIRST_SETTINGS.columns.pose}
      step={(100 * STEP_PX) / shared}
      perPx={100 / shared}
      text={say`${Math.round(pose)} %`}
      onChange={(value) => set({ pose: value })}
    />
  );
}

function WordsSeparator(): React.JSX.Element {
  const [{ words }, set] = useColumns();
  return (
    <Separator
      label={say`Width of words and settings`}
      className="separator-words"
      value={words}
      {...WIDTH_RANGES.words}
      first={FIRST_SETTINGS.columns.words}
      step={STEP_PX}
      perPx={-1}
      text={say`${Math.round(words)} px`}
      onChange={(value) => set({ words: value })}
    />
  );
}

/** The line between the stage that fills the page and its panels. */
export function PanelsSeparator(): React.JSX.Element {
  const [{ panels }, set] = useColumns();
  return (
    <Separator
      label={say`Width of the panels`}
      className="separator-panels"
      value={panels}
      {...WIDTH_RANGES.panels}
      first={FIRST_SETTINGS.columns.panels}
      step={STEP_PX}
      perPx={-1}
      text={say`${Math.round(panels)} px`}
      onChange={(value) => set({ panels: value })}
    />
  );
}

function useColumns(): [ColumnWidths, (change: Partial<ColumnWidths>) => void] {
  const { stores } = useServices();
  const columns = useStore(stores.settings, (settings) => settings.columns);
  return [columns, (change) => stores.settings.setState({ columns: { ...columns, ...change } })];
}

/** What pose and picture have together, in CSS px. */
function useSharedWidth(): number {
  const [width, setWidth] = useState(2 * POSE_MIN_PX);
  useEffect(() => {
    const columns = [...document.querySelectorAll<HTMLElement>('.columns > .editor, .others > .result')];
    const observer = new ResizeObserver(() => {
      // An editor that fills the page is in no column.
      if (columns.some(({ dataset }) => dataset['expanded'] === 'true')) return;
      setWidth(columns.reduce((sum, { offsetWidth }) => sum + offsetWidth, 0));
    });
    for (const column of columns) observer.observe(column);
    return () => observer.disconnect();
  }, []);
  return Math.max(width, 1);
}
