using System.Globalization;

namespace Hybrid.Core;

/// <summary>
/// One option of a method, declared once: its name, what it may be, its default, what it does, and when it is read at all.
/// Parsing, refusals, <c>hybrid methods</c> and help all follow from it. Immutable; several methods may share one.
/// </summary>
public abstract record MethodOption
{
    private protected MethodOption(string name, string values, string defaultText, string help) =>
        (Name, Values, DefaultText, Help) = (name, values, defaultText, help);

    /// <summary>Name in a spec, in kebab case.</summary>
    public string Name { get; }

    /// <summary>What it may be, for people: <c>a number from 0.1 to 1</c>, <c>on or off</c>.</summary>
    public string Values { get; }

    /// <summary>The value where it is not given, as a spec would write it.</summary>
    public string DefaultText { get; private protected init; }

    /// <summary>What it does, in one line.</summary>
    public string Help { get; }

    /// <summary>Names that it had in earlier releases; they still work, and a notice tells the new one.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Values of other options without which this one is not read. On an option that the method does not have, a condition holds.</summary>
    public IReadOnlyList<OptionCondition> Conditions { get; init; } = [];

    /// <summary>The same option, read only under a condition more.</summary>
    public MethodOption When(OptionCondition condition) => this with { Conditions = [.. Conditions, condition] };

    /// <summary>Refuses a value that is not one of <see cref="Values"/>.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public abstract void Require(MethodSpec spec);

    /// <summary>The value in a spec in its canonical form, or the default's.</summary>
    /// <exception cref="InputException">The value is not valid.</exception>
    public abstract string TextIn(MethodSpec spec);

    /// <summary>A whole number.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="min">Least value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="help">What it does.</param>
    /// <param name="step">Only every so many-th value from the least one is allowed.</param>
    public static MethodOption<int> Whole(string name, int defaultValue, int min, int max, string help, int step = 1) => new(
        name,
        step == 1 ? $"a whole number from {min} to {max}" : $"one of {string.Join(", ", Enumerable.Range(0, (max - min) / step + 1).Select(k => min + k * step))}",
        defaultValue,
        (string text, out int value) =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value) && value >= min && value <= max && (value - min) % step == 0,
        value => value.ToString(CultureInfo.InvariantCulture),
        help);

    /// <summary>A number.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="min">Least value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="help">What it does.</param>
    public static MethodOption<double> Number(string name, double defaultValue, double min, double max, string help) => new(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"),
        defaultValue,
        (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
        value => value.ToString(CultureInfo.InvariantCulture),
        help);

    /// <summary>A switch.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="help">What it does.</param>
    public static MethodOption<bool> Switch(string name, bool defaultValue, string help) => new(
        name, "on or off", defaultValue, TrySwitch, value => value ? "on" : "off", help);

    /// <summary>One member of an enumeration, written in kebab case; dashes and capitals do not matter.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="help">What it does.</param>
    public static MethodOption<T> Choice<T>(string name, T defaultValue, string help)
        where T : struct, Enum
        => new(name, string.Join(", ", NamesOf<T>()), defaultValue, TryChoice, KebabCase.Of, help) { Choices = NamesOf<T>() };

    /// <summary>Any text, as the name of a model.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="values">What it may be, for people.</param>
    /// <param name="help">What it does.</param>
    public static MethodOption<string> Text(string name, string defaultValue, string values, string help) => new(
        name, values, defaultValue, (string text, out string value) => (value = text).Length > 0, value => value, help);

    /// <summary>An option whose default is for the method to choose: <c>auto</c>, read as null.</summary>
    /// <param name="option">The option where it is given.</param>
    public static MethodOption<T?> Optional<T>(MethodOption<T> option)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(option);
        return new MethodOption<T?>(
            option.Name,
            option.Values + ", or auto",
            null,
            (string text, out T? value) =>
            {
                bool automatic = text.Equals("auto", StringComparison.OrdinalIgnoreCase);
                T given = default;
                bool ok = automatic || option.TryParse(text, out given);
                value = automatic ? null : given;
                return ok;
            },
            value => value is { } given ? option.Format(given) : "auto",
            option.Help)
        {
            Choices = option.Choices is { } choices ? [.. choices, "auto"] : null,
            Conditions = option.Conditions,
            FormerNames = option.FormerNames,
        };
    }

    private static string[] NamesOf<T>()
        where T : struct, Enum
        => [.. Enum.GetValues<T>().Select(KebabCase.Of)];

    private static bool TryChoice<T>(string text, out T value)
        where T : struct, Enum
    {
        string compact = text.Replace("-", "", StringComparison.Ordinal);
        foreach (T member in Enum.GetValues<T>())
        {
            if (string.Equals(member.ToString(), compact, StringComparison.OrdinalIgnoreCase))
            {
                value = member;
                return true;
            }
        }
        value = default;
        return false;
    }

    private static bool TrySwitch(string text, out bool value)
    {
        string lower = text.ToLowerInvariant();
        value = lower is "on" or "true" or "yes" or "1";
        return value || lower is "off" or "false" or "no" or "0";
    }
}
