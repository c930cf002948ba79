using System.CommandLine;
using System.CommandLine.Parsing;
using Hybrid.Neural;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Options that several commands share; each call makes a new one, as an option belongs to one command.</summary>
internal static class CommonOptions
{
    /// <summary>--json: the result as JSON on stdout.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on stdout." };

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

    /// <summary>--device: where networks run.</summary>
    public static Option<string> Device()
    {
        var option = new Option<string>("--device")
        {
            Description = "Where networks run: cpu, or cuda where ONNX Runtime has it.",
            HelpName = "name",
            DefaultValueFactory = _ => "cpu",
        };
        return option;
    }

    /// <summary>Chooses the device; says in one line where it is not there.</summary>
    public static void UseDevice(string name, TextWriter error)
    {
        // The default must not load ONNX Runtime: methods without a network never need it.
        if (name != "cpu" && NetworkDevice.Choose(name) is { } note)
            error.WriteLine($"hybrid: {note}");
    }

    /// <summary>Refuses a whole number outside a range.</summary>
    public static void RequireRange(OptionResult result, int min, int max)
    {
        if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out int value) || value < min || value > max))
            result.AddError($"'{result.Tokens[0].Value}' is not a whole number from {min} to {max} for {result.Option.Name}");
    }
}
