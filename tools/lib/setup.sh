# Sourced by the entry scripts when something may be missing: installs, fetches and builds it.
# shellcheck shell=bash
# Needs common.sh. Every step looks first whether it has anything to do.

# Installed only where missing; no recommends, because libopencv-dev as a whole drags in several times as much.
packages=(
    g++ cmake make
    libopencv-core-dev libopencv-imgproc-dev libopencv-calib3d-dev libopencv-features2d-dev libopencv-flann-dev
    libopencv-video-dev libopencv-stitching-dev libopencv-photo-dev
    libjpeg-dev libpng-dev libtiff-dev libwebp-dev
)

onnx_package=com.github.asus4.onnxruntime
onnx_version=0.4.9
onnx_sha512=BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg==

# Runs a step with its output in a log; a failure ends in one line that quotes the log's most telling line.
logged() {
    local what=$1 hint=$2 log=$cache/log/$3.log
    shift 3
    mkdir -p -- "$cache/log" || die "cannot write to $cache; free some space or set HYBRID_CACHE to a folder that can be written"
    if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
        local line
        line=$(grep -m1 -E '(^|[: ])(error|Error|ERR!|E:|fatal)' "$log" || tail -n 1 "$log" || true)
        die "$what failed: ${line:-no output}; $hint (log: $log)"
    fi
}

setup_platform() {
    [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || die "only Linux on x86-64 is supported, this is $(uname -s) on $(uname -m)"
    mkdir -p -- "$cache" 2>/dev/null || die "cannot create $cache; set HYBRID_CACHE to a folder that can be written"
}

setup_sdk() {
    command -v dotnet >/dev/null || die "the .NET SDK is missing; install .NET SDK 10 (package dotnet-sdk-10.0, or the dotnet-install script) and have dotnet on PATH"
    local sdks
    sdks=$(cd / && dotnet --list-sdks 2>/dev/null || true)
    grep -qE '^[1-9][0-9]+\.' <<<"$sdks" || die ".NET SDK 10 or newer is missing (found: $(cut -d' ' -f1 <<<"${sdks:-none}" | paste -sd' ')); install package dotnet-sdk-10.0, or use the dotnet-install script"
}

# Prints those of its arguments that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        # A name may be virtual or have become one (libjpeg-dev): then dpkg knows it only through its providers.
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

apt_install() {
    command -v apt-get >/dev/null || die "apt-get is missing, so these packages cannot be installed: $*; install them by hand (only Debian and Ubuntu are supported)"
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } || die "root is needed once; run: sudo apt-get install --no-install-recommends $*"
        as_root=(sudo -n)
    fi
    # dpkg's syncing of every file to the disk would take longer than everything else.
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 -o DPkg::Options::=--force-unsafe-io)
    local log=apt-install-$1
    say "installing $# packages of the distribution"
    if [ -z "${apt_updated:-}" ]; then
        logged "apt-get update" "check the network and the package sources" apt-update "${apt[@]}" update
        apt_updated=1
    fi
    logged "apt-get install" "check the network, or run: apt-get install --no-install-recommends $*" "$log" \
        "${apt[@]}" install --no-install-recommends "$@"
}

