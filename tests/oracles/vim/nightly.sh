#!/bin/sh
# nightly.sh SEED COUNT KEYS: COUNT sessions of each category beside the vim that is installed, then KEYS random keys
# with overflow checks and debug assertions. Fails where either does.
set -eu
seed=${1:?a seed} count=${2:-1000} keys=${3:-10000000}
cd "$(dirname "$0")/../../.."
python3 tests/oracles/vim/compare.py "$seed" "$count"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/checked"
export CARGO_PROFILE_DRIVE_OVERFLOW_CHECKS=true CARGO_PROFILE_DRIVE_DEBUG_ASSERTIONS=true
nice cargo run --quiet --profile drive --package vim --example random_keys -- "$seed" "$keys"
