namespace Hybrid.Core;

/// <summary>That an option is read only where another one has one of some values.</summary>
/// <param name="Option">Name of the other option.</param>
/// <param name="Values">Its values, as a spec has them.</param>
/// <param name="Or">Another condition that is enough on its own; null where there is none.</param>
public sealed record OptionCondition(string Option, IReadOnlyList<string> Values, OptionCondition? Or = null)
{
    /// <summary><c>refiner=photometric</c>; several values are separated by a bar.</summary>
    public override string ToString() => $"{Option}={string.Join('|', Values)}{(Or is null ? "" : $" or {Or}")}";

    /// <summary>A condition on an option of an enumeration, a number or a switch.</summary>
    /// <param name="option">The other option.</param>
    /// <param name="values">Its values.</param>
    public static OptionCondition On<T>(MethodOption<T> option, params T[] values)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(values);
        var texts = new string[values.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = option.Format(values[i]);
        return new OptionCondition(option.Name, texts);
    }
}
