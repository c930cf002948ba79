using Hybrid.Classical;
using Hybrid.Verification;

namespace Hybrid.Alignment;

/// <summary>A homography that an attempt found, and what verification says of it.</summary>
internal sealed record Candidate(RobustModel Model, AlignmentVerdict Verification, int MatchCount, string Step, CandidateSource Source);