setup_packages() {
    local missing=("${packages[@]}")
    ! command -v dpkg-query >/dev/null || mapfile -t missing < <(missing_packages "${packages[@]}")
    [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
}

onnx_marker() { printf '%s/onnxruntime/package/.complete-%s' "$cache" "$onnx_version"; }

# Microsoft's sources and native library of ONNX Runtime, checked against the hash above.
setup_onnxruntime() {
    [ ! -e "$(onnx_marker)" ] || return 0
    command -v npm >/dev/null || apt_install npm
    hash -r
    command -v npm >/dev/null || die "npm is missing; install package npm"
    say "fetching ONNX Runtime (150 MB, once)"
    local work=$cache/onnxruntime.$$
    rm -rf -- "$cache"/onnxruntime.[0-9]* && mkdir -p -- "$work/package"
    logged "fetching $onnx_package@$onnx_version" "check the network and npm's registry setting" npm \
        npm pack --loglevel error --ignore-scripts --pack-destination "$work" "$onnx_package@$onnx_version"
    local archive=$work/$onnx_package-$onnx_version.tgz sum
    sum=$(sha512sum -- "$archive" | cut -d' ' -f1 | sed 's/../\\x&/g')
    # shellcheck disable=SC2059  # the format is the bytes of the hash
    [ "$(printf "$sum" | base64 -w0)" = "$onnx_sha512" ] || die "$onnx_package@$onnx_version is not the file expected (its SHA-512 differs); nothing was unpacked"
    logged "unpacking ONNX Runtime" "free some disk space" unpack \
        tar -xzf "$archive" -C "$work" --wildcards 'package/Runtime/*.cs' 'package/Plugins/Linux/x64/*.so*' 'package/LICENSE*' 'package/package.json'
    rm -f -- "$archive"
    : >"$work/package/.complete-$onnx_version"
    # The folder itself may be a link that several checkouts share, so its contents are replaced, not the folder.
    mkdir -p -- "$cache/onnxruntime/"
    rm -rf -- "$cache/onnxruntime/package"
    mv -- "$work/package" "$cache/onnxruntime/package"
    rmdir -- "$work"
}

# The C++ shim. CMake itself knows what is up to date; without sources changed this takes a moment.
setup_native() {
    local build=$cache/native-build
    [ -e "$cache/native/libhybrid_cv.so" ] || say "building the native shim"
    mkdir -p -- "$cache/native/"
    logged "configuring the native shim" "is OpenCV's development package whole?" cmake-configure \
        cmake -S "$root/src/Hybrid.Native/native" -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$build/out"
    logged "building the native shim" "this is a defect of Hybrid; please report it" cmake-build cmake --build "$build" --parallel 2
    local made
    made=$(find "$build" -name libhybrid_cv.so -type f -print -quit)
    if ! cmp -s -- "$made" "$cache/native/libhybrid_cv.so"; then
        cp -- "$made" "$cache/native/.libhybrid_cv.so.$$"
        mv -f -- "$cache/native/.libhybrid_cv.so.$$" "$cache/native/libhybrid_cv.so"
    fi
}

# Options of every dotnet call: no servers left behind that would hold the terminal or the lock.
dotnet_options=(--nologo -v:q -nodeReuse:false -m:2 -tl:off
    "-p:NativeBuildDir=$cache/native/" "-p:OnnxRuntimeDir=$cache/onnxruntime/")

dotnet_hint="if it is a download, check the network and the NuGet source"

# Compiled ahead of time to native code as well (ReadyToRun): a start then takes half as long.
setup_program() {
    local app=$1 work=$cache/app/.new.$$
    say "building Hybrid"
    rm -rf -- "$cache"/app/.new.* && mkdir -p -- "$cache/app"
    logged "building Hybrid" "$dotnet_hint" build dotnet publish "$root/src/Hybrid.Cli" -c Release -o "$work" "${dotnet_options[@]}"
    mv -T -- "$work" "$app"
    # Builds of an hour ago and more are of no use: this checkout has moved on.
    find "$cache/app" -mindepth 1 -maxdepth 1 -type d ! -path "$app" -mmin +60 -exec rm -rf -- {} +
}

# One setup at a time for a cache; a second one waits and then finds everything done.
lock_setup() {
    setup_platform
    exec 9>"$cache/lock" || die "cannot write to $cache; set HYBRID_CACHE to a folder that can be written"
    if ! flock -n 9; then
        say "another start is setting up; waiting for it"
        flock 9
    fi
}

unlock_setup() { exec 9>&-; }

# Everything that building needs, but not the build.
setup_prerequisites() {
    setup_sdk
    setup_packages
    # The compiler does not get in the way of the downloads, nor of npm's installation, half of all packages.
    setup_onnxruntime &
    local fetching=$!
    (setup_native) || { kill "$fetching" 2>/dev/null || true; exit 3; }
    wait "$fetching" || exit 3
}
