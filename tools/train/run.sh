#!/bin/sh
# Train the built-in model from nothing and evaluate it: ./run.sh [WORK]
# Each step has a fixed seed and a time budget in minutes (environment variables below).
set -eu
cd "$(dirname "$0")"
WORK="${1:-.work}"
PYTHON="${PYTHON:-python3}"
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive

"$PYTHON" dataset.py --work "$WORK" --count "${COUNT:-64000}"
"$PYTHON" train_tokenizer.py --work "$WORK"
"$PYTHON" train_text_encoder.py --work "$WORK" --minutes "${TEXT_MINUTES:-2}"
"$PYTHON" train_autoencoder.py --work "$WORK" --minutes "${VAE_MINUTES:-30}"
"$PYTHON" train_diffusion.py --work "$WORK" --minutes "${DIFFUSION_MINUTES:-135}"
"$PYTHON" polish_decoder.py --work "$WORK" --minutes "${POLISH_MINUTES:-9}"
"$PYTHON" export.py --work "$WORK"

"$PYTHON" -m evaluate.keypoints --work "$WORK" --minutes "${KEYPOINT_MINUTES:-6}"
"$PYTHON" -m evaluate.cases --out "$WORK/evaluation"
"$PYTHON" -m evaluate.generate --work "$WORK" --cases "$WORK/evaluation"
"$PYTHON" -m evaluate.measure --work "$WORK" --cases "$WORK/evaluation"
"$PYTHON" model_card.py --work "$WORK" --evaluation "$WORK/evaluation/pictures" --out "$WORK/card"
