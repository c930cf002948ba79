using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hybrid.Core;

/// <summary>
/// Passes on the events of a YAML parser up to a depth and a number that no list comes near. Aliases, by which a few lines
/// become millions of nodes, are refused.
/// </summary>
/// <param name="inner">The parser.</param>
internal sealed class BoundedYamlParser(IParser inner) : IParser
{
    /// <summary>Deepest nesting of stream, document, sequences and mappings.</summary>
    public const int MaxDepth = 16;

    /// <summary>Most events of a file: a few a value.</summary>
    public const int MaxEvents = 4_000_000;

    private int _depth;
    private int _events;

    /// <inheritdoc />
    public ParsingEvent? Current => inner.Current;

    /// <inheritdoc />
    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;
        ParsingEvent current = inner.Current!;
        if (current is AnchorAlias)
            throw new YamlException(current.Start, current.End, "aliases are not read; write the values out");
        _depth += current.NestingIncrease;
        if (_depth > MaxDepth)
            throw new YamlException(current.Start, current.End, $"more than {MaxDepth} levels deep");
        if (++_events > MaxEvents)
            throw new YamlException(current.Start, current.End, "too long");
        return true;
    }
}
