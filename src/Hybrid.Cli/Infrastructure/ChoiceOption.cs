using System.CommandLine;

namespace Hybrid.Cli.Infrastructure;

/// <summary>An option that takes one member of an enumeration, in lower-case letters; dashes do not matter.</summary>
internal sealed class ChoiceOption<T> : Option<T?>
    where T : struct, Enum
{
    private readonly T _standard;

    /// <summary>Declares one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it decides.</param>
    /// <param name="standard">The value where it is not given.</param>
    /// <param name="aliases">Other names.</param>
    public ChoiceOption(string name, string description, T standard, params string[] aliases)
        : base(name, aliases)
    {
        _standard = standard;
        string[] words = [.. Enum.GetValues<T>().Select(Word)];
        Description = $"{description} By default {Word(standard)}.";
        HelpName = string.Join('|', words);
        CompletionSources.Add(words);
        CustomParser = result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            int found = Array.FindIndex(words, w => string.Equals(w, given.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
            if (found < 0)
                result.AddError(NearestName.Message($"value of {name}", given, words));
            return found < 0 ? null : Enum.GetValues<T>()[found];
        };
    }

    /// <summary>The value that was given, or the standard one.</summary>
    public T Of(ParseResult result) => result.GetValue(this) ?? _standard;

    private static string Word(T value) => value.ToString().ToLowerInvariant();
}
