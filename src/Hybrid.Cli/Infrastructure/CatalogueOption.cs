using System.CommandLine;

namespace Hybrid.Cli.Infrastructure;

/// <summary><c>--NAME value</c> for an option that a catalogue declares: its values, default and help stand there.</summary>
internal sealed class CatalogueOption : Option<string?>
{
    private readonly MethodOption _declared;

    /// <summary>Offers an option.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="words">The names that its value may have; none for a number.</param>
    public CatalogueOption(MethodOption declared, params IReadOnlyList<string> words)
        : base("--" + declared.Name)
    {
        _declared = declared;
        Description = $"{char.ToUpperInvariant(declared.Help[0])}{declared.Help[1..]}. By default {declared.DefaultText}.";
        HelpName = words.Count > 0 ? string.Join('|', words) : "n";
        CompletionSources.Add([.. words]);
        Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && Refusal(given, words) is { } refusal)
                result.AddError(refusal);
        });
    }

    /// <summary>The spec with this option's value, where one was given.</summary>
    public MethodSpec AddTo(MethodSpec spec, ParseResult result) => result.GetValue(this) is { } given ? spec.With(_declared.Name, given) : spec;

    private string? Refusal(string given, IReadOnlyList<string> words)
    {
        try
        {
            _declared.Require(MethodSpec.Parse("any").With(_declared.Name, given));
            return null;
        }
        catch (InputException)
        {
            return words.Count > 0 ? NearestName.Message($"value of {Name}", given, words) : $"'{given}' is not {_declared.Values} for {Name}";
        }
    }
}
