# Sourced by the entry scripts: paths, messages, and the fingerprint that says whether anything must be built.
# shellcheck shell=bash

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
cache=${HYBRID_CACHE:-$root/.cache}

# The last: ONNX Runtime sends usage data otherwise.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false ORT_DISABLE_TELEMETRY=1
[ -n "${HOME:-}" ] || export HOME=$cache/home

say() { printf 'hybrid: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 3
}

# One word for the state of everything that the program is built from. Path, size and time of each file: contents would
# be surer and slower.
fingerprint() {
    local sum
    sum=$(cd -- "$root" && LC_ALL=C find src tools/lib Directory.Build.props Directory.Packages.props global.json \
        \( -name bin -o -name obj \) -prune -o -type f,l -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum) || true
    printf '%s' "${sum:0:16}"
}

# The program for a fingerprint; each build has its own folder, so that a running one is never replaced under itself.
app_folder() { printf '%s/app/%s' "$cache" "$1"; }
