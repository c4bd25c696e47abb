#!/bin/bash
# Sync of a model of 2 GiB from a registry on this machine into the library, verified and scanned, beside `skopeo copy` to a folder: in turns, so that
# both meet the same caches and disks. Then 10,000 small versions from a folder: how long until all are in, and how long a list takes.
# Wants docker-registry, skopeo, kubectl, jq, bc and the ports of an installation free.
#
#     benchmarks/library-sync.sh [turns]     # 0: only the 10,000 versions
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/library-sync-XXXXXX")
address=127.0.0.1:5011
size=$((2 << 30))
registry=

modelyard() { "$root/modelyard" --data "$work/data" "$@"; }
cleanup() {
    modelyard down >/dev/null 2>&1 || true
    [ -z "$registry" ] || kill "$registry" || true
    rm -rf "$work"
}
trap cleanup EXIT

put() {
    local digest
    digest=$(sha256sum "$1" | cut -d' ' -f1)
    mv "$1" "$layout/blobs/sha256/$digest"
    echo "sha256:$digest"
}

push_model() {
    layout="$work/layout"
    mkdir -p "$layout/blobs/sha256"
    local header='{"w":{"dtype":"U8","shape":['$size'],"data_offsets":[0,'$size']}}'
    while ((${#header} % 8)); do header+=' '; done
    { printf "$(printf '\\x%02x\\x00\\x00\\x00\\x00\\x00\\x00\\x00' ${#header})%s" "$header"; head -c "$size" /dev/urandom; } > "$work/weights"
    local length weights config manifest
    length=$(stat -c %s "$work/weights")
    weights=$(put "$work/weights")
    printf '{}' > "$work/config"
    config=$(put "$work/config")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"application/vnd.example.model","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},"layers":[{"mediaType":"application/octet-stream","digest":"%s","size":%s,"annotations":{"org.opencontainers.image.title":"model.safetensors"}}]}' \
        "$config" "$weights" "$length" > "$work/manifest"
    length=$(stat -c %s "$work/manifest")
    manifest=$(put "$work/manifest")
    echo '{"imageLayoutVersion":"1.0.0"}' > "$layout/oci-layout"
    printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%s,"annotations":{"org.opencontainers.image.ref.name":"model"}}]}' "$manifest" "$length" > "$layout/index.json"
    skopeo copy --quiet --preserve-digests --dest-tls-verify=false "oci:$layout:model" "docker://$address/big/model:1.0"
    rm -rf "$layout"
}

seconds() { echo "scale=2; ($(date +%s%N) - $1) / 1000000000" | bc; }

repository() {
    printf '{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelRepository","metadata":{"name":"source","namespace":"bench"},"spec":{"source":{"url":"%s"},"rules":[{"repository":"**"}]}}' "$1" | kubectl apply -f - >/dev/null
}

up() {
    modelyard up --detach --no-demo >/dev/null
    export KUBECONFIG="$work/data/kubeconfig"
    kubectl create namespace bench >/dev/null
}

versions() { kubectl get --raw "/apis/modelyard.dev/v1alpha1/modelversions$1"; }

start_registry() {
    mkdir -p "$work/registry"
    printf 'version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: %s/registry}}\nhttp: {addr: "%s"}\n' "$work" "$address" > "$work/registry.yml"
    docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
    registry=$!
    until curl -sf "http://$address/v2/" >/dev/null; do sleep 0.1; done
}

if [ "${1:-3}" -gt 0 ]; then
    start_registry
    push_model
fi

for turn in $(seq "${1:-3}"); do
    begin=$(date +%s%N)
    skopeo copy --quiet --src-tls-verify=false "docker://$address/big/model:1.0" "dir:$work/copy"
    peer=$(seconds "$begin")
    rm -rf "$work/copy"
    up
    begin=$(date +%s%N)
    repository "oci://$address/big"
    kubectl wait -n bench --for=create mver/model-1.0 --timeout=60s >/dev/null
    kubectl wait -n bench --for=jsonpath='{.status.phase}'=PendingApproval mver/model-1.0 --timeout=300s >/dev/null
    own=$(seconds "$begin")
    echo "turn $turn: skopeo copy $peer s, library $own s, verified and scanned: $(echo "scale=2; $peer / $own" | bc) x"
    modelyard down >/dev/null
    rm -rf "$work/data"
done

for model in $(seq -w 0 99); do
    for version in $(seq 0 99); do
        folder="$work/folder/model-$model/1.$version"
        mkdir -p "$folder"
        printf -- '---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n# %s %s\n' "$model" "$version" > "$folder/README.md"
        printf '\x40\0\0\0\0\0\0\0{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}           %s' "${model:0:2}" > "$folder/model.safetensors"
    done
done
up
begin=$(date +%s%N)
repository "file://$work/folder"
until [ "$(kubectl get mrepo/source -n bench -o jsonpath='{.status.selected}')" = 10000 ]; do sleep 1; done
echo "10,000 versions found: $(seconds "$begin") s"
until [ "$(versions '' | jq '[.items[] | select(.status.phase == "PendingApproval")] | length')" = 10000 ]; do sleep 5; done
echo "10,000 versions fetched, scanned and waiting for approval: $(seconds "$begin") s"
server=$(kubectl config view -o jsonpath='{.clusters[0].cluster.server}')
for part in ca:certificate-authority-data cert:client-certificate-data key:client-key-data; do
    grep -m1 "${part#*:}:" "$KUBECONFIG" | awk '{ print $2 }' | base64 -d > "$work/${part%%:*}"
done
list() { # QUERY OPTION…: what 25 clients wait for, one after the other, each with a connection of its own
    local query=$1
    shift
    for _ in $(seq 25); do
        curl -sf "$@" --cacert "$work/ca" --cert "$work/cert" --key "$work/key" "$server/apis/modelyard.dev/v1alpha1/modelversions$query" -o /dev/null -w '%{time_total} %{size_download}\n'
    done | sort -n | awk -v what="${query:-all} $*" '{ t[NR] = $1 * 1000 } END { printf "list %s: %.1f MB, p50 %.0f ms, the slowest of %d %.0f ms\n", what, $2 / 1e6, t[int((NR + 1) / 2)], NR, t[NR] }'
}

lists() { # WHEN
    echo "$1:"
    list '' --compressed # as clients of Kubernetes ask
    list ''
    list '' --http1.1 --compressed
    list '' --http1.1
    list '?labelSelector=modelyard.dev%2Frepository%3Dsource' --compressed # all have it
    list '?labelSelector=modelyard.dev%2Fmodel%3Dmodel-07' --compressed
    list '?limit=500' --compressed
}

sleep 20 # what the versions brought about is over
lists "while the history of all of them is kept"
sleep 300
lists "five minutes later"
