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
    /// Whether dense inverse search refines the network's flow; null means on behind a classical start and off where
    /// the network works alone.
    /// </summary>
    public bool? RefineFlow { get; init; }

    /// <summary>How a start is refined.</summary>
    public ResidualRefinerOptions Refiner { get; init; } = new();

    /// <summary>Options of a spec.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static NeuralOptions Parse(MethodSpec spec)
    {
        int size = AlignerOptions.Size.Read(spec);
        return new NeuralOptions
        {
            Model = AlignerOptions.Model.Read(spec),
            LongSide = size,
            RefineFlow = AlignerOptions.RefineFlow.Read(spec),
            Stages = AlignerOptions.Stages.Read(spec),
            Cascade = new CascadeOptions
            {
                Iterations = AlignerOptions.Updates.Read(spec),
                EarlyExit = AlignerOptions.EarlyExit.Read(spec),
                StartLevel = AlignerOptions.StartLevel.Read(spec),
            },
            Refiner = new ResidualRefinerOptions
            {
                LongSide = size,
                Rounds = AlignerOptions.Rounds.Read(spec),
                Verify = AlignerOptions.Verify.Read(spec),
                MinConfidence = AlignerOptions.MinConfidence.Read(spec),
            },
        };
    }
}
