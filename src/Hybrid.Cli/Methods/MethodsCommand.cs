using System.CommandLine;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Restoration;
using Hybrid.Stereo;
using Hybrid.Stitching;

namespace Hybrid.Cli.Methods;

/// <summary><c>hybrid methods [NAME]</c>: the methods of every command, and the options of one.</summary>
internal static class MethodsCommand
{
    private static readonly MethodKind[] Kinds =
    [
        new("align", "align, flow, evaluate", AlignerCatalogue.Methods, AlignerCatalogue.Default),
        new("stereo", "stereo, evaluate", StereoCatalogue.Methods, StereoCatalogue.Default),
        new("stitch", "stitch, evaluate", StitchCatalogue.Methods, StitchCatalogue.Default),
        new("overlap", "overlap", OverlapCatalogue.Methods, OverlapCatalogue.Default),
        new("deblur", "deblur, evaluate", DeblurrerCatalogue.Methods, DeblurrerCatalogue.Default),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "A method, as classic, or a command whose methods are to be shown, as stereo; all methods in short where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("methods", "Lists the methods, and the options that may stand behind a method's name.") { name, json };
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output;
            MethodKind[] shown = Named(result.GetValue(name));
            if (result.GetValue(json))
                MethodsJson.Print(output, shown);
            else
                MethodsText.Print(output, shown, withOptions: result.GetValue(name) is not null);
            return ExitCodes.Done;
        });
        return command.WithExamples(
            "hybrid methods               every method in one line",
            "hybrid methods classic       what may follow classic: in --method",
            "hybrid methods stereo        the methods of 'hybrid stereo' with their options");
    }

    private static MethodKind[] Named(string? name)
    {
        if (name is null)
            return [.. Kinds];
        MethodKind[] kinds = [.. Kinds.Where(k => k.Name == name)];
        MethodKind[] found = kinds.Length > 0 ? kinds : [.. Kinds.Select(k => k.Only(name)).OfType<MethodKind>()];
        return found.Length > 0
            ? found
            : throw new InputException(NearestName.Message("method", name, [.. Kinds.SelectMany(k => k.Methods).Select(m => m.Name).Concat(Kinds.Select(k => k.Name)).Distinct()]));
    }
}
