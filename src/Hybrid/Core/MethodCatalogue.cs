namespace Hybrid.Core;

/// <summary>The methods of one kind, whatever they are: what <c>hybrid methods</c> and help show.</summary>
public abstract class MethodCatalogue
{
    private protected MethodCatalogue(string kind, IReadOnlyList<MethodDescription> methods)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(methods);
        (Kind, Methods) = (kind, methods);
    }

    /// <summary>What its methods are called in messages: <c>stereo method</c>.</summary>
    public string Kind { get; }

    /// <summary>Every method, in the order in which they are listed.</summary>
    public IReadOnlyList<MethodDescription> Methods { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => [.. Methods.Select(m => m.Name)];

    /// <summary>The method of a name.</summary>
    /// <exception cref="InputException">There is none; the nearest name is suggested.</exception>
    public MethodDescription Find(string name) =>
        Methods.FirstOrDefault(m => m.Name == name) ?? throw new InputException(NearestName.Message(Kind, name, Names));

    /// <summary>Whether a method of the spec's name is here and has every option that the spec gives; of their values nothing is said.</summary>
    public bool Has(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Methods.FirstOrDefault(m => m.Name == spec.Name) is { } method && spec.Options.Keys.All(o => method.Find(o) is not null);
    }
}
