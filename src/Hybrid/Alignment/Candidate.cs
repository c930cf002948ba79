using Hybrid.Classical;

namespace Hybrid.Alignment;

/// <summary>A homography that an attempt found, and what verification says of it.</summary>
internal sealed record Candidate(RobustModel Model, Verification Verification, int MatchCount, string Step, CandidateSource Source);
