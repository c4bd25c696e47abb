#!/bin/sh
# The whole recipe: facts, tokenizer, training, export, checks. Run it again to resume; remove build/ to start over.
# Nothing is installed besides the two pinned npm packages, into this folder.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-/usr/bin/python3}
target=${1:-../../models/atlas/atlas.gguf}

"$python" -c 'import torch, sentencepiece, numpy' 2>/dev/null || {
    echo "This needs torch, sentencepiece and numpy for $python. On Debian:" >&2
    echo "    apt-get install --no-install-recommends python3-torch libopenblas0-pthread python3-sentencepiece python3-numpy" >&2
    exit 1
}
if [ ! -d node_modules/countries-list ]; then
    command -v npm >/dev/null || { echo "This needs npm, for the fact set and libllama." >&2; exit 1; }
    npm ci --ignore-scripts
fi
[ -f build/tokenizer.model ] || "$python" tokenizer.py build/tokenizer.model
"$python" train.py
"$python" export.py build "$target" Q8_0
"$python" verify.py build "$target"
"$python" evaluate.py "$target"
