using System.Text.RegularExpressions;
using Hybrid.Restoration;
using Hybrid.Viewer.Jobs;

namespace Hybrid.Viewer.Uploads;

/// <summary>Checks the methods that a request asks for before anything is stored or started.</summary>
internal static partial class MethodChoice
{
    private const int Most = 8;

    /// <summary>The specs, in canonical form.</summary>
    /// <exception cref="InputException">One is malformed, unknown, named twice or not for requests.</exception>
    public static IReadOnlyList<string> Require(JobRecipe recipe, IReadOnlyList<string> asked)
    {
        if (recipe.Methods is not { } methods)
            return [""];
        string[] specs = [.. (asked.Count > 0 ? asked : [recipe.DefaultMethod]).Select(text => Require(methods, text))];
        if (specs.Length > Most)
            throw new InputException($"more than {Most} methods; ask for fewer at once");
        return specs.Distinct().Count() == specs.Length ? specs : throw new InputException("a method is named twice");
    }

    private static string Require(MethodCatalogue methods, string text)
    {
        MethodSpec spec = MethodSpec.Parse(text);
        MethodDescription method = methods.Find(spec.Name);
        if (spec.Options.FirstOrDefault(o => !PlainWord().IsMatch(o.Value)) is { Key: { } option })
            throw new InputException($"option {option} of method '{spec.Name}' must be a plain word or number here");
        if (methods == DeblurrerCatalogue.Methods && DeblurrerCatalogue.NeedsKernel(spec.Name))
            throw new InputException($"method '{spec.Name}' must know the blur, which only the command line can be told: hybrid deblur --kernel");
        return method.Require(spec).ToString();
    }

    // An option may name a network, and the name of a file must not come from a request.
    [GeneratedRegex(@"^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
