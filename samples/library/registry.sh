#!/bin/bash
# A registry of one's own for trying the library: starts Debian's docker-registry on this machine and pushes the model that comes with
# Modelyard to it, as a ModelPack artifact (acme/atlas) and as a KServe modelcar image (acme/atlas-car).
#
#     apt-get install docker-registry skopeo
#     samples/library/registry.sh start      # at 127.0.0.1:5010, or wherever MODELYARD_SAMPLE_REGISTRY says
#     samples/library/registry.sh stop
#
# It signs as well, as cosign would, with a key that OpenSSL makes:
#
#     samples/library/registry.sh policy     # prints signature-policy.yaml with that key in it
#     samples/library/registry.sh sign 1.2   # signs acme/atlas:1.2, which is: cosign sign --key signing.key 127.0.0.1:5010/acme/atlas:1.2
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
model="$here/../../models/atlas/atlas.gguf"
registry="${MODELYARD_SAMPLE_REGISTRY:-127.0.0.1:5010}"
home="${MODELYARD_SAMPLE_HOME:-${TMPDIR:-/tmp}/modelyard-sample-registry}"

# Prints the digest of a file and puts it into the layout $1.
blob() {
    local digest
    digest=$(sha256sum "$2" | cut -d' ' -f1)
    mkdir -p "$1/blobs/sha256"
    cp "$2" "$1/blobs/sha256/$digest"
    echo "sha256:$digest"
}

# A layout with one manifest: layout, manifest file.
finish() {
    local digest
    digest=$(blob "$1" "$2")
    echo '{"imageLayoutVersion":"1.0.0"}' > "$1/oci-layout"
    echo "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"$digest\",\"size\":$(stat -c %s "$2"),\"annotations\":{\"org.opencontainers.image.ref.name\":\"model\"}}]}" > "$1/index.json"
}

# The weights as they are, each layer a file: https://github.com/modelpack/model-spec
modelpack() {
    local layout="$home/modelpack-$1" weights card
    rm -rf "$layout"
    mkdir -p "$layout"
    printf -- '---\nlicense: apache-2.0\nlanguage: [en]\npipeline_tag: text-generation\n---\n# Atlas\n\nA small model that knows the countries of the world, version %s.\n' "$1" > "$home/README.md"
    weights=$(blob "$layout" "$model")
    card=$(blob "$layout" "$home/README.md")
    cat > "$home/config.json" <<CONFIG
{"descriptor":{"name":"atlas","version":"$1","family":"llama","licenses":["Apache-2.0"]},"config":{"architecture":"transformer","format":"gguf"},"modelfs":{"type":"layers","diffIds":["$weights","$card"]}}
CONFIG
    local config
    config=$(blob "$layout" "$home/config.json")
    cat > "$home/manifest.json" <<MANIFEST
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"application/vnd.cncf.model.manifest.v1+json",
"config":{"mediaType":"application/vnd.cncf.model.config.v1+json","digest":"$config","size":$(stat -c %s "$home/config.json")},
"layers":[
{"mediaType":"application/vnd.cncf.model.weight.v1.raw","digest":"$weights","size":$(stat -c %s "$model"),"annotations":{"org.cncf.model.filepath":"atlas.gguf"}},
{"mediaType":"application/vnd.cncf.model.doc.v1.raw","digest":"$card","size":$(stat -c %s "$home/README.md"),"annotations":{"org.cncf.model.filepath":"README.md"}}],
"annotations":{"org.opencontainers.image.licenses":"Apache-2.0","org.opencontainers.image.version":"$1"}}
MANIFEST
    finish "$layout" "$home/manifest.json"
    skopeo copy --quiet --preserve-digests --dest-tls-verify=false "oci:$layout:model" "docker://$registry/acme/atlas:$1"
}

# An image with the model under /models, as KServe mounts it.
modelcar() {
    local layout="$home/modelcar" layer diff config
    rm -rf "$layout" "$home/image"
    mkdir -p "$layout" "$home/image/models"
    cp "$model" "$home/image/models/"
    tar --sort=name --owner=0 --group=0 --mtime=@0 -C "$home/image" -cf "$home/layer.tar" models
    diff="sha256:$(sha256sum "$home/layer.tar" | cut -d' ' -f1)"
    gzip -nf "$home/layer.tar"
    layer=$(blob "$layout" "$home/layer.tar.gz")
    echo "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"$diff\"]}}" > "$home/config.json"
    config=$(blob "$layout" "$home/config.json")
    cat > "$home/manifest.json" <<MANIFEST
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"$config","size":$(stat -c %s "$home/config.json")},
"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"$layer","size":$(stat -c %s "$home/layer.tar.gz")}]}
MANIFEST
    finish "$layout" "$home/manifest.json"
    skopeo copy --quiet --preserve-digests --dest-tls-verify=false "oci:$layout:model" "docker://$registry/acme/atlas-car:$1"
}

