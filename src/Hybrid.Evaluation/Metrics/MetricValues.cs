using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Named values of one pair, in the order of measuring. Infinite stands for a failure.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Values by name; the name says so.")]
public sealed class MetricValues : IReadOnlyCollection<KeyValuePair<string, double>>
{
    private readonly List<KeyValuePair<string, double>> _values = [];

    /// <inheritdoc />
    public int Count => _values.Count;

    /// <summary>The value of that name; NaN where it was not measured.</summary>
    public double this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, double> value in _values)
            {
                if (value.Key == name)
                    return value.Value;
            }
            return double.NaN;
        }
    }

    /// <summary>Adds a value; NaN (nothing to measure) is left out.</summary>
    public void Add(string name, double value)
    {
        if (!double.IsNaN(value))
            _values.Add(new(name, value));
    }

    /// <summary>Adds a failure.</summary>
    public void AddFailure(string name) => _values.Add(new(name, double.PositiveInfinity));

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
