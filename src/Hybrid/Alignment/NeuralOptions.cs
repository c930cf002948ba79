using System.Globalization;
using Hybrid.Neural;

namespace Hybrid.Alignment;

/// <summary>How the network is used by <c>neural</c>, <c>hybrid</c> and <c>auto</c>.</summary>
public sealed record NeuralOptions
{
    /// <summary>Name of the model.</summary>
    public string Model { get; init; } = "cascade-s";

    /// <summary>Long side of the frame in which the network works.</summary>
    public int LongSide { get; init; } = 800;

    /// <summary>Stages of the stacked cascade when there is no start; see <see cref="StackedCascade"/>.</summary>
    public int Stages { get; init; } = 3;

    /// <summary>
    /// Iterations and early exit. One iteration at 1/4, not the card's three: the second and third take a fifth of the
    /// network's time and change neither flow nor homographies measurably.
    /// </summary>
    public CascadeOptions Cascade { get; init; } = new() { Iterations = [3, 3, 1] };

    /// <summary>
    /// Whether dense inverse search polishes the network's flow; null means on behind a classical start and off where
    /// the network works alone.
    /// </summary>
    public bool? Polish { get; init; }

    /// <summary>How a start is refined.</summary>
    public ResidualRefinerOptions Refiner { get; init; } = new();

    /// <summary>Names of the options that <see cref="Parse"/> reads.</summary>
    public static IReadOnlyList<string> OptionNames { get; } =
        ["model", "size", "stages", "updates", "early-exit", "start-level", "rounds", "min-confidence", "judge", "polish"];

    /// <summary>Options of a spec. <c>updates</c> is the number of iterations of every level, or one number a level as in 3/2/1.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static NeuralOptions Parse(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        CascadeOptions cascade = new NeuralOptions().Cascade;
        int size = spec.GetInt32("size", 800, 64, 8192);
        return new NeuralOptions
        {
            Model = spec.Get("model") ?? "cascade-s",
            LongSide = size,
            Polish = spec.Get("polish") is null ? null : spec.GetSwitch("polish", true),
            Stages = spec.GetInt32("stages", 3, 1, 4),
            Cascade = cascade with
            {
                Iterations = Updates(spec) ?? cascade.Iterations,
                EarlyExit = spec.GetDouble("early-exit", cascade.EarlyExit, 0, 10),
                StartLevel = spec.GetInt32("start-level", cascade.StartLevel, 8, 16),
            },
            Refiner = new ResidualRefinerOptions
            {
                LongSide = size,
                Rounds = spec.GetInt32("rounds", 1, 1, 10),
                Judge = spec.GetSwitch("judge", true),
                MinConfidence = spec.GetDouble("min-confidence", 0.3, 0, 1),
            },
        };
    }

    /// <summary>The option <c>updates</c> as iterations of every level; null where it is not given.</summary>
    /// <exception cref="InputException">It is no number, nor a number a level.</exception>
    internal static int[]? Updates(MethodSpec spec)
    {
        if (spec.Get("updates") is not { } text)
            return null;
        string[] parts = text.Split('/');
        int[] counts = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out counts[i]) || counts[i] > 100)
                throw new InputException($"option updates={text} of method '{spec.Name}' must be a number of iterations, or one a level as in 3/2/1");
        }
        return counts.Length == 1 ? [counts[0], counts[0], counts[0]] : counts;
    }
}