start() {
    for program in docker-registry skopeo curl; do
        command -v "$program" > /dev/null || { echo "registry.sh: $program is not installed: apt-get install docker-registry skopeo curl" >&2; exit 1; }
    done
    mkdir -p "$home"
    cat > "$home/registry.yml" <<CONFIG
version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: "$home/data" }, delete: { enabled: true } }
http: { addr: "$registry" }
CONFIG
    if ! curl --silent --fail --output /dev/null "http://$registry/v2/"; then
        setsid docker-registry serve "$home/registry.yml" > "$home/registry.log" 2>&1 < /dev/null &
        echo $! > "$home/pid"
        for _ in $(seq 100); do
            curl --silent --fail --output /dev/null "http://$registry/v2/" && break
            kill -0 "$(cat "$home/pid")" 2> /dev/null || { cat "$home/registry.log" >&2; exit 1; }
            sleep 0.1
        done
    fi
    modelpack 1.1
    modelpack 1.2
    modelcar 1.2
    echo "registry at $registry: acme/atlas:1.1, acme/atlas:1.2 (ModelPack), acme/atlas-car:1.2 (modelcar)"
}

key() {
    mkdir -p "$home"
    [ -f "$home/signing.key" ] || openssl ecparam -name prime256v1 -genkey -noout -out "$home/signing.key"
    openssl ec -in "$home/signing.key" -pubout 2> /dev/null
}

# The sample's policy with the key of this registry instead of the one in the file.
policy() {
    mkdir -p "$home"
    key | sed 's/^/        /' > "$home/signing.pub"
    sed -e '/BEGIN PUBLIC KEY/,/END PUBLIC KEY/{/END PUBLIC KEY/r '"$home/signing.pub"'
        d}' "$here/signature-policy.yaml"
}

# A signature is an artifact of its own, under a tag made of the digest it is about: https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
sign() {
    local layout="$home/signature-$1" digest config payload signature
    rm -rf "$layout"
    mkdir -p "$layout"
    key > /dev/null
    digest=$(skopeo inspect --raw --tls-verify=false "docker://$registry/acme/atlas:$1" | sha256sum | cut -d' ' -f1)
    printf '{"critical":{"identity":{"docker-reference":"%s/acme/atlas"},"image":{"docker-manifest-digest":"sha256:%s"},"type":"cosign container image signature"},"optional":null}' "$registry" "$digest" > "$home/payload.json"
    signature=$(openssl dgst -sha256 -sign "$home/signing.key" "$home/payload.json" | base64 -w0)
    payload=$(blob "$layout" "$home/payload.json")
    echo '{"architecture":"","os":"","config":{},"rootfs":{"type":"layers","diff_ids":["'"$payload"'"]}}' > "$home/config.json"
    config=$(blob "$layout" "$home/config.json")
    cat > "$home/manifest.json" <<MANIFEST
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"$config","size":$(stat -c %s "$home/config.json")},
"layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","digest":"$payload","size":$(stat -c %s "$home/payload.json"),"annotations":{"dev.cosignproject.cosign/signature":"$signature"}}]}
MANIFEST
    finish "$layout" "$home/manifest.json"
    skopeo copy --quiet --preserve-digests --dest-tls-verify=false "oci:$layout:model" "docker://$registry/acme/atlas:sha256-$digest.sig"
    echo "signed acme/atlas@sha256:$digest"
}

stop() {
    [ -f "$home/pid" ] && kill "$(cat "$home/pid")" 2> /dev/null || true
    rm -rf "$home"
}

case "${1:-}" in
    start) start ;;
    stop) stop ;;
    policy) policy ;;
    sign) sign "${2:-1.2}" ;;
    *) echo "usage: registry.sh start|stop|policy|sign [VERSION]" >&2; exit 2 ;;
esac
