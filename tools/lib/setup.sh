# Sourced by the entry scripts when something may be missing: installs and builds it.
# shellcheck shell=bash
# Needs common.sh. Every step looks first whether it has anything to do.

# What the OpenCV package for Linux links to (NativeLibraryException.LinuxPackages names the same). Installed only where
# missing; no recommends, because GTK alone would drag in several times as much.
packages=(libgtk-3-0 libharfbuzz0b libfreetype6 libatomic1 libdrm2)

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

# Options of every dotnet call: no servers left behind that would hold the terminal or the lock; only what packages.lock.json names.
dotnet_options=(--nologo -v:q -nodeReuse:false -m:2 -tl:off -p:RestoreLockedMode=true)

dotnet_hint="if it is a download, check the network and the NuGet source"

# Compiled ahead of time to native code as well (ReadyToRun): a start then takes half as long.
setup_program() {
    local app=$1 work=$cache/app/.new.$$
    say "building Hybrid, which takes a minute or more (log: $cache/log/build.log)"
    rm -rf -- "$cache"/app/.new.* && mkdir -p -- "$cache/app"
    logged "building Hybrid" "$dotnet_hint" build dotnet publish "$root/src/Hybrid.Cli" -c Release -o "$work" "${dotnet_options[@]}"
    [ -e "$work/Hybrid.Cli.dll" ] || die "building Hybrid wrote no program; see $cache/log/build.log"
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

# Everything that building and running need, but not the build.
setup_prerequisites() {
    setup_sdk
    setup_packages
}

# Runs a build while the distribution's packages are installed: only the program itself needs them.
setup_around() {
    setup_sdk
    mkdir -p -- "$cache/log" || die "cannot write to $cache; free some space or set HYBRID_CACHE to a folder that can be written"
    local messages=$cache/log/packages.messages
    (setup_packages) 2>"$messages" &
    local installing=$!
    ("$@") || { kill "$installing" 2>/dev/null || true; exit 3; }
    wait "$installing" || { cat -- "$messages" >&2; exit 3; }
}
