namespace Hybrid.Cli.Methods;

/// <summary>Methods of one kind.</summary>
/// <param name="Name">The command that they are first of all for.</param>
/// <param name="Commands">The commands that take them.</param>
/// <param name="Methods">The methods.</param>
/// <param name="Default">The method that is used where none is named.</param>
internal sealed record MethodKind(string Name, string Commands, IReadOnlyList<MethodDescription> Methods, string Default)
{
    /// <summary>The methods of a catalogue.</summary>
    public MethodKind(string name, string commands, MethodCatalogue catalogue, string standard)
        : this(name, commands, catalogue.Methods, standard)
    {
    }

    /// <summary>The same with one of its methods; null where it has none of that name.</summary>
    public MethodKind? Only(string method) => Methods.FirstOrDefault(m => m.Name == method) is { } found ? this with { Methods = [found] } : null;
}
