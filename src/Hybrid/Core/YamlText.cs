using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hybrid.Core;

/// <summary>Reads YAML files as trees of nodes with their lines.</summary>
public static class YamlText
{
    /// <summary>The root of a file's only document; null where the file is empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, for messages: "a YAML list of pairs".</param>
    /// <exception cref="InputException">It is not YAML, goes beyond <see cref="BoundedYamlParser"/> or holds several documents; the message names the line.</exception>
    public static YamlNode? Read(string path, string what) => Parse(TextFile.Read(path), path, what);

    /// <summary>The root of a text's only document; null where it is empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="what">What it should be, for messages.</param>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static YamlNode? Parse(string text, string path, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var stream = new YamlStream();
            stream.Load(BoundedYamlParser.Of(text));
            return stream.Documents.Count switch
            {
                0 => null,
                1 => stream.Documents[0].RootNode,
                _ => throw new InputException($"{path}:{stream.Documents[1].RootNode.Start.Line}: {what} is one document, not several"),
            };
        }
        catch (ArgumentException e)
        {
            throw new InputException($"{path}: is not {what} ({e.Message})", e);
        }
        catch (YamlException e)
        {
            throw new InputException($"{path}:{e.Start.Line}: is not {what} ({e.Message.Split('\n')[0].TrimEnd()})", e);
        }
    }

    /// <summary>The text of a node; null where it is empty (nothing, <c>~</c> or <c>null</c> without quotes) or no scalar.</summary>
    public static string? Text(YamlNode node) =>
        node is YamlScalarNode { Value: { Length: > 0 } value } scalar && (scalar.Style != ScalarStyle.Plain || value is not ("~" or "null" or "Null" or "NULL")) ? value : null;

    /// <summary>Whether a node says nothing.</summary>
    public static bool IsEmpty(YamlNode node) => node is YamlScalarNode && Text(node) is null;
}
