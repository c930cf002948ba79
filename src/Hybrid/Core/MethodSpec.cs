using System.Globalization;

namespace Hybrid.Core;

/// <summary>
/// A method and its options as text: <c>classic:features=orb;estimator=ransac</c>. A comma separates specs.
/// Options keep the order of their names, so that equal specs have equal text.
/// </summary>
public sealed record MethodSpec
{
    private readonly SortedDictionary<string, string> _options;

    private MethodSpec(string name, SortedDictionary<string, string> options)
    {
        Name = name;
        _options = options;
    }

    /// <summary>Name of the method in the catalogue.</summary>
    public string Name { get; }

    /// <summary>The options given, by name.</summary>
    public IReadOnlyDictionary<string, string> Options => _options;

    /// <summary>Parses one spec. Whether the method and its options exist is for the catalogue to say.</summary>
    /// <exception cref="InputException">The text is not of the form name[:key=value[;key=value…]].</exception>
    public static MethodSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = (colon < 0 ? text : text[..colon]).Trim();
        if (name.Length == 0)
            throw new InputException($"'{text}' names no method; write NAME or NAME:option=value;option=value");
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (colon >= 0)
        {
            foreach (string part in text[(colon + 1)..].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                int equals = part.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0 || equals == part.Length - 1)
                    throw new InputException($"'{part}' in method '{text}' is not option=value");
                if (!options.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                    throw new InputException($"option '{part[..equals].Trim()}' stands twice in method '{text}'");
            }
        }
        return new MethodSpec(name, options);
    }

    /// <summary>Parses a comma-separated list; a spec that stands twice is an error.</summary>
    /// <exception cref="InputException">A spec is malformed, empty or repeated.</exception>
    public static IReadOnlyList<MethodSpec> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<MethodSpec> specs = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        if (specs.Count == 0)
            throw new InputException("no method is named; write for example --methods classic,control");
        foreach (IGrouping<string, MethodSpec> group in specs.GroupBy(s => s.ToString()))
        {
            if (group.Count() > 1)
                throw new InputException($"method '{group.Key}' is named twice");
        }
        return specs;
    }

    /// <summary>The same options of another method.</summary>
    public MethodSpec As(string name) => new(name, _options);

    /// <summary>The same spec with one option set.</summary>
    public MethodSpec With(string option, string value) =>
        new(Name, new SortedDictionary<string, string>(_options, StringComparer.Ordinal) { [option] = value });

    /// <summary>The same spec without some options.</summary>
    public MethodSpec Without(IReadOnlyCollection<string> options) =>
        new(Name, new SortedDictionary<string, string>(_options.Where(o => !options.Contains(o.Key)).ToDictionary(), StringComparer.Ordinal));

    /// <summary>An option's text, or null where it is not given.</summary>
    public string? Get(string option) => _options.GetValueOrDefault(option);

    /// <summary>An option as a whole number.</summary>
    /// <exception cref="InputException">It is given and is not one, or lies outside the range.</exception>
    public int GetInt32(string option, int defaultValue, int min = int.MinValue, int max = int.MaxValue)
    {
        if (Get(option) is not { } text)
            return defaultValue;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max
            ? value
            : throw new InputException($"option {option}={text} of method '{Name}' must be a whole number from {min} to {max}");
    }

    /// <summary>An option as a number.</summary>
    /// <exception cref="InputException">It is given and is not one, or lies outside the range.</exception>
    public double GetDouble(string option, double defaultValue, double min = double.MinValue, double max = double.MaxValue)
    {
        if (Get(option) is not { } text)
            return defaultValue;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= min && value <= max
            ? value
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"option {option}={text} of method '{Name}' must be a number from {min} to {max}"));
    }

    /// <summary>An option as one of an enum's members, in any case, with dashes allowed.</summary>
    /// <exception cref="InputException">It is given and names no member; the nearest is suggested.</exception>
    public T GetEnum<T>(string option, T defaultValue)
        where T : struct, Enum
    {
        if (Get(option) is not { } text)
            return defaultValue;
        string compact = text.Replace("-", "", StringComparison.Ordinal);
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), compact, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        string[] names = [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];
        throw new InputException(NearestName.Message($"value of option {option} of method '{Name}'", text, names));
    }

    /// <summary>An option as on/off, true/false, yes/no or 1/0.</summary>
    /// <exception cref="InputException">It is given and is none of these.</exception>
    public bool GetSwitch(string option, bool defaultValue) => Get(option)?.ToLowerInvariant() switch
    {
        null => defaultValue,
        "on" or "true" or "yes" or "1" => true,
        "off" or "false" or "no" or "0" => false,
        var text => throw new InputException($"option {option}={text} of method '{Name}' must be on or off"),
    };

    /// <inheritdoc />
    public bool Equals(MethodSpec? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Canonical text: options in the order of their names.</summary>
    public override string ToString() =>
        _options.Count == 0 ? Name : $"{Name}:{string.Join(';', _options.Select(o => $"{o.Key}={o.Value}"))}";
}
