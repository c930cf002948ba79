using System.Globalization;
using Hybrid.Alignment;

namespace Hybrid.Evaluation.Summaries;

/// <summary>
/// A condition on which a comparison fails: <c>hybrid.auc@3 &lt; classic.auc@3 - 0.01</c>. Each side is a sum or difference of
/// numbers and of METHOD.METRIC, where METRIC is a value of the summary, <c>failures</c>, <c>ms_median</c>, <c>ms_p95</c> or
/// <c>peak_mb</c>; a method whose spec holds dots or operators stands in quotes. TIER/METHOD.METRIC looks at one tier.
/// </summary>
public sealed class RegressionGate
{
    private static readonly string[] Comparisons = ["<=", ">=", "<", ">"];
    private readonly string _text;
    private readonly string _comparison;
    private readonly IReadOnlyList<(int Sign, string Term)> _left;
    private readonly IReadOnlyList<(int Sign, string Term)> _right;

    private RegressionGate(string text, string comparison, IReadOnlyList<(int, string)> left, IReadOnlyList<(int, string)> right)
    {
        _text = text;
        _comparison = comparison;
        _left = left;
        _right = right;
    }

    /// <summary>Parses a condition.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static RegressionGate Parse(string text)
    {
        foreach (string comparison in Comparisons)
        {
            int at = Outside(text, comparison);
            if (at >= 0)
                return new RegressionGate(text.Trim(), comparison, Terms(text, text[..at]), Terms(text, text[(at + comparison.Length)..]));
        }
        throw new InputException($"--fail-if \"{text}\" has no <, >, <= or >=; write for example \"hybrid.auc@3 < classic.auc@3 - 0.01\"");
    }

    /// <summary>Evaluates the condition.</summary>
    /// <exception cref="InputException">A method or metric is not in the summary, or has no value there.</exception>
    public GateResult Evaluate(RunSummary summary)
    {
        double left = Sum(_left, summary), right = Sum(_right, summary);
        bool holds = _comparison switch { "<=" => left <= right, ">=" => left >= right, "<" => left < right, _ => left > right };
        string values = string.Create(CultureInfo.InvariantCulture, $"{left:0.######} {_comparison} {right:0.######}");
        return new GateResult(holds, holds ? $"regression: {_text} ({values})" : $"no regression: not {_text} (not {values})");
    }

    private static int Outside(string text, string symbol)
    {
        bool quoted = false;
        for (int i = 0; i + symbol.Length <= text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            if (!quoted && string.CompareOrdinal(text, i, symbol, 0, symbol.Length) == 0)
                return i;
        }
        return -1;
    }

    private static List<(int Sign, string Term)> Terms(string whole, string side)
    {
        var terms = new List<(int, string)>();
        int sign = 1, start = 0;
        bool quoted = false;
        for (int i = 0; i <= side.Length; i++)
        {
            if (i < side.Length)
                quoted ^= side[i] == '\'';
            // A dash inside a word (a spec's value) is part of it; an operator stands after a space or at the start.
            bool isOperator = i < side.Length && !quoted && side[i] is '+' or '-' && (i == 0 || side[i - 1] == ' ') && side[start..i].Trim().Length > 0;
            if (i < side.Length && !isOperator)
                continue;
            string term = side[start..i].Trim();
            if (term.Length == 0)
                throw new InputException($"--fail-if \"{whole}\": a value is missing");
            terms.Add((sign, term));
            if (isOperator)
                sign = side[i] == '-' ? -1 : 1;
            start = i + 1;
        }
        return terms;
    }

    private static double Sum(IReadOnlyList<(int Sign, string Term)> terms, RunSummary summary) => terms.Sum(t => t.Sign * Value(t.Term, summary));

    private static double Value(string term, RunSummary summary)
    {
        if (double.TryParse(term, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return number;
        IReadOnlyList<KeyValuePair<string, MethodSummary>> methods = summary.Methods;
        string name = term.Replace("'", "", StringComparison.Ordinal);
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && summary.Tiers.Any(t => t.Key == name[..slash]))
        {
            methods = summary.Tiers.First(t => t.Key == name[..slash]).Value;
            name = name[(slash + 1)..];
        }
        foreach ((string method, MethodSummary m) in methods.OrderByDescending(m => m.Key.Length))
        {
            if (!name.StartsWith(method + ".", StringComparison.Ordinal))
                continue;
            string metric = name[(method.Length + 1)..];
            double value = metric switch
            {
                "failures" => m.Failures,
                "ms_median" => m.MedianMilliseconds,
                "ms_p95" => m.P95Milliseconds,
                "peak_mb" => m.PeakMegabytes,
                _ => m.Metrics.TryGetValue(metric, out double v) ? v : throw new InputException(
                    NearestName.Message($"metric of '{method}'", metric, [.. m.Metrics.Keys, "failures", "ms_median", "ms_p95", "peak_mb"])),
            };
            return double.IsFinite(value) ? value : throw new InputException($"{term} has no value in these runs");
        }
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        throw new InputException(NearestName.Message("method", dot < 0 ? name : name[..dot], [.. methods.Select(m => m.Key)]) + "; write METHOD.METRIC");
    }
}
