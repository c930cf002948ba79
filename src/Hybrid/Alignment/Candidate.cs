using Hybrid.Classical;

namespace Hybrid.Alignment;

/// <summary>A homography that a rung of the ladder found, and what verification says of it.</summary>
internal sealed record Candidate(RobustModel Model, Verification Verification, int MatchCount, string Step);
