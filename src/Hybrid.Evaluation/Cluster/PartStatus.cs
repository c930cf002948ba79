using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Cluster;

/// <summary>How far a part is.</summary>
/// <param name="Shard">Which part.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Records">Records that are there.</param>
/// <param name="Total">Records that it makes.</param>
/// <param name="Host">The node of the latest attempt; empty for none.</param>
/// <param name="Elapsed">Time of the latest attempt; null where it was killed or there is none.</param>
/// <param name="IsStraggler">Whether it takes more than twice as long as half of the finished parts did.</param>
/// <param name="Reason">Why it waits or is missing; empty for none.</param>
public sealed record PartStatus(Shard Shard, PartState State, int Records, int Total, string Host, TimeSpan? Elapsed, bool IsStraggler, string Reason);
