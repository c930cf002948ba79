namespace Hybrid.Cli.Flow;

/// <summary>What became of two consecutive frames.</summary>
/// <param name="Name">Name of the pair and of its folder.</param>
/// <param name="A">Path of the first frame.</param>
/// <param name="B">Path of the second frame.</param>
/// <param name="IsOk">Whether there is a flow.</param>
/// <param name="Reason">Why there is none, in kebab case.</param>
/// <param name="MethodUsed">The method whose flow it is.</param>
/// <param name="Known">Share of A that is sure.</param>
/// <param name="MedianPx">Median length of the vectors; 0 where there are none.</param>
/// <param name="Ms">Wall-clock milliseconds.</param>
internal sealed record FramePair(string Name, string A, string B, bool IsOk, string Reason, string MethodUsed, double Known, double MedianPx, double Ms);
