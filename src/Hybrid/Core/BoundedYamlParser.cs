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

    /// <summary>A parser of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="YamlException">Its brackets are nested deeper than <see cref="MaxDepth"/>.</exception>
    public static BoundedYamlParser Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // The scanner looks ahead in brackets before the parser sees one, in time that grows with the square of their depth.
        return DeepestBracket(text) > MaxDepth
            ? throw new YamlException($"more than {MaxDepth} levels deep")
            : new BoundedYamlParser(new Parser(new StringReader(text)));
    }

    private int _depth;
    private int _events;

    /// <inheritdoc />
    public ParsingEvent? Current => inner.Current;

    /// <inheritdoc />
    public bool MoveNext()
    {
        if (!Advance())
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

    // The scanner lets some malformed texts run into its own assertions.
    private bool Advance()
    {
        try
        {
            return inner.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            Mark place = inner.Current?.End ?? Mark.Empty;
            throw new YamlException(place, place, "the text that follows is malformed", e);
        }
    }

    /// <summary>Most brackets open at a time, those in quotes and comments included.</summary>
    private static int DeepestBracket(string text)
    {
        int depth = 0, deepest = 0;
        foreach (char c in text)
        {
            depth = Math.Max(0, depth + (c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0));
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }
}
