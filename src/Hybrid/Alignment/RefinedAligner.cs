using System.Diagnostics;

namespace Hybrid.Alignment;

/// <summary>
/// A start and a refiner in sequence: with the classical start and DIS flow this is <c>control</c>, dense refinement
/// without a learned weight, which any network must beat.
/// </summary>
public sealed class RefinedAligner : IAligner
{
    private readonly IAligner _start;
    private readonly IRefiner _refiner;

    /// <summary>Creates the method.</summary>
    /// <param name="name">Name in reports.</param>
    /// <param name="start">Finds the first homography.</param>
    /// <param name="refiner">Improves it.</param>
    public RefinedAligner(string name, IAligner start, IRefiner refiner)
    {
        Name = name;
        _start = start;
        _refiner = refiner;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        AlignmentResult first = _start.Align(pair, cancellationToken);
        AlignmentResult result = first.IsOk ? _refiner.Refine(pair, first, cancellationToken) : first;
        return result.NamedAfter(first, Name) with
        {
            MethodRequested = Name,
            Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
        };
    }
}
