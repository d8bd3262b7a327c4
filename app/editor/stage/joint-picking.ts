import { counted } from '../../../core/words/index.ts';
import type { KeypointRef } from '../../../core/pose/index.ts';
import { countOfPeople } from '../../actions/figure/editing.ts';
import type { FigureActions } from '../../actions/figure.ts';
import type { FigureStore } from '../../state/figure.ts';
import { isKeypointSelected, type Selection, withTargetToggled } from '../../state/selection.ts';
import { say } from '../../words/say.ts';

/** What keys do with the joints. */
export interface JointPicking {
  /** The focus has come to a joint, which is selected by that, except while joints are picked. */
  reach(ref: KeypointRef): void;
  /** A key goes to a joint. */
  go(ref: KeypointRef): void;
  /** A key goes to a joint and takes it along in the selection, or out of it. */
  goAlso(ref: KeypointRef): void;
  /** Selects the joint that has the focus alone. */
  pick(ref: KeypointRef): void;
  /** Adds the joint that has the focus, or takes it out. The first one is selected already: it stays when the focus goes on. */
  pickAlso(ref: KeypointRef): void;
}

/** Makes the picking of several joints by keys. It is over as soon as anything else changes the selection. */
export function createJointPicking(
  figure: FigureStore,
  { select, selectKeypoints }: Pick<FigureActions, 'select' | 'selectKeypoints'>,
): JointPicking {
  let picked: Selection | undefined;
  const selected = (): Selection => figure.getState().selection;
  const isPicking = (): boolean => picked === selected();
  function keep(selection: Selection): void {
    select(selection, selectedInWords(selection));
    picked = selected();
  }
  return {
    reach(ref) {
      if (!isPicking() && !isKeypointSelected(selected(), ref)) selectKeypoints([ref]);
    },
    go(ref) {
      if (!isPicking()) selectKeypoints([ref]);
    },
    goAlso: (ref) => keep(withTargetToggled(selected(), ref)),
    pick: (ref) => selectKeypoints([ref]),
    pickAlso(ref) {
      const selection = selected();
      const isFirst = selection.keypoints.length === 1 && isKeypointSelected(selection, ref);
      keep(isFirst && !isPicking() ? selection : withTargetToggled(selection, ref));
    },
  };
}

function selectedInWords({ people, keypoints }: Selection): string {
  return keypoints.length > 0
    ? say`${counted(keypoints.length, { one: '# joint selected', other: '# joints selected' })}`
    : say`${countOfPeople(people.length)} selected`;
}
