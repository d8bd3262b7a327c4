#!/bin/sh
# Judge the trained 256 px model and write its card: ./judge256.sh [WORK]. Every part goes on where it stopped.
# SIZE is that of the training. WORKERS processes draw; STEPS, CFG, SAMPLER and SCHEDULER are how the page draws with it.
set -eu
cd "$(dirname "$0")"
WORK="$(realpath "${1:-.work/next256}")"
PYTHON="${PYTHON:-python3}"
CASES="$WORK/held-out"
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive

[ -e "$CASES/cases.json" ] || "$PYTHON" -m world.held_out --out "$CASES"
# Pictures of an earlier export are not those of this one.
if [ "$WORK/export/armature-256/unet/diffusion_pytorch_model.safetensors" -nt "$CASES/pictures" ]; then rm -rf "$CASES/pictures"; fi
npm --prefix ../.. run -s package-model -- --model "$WORK/export/armature-256" --out "$WORK/packed"
npm --prefix ../.. run -s draw-cases -- --model "$WORK/packed" --cases "$CASES" --out "$CASES/pictures" --width 256 --height 256 \
  --steps "${STEPS:-4}" --cfg "${CFG:-1}" --sampler "${SAMPLER:-ddim}" --scheduler "${SCHEDULER:-sgm_uniform}" --seeds 6 --every 9
"$PYTHON" -m evaluate.next256 --work "$WORK" --cases "$CASES" --size "${SIZE:-full}" --workers "${WORKERS:-1}"
"$PYTHON" -m next256.card --work "$WORK" --cases "$CASES" --out "$WORK/card"
