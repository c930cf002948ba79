using Hybrid.Classical;

namespace Hybrid.Alignment.Learned;

/// <summary>A homography from a network's features.</summary>
/// <param name="Model">A to B in pixels of the pair, and the matches that it was fitted to.</param>
/// <param name="Fitted">How many matches the estimator saw.</param>
/// <param name="HeldOut">Matches that it did not.</param>
/// <param name="Views">How the images were shown, for people; empty where they were as they are.</param>
/// <param name="Refit">The same homography fitted to all matches, held-out ones included; for once it is verified.</param>
internal sealed record LearnedEstimate(RobustModel Model, int Fitted, IReadOnlyList<PointMatch> HeldOut, string Views, RobustModel Refit);
