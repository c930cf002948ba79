using Hybrid.Aligners;

namespace Hybrid.Stereo;

/// <summary>Every stereo method there is, by name.</summary>
public static class StereoCatalogue
{
    private static readonly (string Name, string Summary, Func<MethodSpec, AlignerSettings, IStereoMatcher> Create, IReadOnlyCollection<string> Options)[] Methods =
    [
        ("classic", "semi-global matching, left-right check, surface-aware filling", Classic, StereoOptions.OptionNames),
    ];

    /// <summary>The method to use where none is named.</summary>
    public const string Default = "classic";

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Methods.Select(m => m.Name)];

    /// <summary>One line on a method.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static string Summary(string name) => Find(name).Summary;

    /// <summary>The options that a method takes.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static IReadOnlyCollection<string> Options(string name) => Find(name).Options;

    /// <summary>Creates a method.</summary>
    /// <exception cref="InputException">The method or an option is unknown or an option's value is not valid.</exception>
    public static IStereoMatcher Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(settings);
        var method = Find(spec.Name);
        foreach (string option in spec.Options.Keys)
        {
            if (!method.Options.Contains(option))
                throw new InputException(NearestName.Message($"option of stereo method '{spec.Name}'", option, method.Options));
        }
        return method.Create(spec, settings);
    }

    private static StereoMatcher Classic(MethodSpec spec, AlignerSettings settings)
    {
        StereoOptions options = StereoOptions.Parse(spec);
        return new StereoMatcher(new ClassicSolver(options.SemiGlobal, options.Fill, settings.Threads), options, settings);
    }

    private static (string Name, string Summary, Func<MethodSpec, AlignerSettings, IStereoMatcher> Create, IReadOnlyCollection<string> Options) Find(string name)
    {
        foreach (var method in Methods)
        {
            if (method.Name == name)
                return method;
        }
        throw new InputException(NearestName.Message("stereo method", name, Names));
    }
}
