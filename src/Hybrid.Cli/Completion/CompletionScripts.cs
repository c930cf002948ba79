namespace Hybrid.Cli.Completion;

/// <summary>What a shell needs to ask <see cref="CompleteCommand"/>. File names stay the shell's own business.</summary>
internal static class CompletionScripts
{
    /// <summary>The script of each shell.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = $$"""
            # Completion of hybrid in bash.
            _hybrid() {
                local IFS=$'\n'
                COMPREPLY=($(hybrid {{CompleteCommand.Name}} "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
            }
            complete -o bashdefault -o default -F _hybrid hybrid
            """,
        ["zsh"] = $$"""
            # Completion of hybrid in zsh.
            _hybrid() {
                local -a found
                found=("${(@f)$(hybrid {{CompleteCommand.Name}} "$CURSOR" "$BUFFER" 2>/dev/null)}")
                [[ -n "$found" ]] && compadd -- $found
                _files
            }
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            compdef _hybrid hybrid
            """,
        ["fish"] = $$"""
            # Completion of hybrid in fish.
            complete -c hybrid -a '(hybrid {{CompleteCommand.Name}} (commandline -C) (commandline -b) 2>/dev/null)'
            """,
    };
}
