using Hybrid.Alignment;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Evaluation.Report;

/// <summary>Finds the options that mattered.</summary>
public static class OptionEffects
{
    /// <summary>Main effects of every option that takes several values among methods of one name, the largest first.</summary>
    /// <param name="methods">Methods with their summaries.</param>
    /// <param name="metric">The metric.</param>
    public static IReadOnlyList<OptionEffect> Of(IReadOnlyList<KeyValuePair<string, MethodSummary>> methods, string metric)
    {
        var effects = new List<OptionEffect>();
        bool lower = MetricCatalogue.Info(metric).Better == Direction.Lower;
        var parsed = methods.Where(m => m.Value.Metrics.ContainsKey(metric)).Select(m => (Spec: MethodSpec.Parse(m.Key), Value: m.Value.Metrics[metric])).ToList();
        foreach (var family in parsed.GroupBy(m => m.Spec.Name))
        {
            foreach (string option in family.SelectMany(m => m.Spec.Options.Keys).Distinct().Order(StringComparer.Ordinal))
            {
                var values = family.GroupBy(m => m.Spec.Get(option) ?? "default")
                    .Select(g => KeyValuePair.Create(g.Key, g.Average(m => m.Value)))
                    .OrderBy(v => lower ? v.Value : -v.Value).ToList();
                if (values.Count > 1)
                    effects.Add(new OptionEffect(family.Key, option, metric, Math.Abs(values[^1].Value - values[0].Value), values));
            }
        }
        return [.. effects.OrderByDescending(e => e.Spread)];
    }
}
