namespace Hybrid.Core;

/// <summary>An option whose value is read as a type.</summary>
/// <typeparam name="T">What a value is read as.</typeparam>
public sealed record MethodOption<T> : MethodOption
{
    private readonly TryParser _tryParse;
    private readonly Func<T, string> _format;

    /// <summary>Declares an option; <see cref="MethodOption"/> has a method for each usual kind.</summary>
    /// <param name="name">Name in a spec, in kebab case.</param>
    /// <param name="values">What it may be, for people.</param>
    /// <param name="defaultValue">The value where it is not given.</param>
    /// <param name="tryParse">Reads a value.</param>
    /// <param name="format">Writes a value as <paramref name="tryParse"/> reads it.</param>
    /// <param name="help">What it does, in one line.</param>
    public MethodOption(string name, string values, T defaultValue, TryParser tryParse, Func<T, string> format, string help)
        : base(name, values, format is null ? "" : format(defaultValue), help)
    {
        ArgumentNullException.ThrowIfNull(tryParse);
        ArgumentNullException.ThrowIfNull(format);
        (Default, _tryParse, _format) = (defaultValue, tryParse, format);
    }

    /// <summary>Reads a value.</summary>
    /// <param name="text">As a spec has it.</param>
    /// <param name="value">What it says.</param>
    /// <returns>False where it is not one.</returns>
    public delegate bool TryParser(string text, out T value);

    /// <summary>The value where it is not given.</summary>
    public T Default { get; private init; }

    /// <summary>The names among which a mistyped one is looked for; null where values are no names.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The value in a spec, or the default.</summary>
    /// <exception cref="InputException">The value is not valid; a near one is suggested.</exception>
    public T Read(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Get(Name) is not { } text)
            return Default;
        if (TryParse(text, out T value))
            return value;
        throw new InputException(Choices is { } choices
            ? NearestName.Message($"value of option {Name} of method '{spec.Name}'", text, choices)
            : $"option {Name}={text} of method '{spec.Name}' must be {Values}");
    }

    /// <summary>Reads a value.</summary>
    public bool TryParse(string text, out T value) => _tryParse(text, out value);

    /// <summary>Writes a value as a spec has it.</summary>
    public string Format(T value) => _format(value);

    /// <summary>The same option with another default.</summary>
    public MethodOption<T> WithDefault(T value) => this with { Default = value, DefaultText = _format(value) };

    /// <summary>The same option, read only under a condition more.</summary>
    public new MethodOption<T> When(OptionCondition condition) => this with { Conditions = [.. Conditions, condition] };

    /// <summary>The same option, read only where another one has one of some values.</summary>
    /// <param name="option">The other option.</param>
    /// <param name="values">Its values.</param>
    public MethodOption<T> When<TOther>(MethodOption<TOther> option, params TOther[] values) => When(OptionCondition.On(option, values));

    /// <summary>The same option, which had another name in an earlier release.</summary>
    public MethodOption<T> Formerly(string name) => this with { FormerNames = [.. FormerNames, name] };

    /// <inheritdoc />
    public override void Require(MethodSpec spec) => Read(spec);

    /// <inheritdoc />
    public override string TextIn(MethodSpec spec) => _format(Read(spec));
}
