# Sourced by the scripts that hand something on: what is in it, and under which licences.
# shellcheck shell=bash
# Needs common.sh and setup.sh.

# Writes bom.json (CycloneDX) into a folder: every package that the command line is made of, with licence and hash.
write_bom() {
    local folder=$1
    logged "listing the packages" "$dotnet_hint" bom-tool dotnet tool restore --tool-manifest "$root/.config/dotnet-tools.json"
    (cd -- "$root" && logged "listing the packages" "see the log" bom dotnet dotnet-CycloneDX src/Hybrid.Cli/Hybrid.Cli.csproj \
        -o "$folder" -fn bom.json -F Json --exclude-dev --no-serial-number --disable-package-restore) || exit 3
}

# Copies the licences and notices that the packages of bom.json bring, a folder each. Those that bring none name their
# licence in bom.json.
copy_licences() {
    local folder=$1 packages name version file
    packages=$(dotnet nuget locals global-packages --list --force-english-output | sed 's/^[^:]*: *//')
    sed -n 's/.*"purl": "pkg:nuget\/\([^@]*\)@\([^"]*\)".*/\1 \2/p' "$folder/bom.json" | while read -r name version; do
        find "${packages%/}/${name,,}/${version,,}" -maxdepth 2 -type f \
            \( -iname '*licen[cs]e*' -o -iname '*notice*' -o -iname 'copying*' \) 2>/dev/null | while read -r file; do
            mkdir -p -- "$folder/licences/$name"
            cp -- "$file" "$folder/licences/$name/"
        done
    done
}
