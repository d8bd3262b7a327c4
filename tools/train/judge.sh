#!/bin/sh
# Judge the trained model, and write its card unless another MODEL or other settings are judged: ./judge.sh [WORK]. Every part goes on where it stopped.
# SIZE is that of the training. MODEL is another export than the last one, for instance of the stage before. WORKERS processes draw; STEPS, CFG, SAMPLER and SCHEDULER are how the page draws with it.
set -eu
cd "$(dirname "$0")"
WORK="$(realpath "${1:-.work/model}")"
PYTHON="${PYTHON:-python3}"
CASES="$WORK/held-out"
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive

[ -e "$CASES/cases.json" ] || "$PYTHON" -m world.held_out --out "$CASES"
npm --prefix ../.. run -s package-model -- --model "${MODEL:-$WORK/export/armature-256}" --out "$WORK/packed"
set -- --steps "${STEPS:-4}" --cfg "${CFG:-1}" --sampler "${SAMPLER:-ddim}" --scheduler "${SCHEDULER:-sgm_uniform}"
# Pictures of other weights or settings are not those of these.
PICTURES="$CASES/pictures-$({ cat "$WORK"/packed/*/*.safetensors; echo "$@"; } | sha256sum | cut -c1-12)"
npm --prefix ../.. run -s draw-cases -- --model "$WORK/packed" --cases "$CASES" --out "$PICTURES" --width 256 --height 256 "$@" \
  --seeds 6 --every 9
"$PYTHON" -m evaluate --work "$WORK" --cases "$CASES" --pictures "$PICTURES" --out "$PICTURES/report" --size "${SIZE:-full}" \
  --workers "${WORKERS:-1}"
# The card is that of the model that ships, drawn as it is meant to be.
[ -n "${MODEL:-}${STEPS:-}${CFG:-}${SAMPLER:-}${SCHEDULER:-}" ] ||
  "$PYTHON" -m model.card --work "$WORK" --cases "$CASES" --report "$PICTURES/report" --size "${SIZE:-full}" --out "$WORK/card"
