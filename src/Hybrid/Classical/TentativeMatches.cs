namespace Hybrid.Classical;

/// <summary>Matches from descriptors alone, before any geometry.</summary>
/// <param name="Strong">Passed the ratio test: what a model is fitted to.</param>
/// <param name="Weak">
/// Mutually nearest but ambiguous by the ratio test: no model is fitted to them, so that they can testify for or
/// against one.
/// </param>
public sealed record TentativeMatches(IReadOnlyList<PointMatch> Strong, IReadOnlyList<PointMatch> Weak);
