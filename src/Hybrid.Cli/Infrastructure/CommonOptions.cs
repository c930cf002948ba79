using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Options that several commands share; each call makes a new one, as an option belongs to one command.</summary>
internal static class CommonOptions
{
    /// <summary>--json: the result as JSON on stdout.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on stdout." };

    /// <summary>--method: a method of a catalogue with its options.</summary>
    public static Option<string> Method(MethodCatalogue methods, string standard)
    {
        var option = new Option<string>("--method", "-m")
        {
            Description = $"{string.Join(", ", methods.Names)}; options follow a colon, as in {Example(methods)}. 'hybrid methods NAME' lists them.",
            HelpName = "spec",
            DefaultValueFactory = _ => standard,
        };
        option.CompletionSources.Add([.. methods.Names]);
        return option;
    }

    /// <summary>--seed: seed of all random choices.</summary>
    public static Option<int> Seed() => new("--seed")
    {
        Description = "Seed of all random choices; the same seed gives the same result.",
        HelpName = "n",
        DefaultValueFactory = _ => 0,
    };

    /// <summary>--threads: 0 means all cores.</summary>
    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Threads to use, 0 for all cores; the result does not depend on it.",
            HelpName = "n",
            DefaultValueFactory = _ => 0,
        };
        option.Validators.Add(result => RequireRange(result, 0, 1024));
        return option;
    }

    /// <summary>One of a few words.</summary>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !words.Contains(given))
                result.AddError(NearestName.Message($"value of {name}", given, words));
        });
        return option;
    }

    /// <summary>Refuses a whole number outside a range.</summary>
    public static void RequireRange(OptionResult result, int min, int max)
    {
        if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) || value < min || value > max))
            result.AddError($"'{result.Tokens[0].Value}' is not a whole number from {min} to {max} for {result.Option.Name}");
    }

    private static string Example(MethodCatalogue methods)
    {
        MethodDescription method = methods.Methods.First(m => m.Options.Count > 0);
        return $"{method.Name}:{method.Options[0].Name}={method.Options[0].DefaultText}";
    }
}
