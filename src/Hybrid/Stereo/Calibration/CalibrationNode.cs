using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using OpenCvSharp;
using YamlDotNet.RepresentationModel;

namespace Hybrid.Stereo.Calibration;

/// <summary>
/// A calibration file as a tree, whichever of OpenCV's three forms (YAML, XML, JSON) or plain YAML it is in: fields by name,
/// items by number, text at the leaves. Depth and length are bounded before anything is built.
/// </summary>
internal sealed class CalibrationNode
{
    private const int MaxDepth = 16;

    private readonly Dictionary<string, CalibrationNode> _fields = new(StringComparer.Ordinal);
    private readonly List<CalibrationNode> _items = [];
    private string? _text;

    /// <summary>The names of the fields.</summary>
    public IReadOnlyCollection<string> Names => _fields.Keys;

    /// <summary>A leaf's text; null where it is no leaf.</summary>
    public string? Text => _text;

    /// <summary>A field by the first of some names that is there; null where none is.</summary>
    public CalibrationNode? Field(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_fields.TryGetValue(name, out CalibrationNode? found))
                return found;
        }
        return null;
    }

    /// <summary>Every number below, in order: of a matrix its <c>data</c>, of a list its items, of a leaf its words.</summary>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">Something else than a number is there.</exception>
    public double[] Numbers(string name)
    {
        var numbers = new List<double>();
        Collect(Field("data") ?? this, numbers, name);
        return [.. numbers];
    }

    /// <summary>This tree with the fields of another, which must not hold any twice.</summary>
    /// <exception cref="InputException">Both hold a field of one name and another value.</exception>
    public CalibrationNode With(CalibrationNode other, string name)
    {
        var both = new CalibrationNode();
        foreach ((string key, CalibrationNode value) in _fields.Concat(other._fields))
        {
            if (!both._fields.TryAdd(key, value) && !both._fields[key].Equivalent(value))
                throw new InputException($"'{name}' holds {key} as another file does, with another value; give each once");
        }
        return both;
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">YAML, XML or JSON.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is malformed or nested deeper than any calibration.</exception>
    public static CalibrationNode Parse(string text, string name)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        return start.StartsWith("<") ? OfXml(text, name) : start.StartsWith("{") ? OfJson(text, name) : OfYaml(text, name);
    }

    private static CalibrationNode OfXml(string text, string name)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                    throw new InputException($"'{name}' is nested deeper than a calibration; replace it");
            }
            return Of(XDocument.Parse(text.TrimStart()).Root!);
        }
        catch (XmlException e)
        {
            throw new InputException($"'{name}' is no XML that can be read (line {e.LineNumber}); replace it", e);
        }
    }

    private static CalibrationNode Of(XElement element)
    {
        var node = new CalibrationNode();
        foreach (XElement child in element.Elements())
        {
            // OpenCV calls the items of a sequence "_".
            if (child.Name.LocalName == "_")
                node._items.Add(Of(child));
            else
                node._fields[child.Name.LocalName] = Of(child);
        }
        if (!element.HasElements)
            node._text = element.Value.Trim().Trim('"');
        return node;
    }

    private static CalibrationNode OfJson(string text, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowTrailingCommas = true });
            return Of(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException($"'{name}' is no JSON that can be read ({e.Message.Split('.')[0]}); replace it", e);
        }
    }

    private static CalibrationNode Of(JsonElement element)
    {
        var node = new CalibrationNode();
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                    node._fields[property.Name] = Of(property.Value);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                    node._items.Add(Of(item));
                break;
            case JsonValueKind.String:
                node._text = element.GetString();
                break;
            default:
                node._text = element.GetRawText();
                break;
        }
        return node;
    }

    private static CalibrationNode OfYaml(string text, string name)
    {
        // OpenCV writes a directive that no standard knows: %YAML:1.0.
        int end = text.StartsWith('%') ? text.IndexOf('\n', StringComparison.Ordinal) : -1;
        YamlNode? root = YamlText.Parse(text.StartsWith('%') && end < 0 ? "" : text[(end + 1)..], name, "a calibration in YAML");
        return root is null ? new CalibrationNode() : Of(root);
    }

    private static CalibrationNode Of(YamlNode source)
    {
        var node = new CalibrationNode();
        switch (source)
        {
            case YamlMappingNode mapping:
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                    node._fields[(key as YamlScalarNode)?.Value ?? ""] = Of(value);
                break;
            case YamlSequenceNode sequence:
                foreach (YamlNode item in sequence.Children)
                    node._items.Add(Of(item));
                break;
            default:
                node._text = (source as YamlScalarNode)?.Value ?? "";
                break;
        }
        return node;
    }

    private static void Collect(CalibrationNode node, List<double> numbers, string name)
    {
        foreach (CalibrationNode item in node._items)
            Collect(item, numbers, name);
        foreach (string word in (node._text ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
            numbers.Add(Number(word, name));
    }

    /// <summary>A number of a calibration file.</summary>
    /// <exception cref="InputException">It is none.</exception>
    internal static double Number(string word, string name) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        ? value
        : throw new InputException($"'{name}': '{(word.Length > 20 ? word[..20] : word)}' stands where a number is needed; replace it");

    private bool Equivalent(CalibrationNode other) =>
        _text == other._text && _items.Count == other._items.Count && _items.Zip(other._items).All(p => p.First.Equivalent(p.Second))
        && _fields.Count == other._fields.Count && _fields.All(f => other._fields.TryGetValue(f.Key, out CalibrationNode? value) && f.Value.Equivalent(value));

    /// <summary>Two whole numbers as a size; null where the node is not there.</summary>
    internal static Size? Size(CalibrationNode? node, string name) =>
        node?.Numbers(name) is [double width, double height] && width is > 0 and < 100_000 && height is > 0 and < 100_000 ? new Size((int)width, (int)height) : null;
}
